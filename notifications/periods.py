"""Which digests are due at a moment, and what time each of them covers. Pure: no rows, no clock of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from notifications.topics import Pace

MORNING = 7  # o'clock in Denmark: the digest lies there when people begin
MONDAY = 0
# How long after its time a digest is still sent, when the task was late or the mail server did not answer.
LATE_HOURS = {Pace.NOW: 6, Pace.DAILY: 12, Pace.WEEKLY: 24}


@dataclass(frozen=True)
class Period:
    pace: Pace
    start: dt.datetime
    end: dt.datetime

    @property
    def key(self) -> str:
        return f"{timezone.localtime(self.end):%Y-%m-%dT%H%z}"


def periods_due(now: dt.datetime) -> list[Period]:
    """The week until Monday at seven, the day until seven, and the last whole hours: those that are not too old."""
    local = timezone.localtime(now)
    today = _at_seven(local.date())
    last_day = today if today <= now else _at_seven(local.date() - dt.timedelta(days=1))
    monday = last_day.date() - dt.timedelta(days=(last_day.weekday() - MONDAY) % 7)
    found = [
        Period(Pace.WEEKLY, _at_seven(monday - dt.timedelta(days=7)), _at_seven(monday)),
        Period(Pace.DAILY, _at_seven(last_day.date() - dt.timedelta(days=1)), last_day),
    ]
    hour = now.replace(minute=0, second=0, microsecond=0)
    ends = [hour - dt.timedelta(hours=back) for back in reversed(range(LATE_HOURS[Pace.NOW]))]
    found += [Period(Pace.NOW, end - dt.timedelta(hours=1), end) for end in ends]
    return [each for each in found if now - each.end < dt.timedelta(hours=LATE_HOURS[each.pace])]


def _at_seven(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(MORNING)))
