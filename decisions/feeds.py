"""Coming meetings as an iCalendar feed behind a private address."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import User
from collaborations.models import Collaboration
from common.formats import join_words
from decisions.matrix import build_matrix
from decisions.models import CalendarFeed
from decisions.vocabulary import Body


@transaction.atomic
def make_feed(collaboration: Collaboration, user: User) -> str:
    """A new secret address for this user; an earlier one stops working. The secret is returned once and not kept."""
    end_feed(collaboration, user)
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(user=user, collaboration=collaboration, secret_sha256=_fingerprint(secret))
    return secret


def end_feed(collaboration: Collaboration, user: User) -> None:
    CalendarFeed.objects.filter(collaboration=collaboration, user=user).delete()


def feed_behind(secret: str) -> CalendarFeed | None:
    """The feed with that secret, while its user is active and may still see the collaboration."""
    rows = CalendarFeed.objects.select_related("user", "collaboration__organisation_type")
    feed = rows.filter(secret_sha256=_fingerprint(secret), user__is_active=True).first()
    if feed and Collaboration.objects.visible_to(feed.user).filter(pk=feed.collaboration_id).exists():
        return feed
    return None


def write_calendar(collaboration: Collaboration, url: str) -> bytes:
    """Each planned meeting as a day in the calendar. Who fetches it anew loses the day that a meeting has left."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samarbejde//Beslutninger//DA")
    calendar.add("version", "2.0")
    calendar.add("name", collaboration.name)
    for date, place, body, titles in build_matrix(collaboration).meetings():
        event = Event()
        event.add("uid", f"{collaboration.slug}-{place.code}-{body}-{date:%Y%m%d}@samarbejde")
        event.add("dtstamp", timezone.now().astimezone(dt.UTC))
        event.add("dtstart", date)
        said = {"name": place.name, "body": Body(body).label.lower(), "titles": join_words(titles)}
        event.add("summary", _("%(name)s behandler %(titles)s i %(body)s") % said)
        event.add("description", collaboration.name)
        event.add("url", url)
        calendar.add_component(event)
    return calendar.to_ical()


def _fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
