"""Making and ending addresses."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from calendars.models import CalendarFeed
from collaborations.models import Collaboration


@transaction.atomic
def make_feed(user: User, collaboration: Collaboration | None = None) -> str:
    """A new secret address for this user, of one collaboration or of all; an earlier one stops working.

    The secret is returned once and not kept.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two presses at once make one address after the other
    feed = CalendarFeed.objects.of(user, collaboration).first()
    feed = feed or CalendarFeed(user=user, collaboration=collaboration)
    secret = feed.renew()
    feed.save()
    return secret


def end_feed(user: User, collaboration: Collaboration | None = None) -> bool:
    """Whether there was an address to end."""
    deleted, _rows = CalendarFeed.objects.of(user, collaboration).delete()
    return bool(deleted)
