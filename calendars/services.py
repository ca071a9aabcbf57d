"""Making, ending and finding addresses."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from calendars.models import CalendarFeed, fingerprint
from collaborations.models import Collaboration


@transaction.atomic
def make_feed(user: User, collaboration: Collaboration | None = None) -> str:
    """A new secret address for this user, of one collaboration or of all; an earlier one stops working.

    The secret is returned once and not kept.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two presses at once make one address after the other
    feed = CalendarFeed.objects.visible_to(user).of(collaboration).first()
    feed = feed or CalendarFeed(user=user, collaboration=collaboration)
    secret = feed.renew()
    feed.save()
    return secret


def end_feed(user: User, collaboration: Collaboration | None = None) -> bool:
    """Whether there was an address to end."""
    deleted, _rows = CalendarFeed.objects.visible_to(user).of(collaboration).delete()
    return bool(deleted)


def feed_behind(secret: str) -> CalendarFeed | None:
    """The feed with that secret, while its user is active, has not left, and may see what it is about."""
    rows = CalendarFeed.objects.select_related("user", "collaboration")
    feed = rows.filter(secret_sha256=fingerprint(secret), user__is_active=True).first()
    if feed and feed.user.has_left_since(feed.created_at):
        return None
    of = feed.collaboration_id if feed else None
    if of and not Collaboration.objects.visible_to(feed.user).filter(pk=of).exists():
        return None
    return feed
