"""Entries as an iCalendar file (RFC 5545), with the name and the pace of RFC 7986."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from calendars.entries import Entry

READ_AGAIN_AFTER = dt.timedelta(hours=6)


def write_calendar(entries: Iterable[Entry], *, name: str, site: str, at: dt.datetime, with_names: bool) -> bytes:
    """Whole days that leave the day free. Who fetches it anew loses what has been moved or done.

    `site` is what addresses begin with, `at` when it is written; `with_names` says in each title which collaboration.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Samarbejde//Kalender//DA")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what Outlook and Google read
    calendar.add("refresh-interval", READ_AGAIN_AFTER)
    host = site.partition("://")[2]
    for each in entries:
        event = Event()
        event.add("uid", f"{each.key}@{host}")
        event.add("dtstamp", at.astimezone(dt.UTC))
        event.add("dtstart", each.date)
        event.add("summary", f"{each.title} ({each.collaboration})" if with_names else each.title)
        event.add("description", f"{each.collaboration}\n{site}{each.path}")
        event.add("url", f"{site}{each.path}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
