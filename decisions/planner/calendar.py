"""When a municipality's bodies meet, and when nothing is sent out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from common.holidays import weekdays_before
from decisions.planner.defaults import recess_months
from decisions.vocabulary import CALENDAR_BODIES, Body

CHAIN = tuple(each.value for each in CALENDAR_BODIES)
# A calendar that ends, or begins, this far from the day that is asked about has not been entered for it.
GAP = dt.timedelta(days=60)


@dataclass(frozen=True)
class Meeting:
    date: dt.date
    body: str = Body.COUNCIL.value


@dataclass(frozen=True)
class MunicipalCalendar:
    """A municipality's meetings. `recesses` are first and last days, `lead_weekdays` what the administration needs
    before material is due, `chain` the bodies that a matter passes, the deciding one last.
    """

    code: str
    name: str
    meetings: tuple[Meeting, ...] = ()
    recesses: tuple[tuple[dt.date, dt.date], ...] = ()
    lead_weekdays: int = 0
    chain: tuple[str, ...] = CHAIN
    recess_months: frozenset[int] = field(default_factory=recess_months)
    # Deadlines that were counted. Not an argument, so that a changed copy begins with none.
    _due: dict[tuple[dt.date, int], dt.date] = field(init=False, default_factory=dict, repr=False, compare=False)

    @cached_property
    def dates(self) -> dict[str, list[dt.date]]:
        """Sorted days on which each body meets; what lies in a recess is no meeting."""
        found: dict[str, list[dt.date]] = {body: [] for body in self.chain}
        for each in sorted(self.meetings, key=lambda meeting: meeting.date):
            if each.body in found and not self.is_recess(each.date):
                found[each.body].append(each.date)
        return found

    def is_recess(self, day: dt.date) -> bool:
        return day.month in self.recess_months or any(first <= day <= last for first, last in self.recesses)

    def last_meeting(self, body: str, latest: dt.date) -> dt.date | None:
        """The body's last meeting on or before that day."""
        dates = self.dates[body]
        place = bisect_right(dates, latest)
        return dates[place - 1] if place else None

    def meetings_from(self, body: str, first: dt.date) -> Iterator[dt.date]:
        """The body's meetings from that day on."""
        dates = self.dates[body]
        return iter(dates[bisect_left(dates, first) :])

    def is_entered(self, body: str, day: dt.date) -> bool:
        """Does the calendar reach about that day? Summer makes a gap in every calendar."""
        dates = self.dates[body]
        return bool(dates) and dates[0] <= day + GAP and dates[-1] >= day - GAP

    def due(self, meeting: dt.date, weekdays: int) -> dt.date:
        """When the material of a meeting is due: so many weekdays before it, recesses passed over."""
        key = (meeting, weekdays)
        if key not in self._due:
            self._due[key] = weekdays_before(meeting, weekdays, blocked=self.is_recess)
        return self._due[key]

    def text_due(self, meeting: dt.date, weekdays: int) -> dt.date:
        """When the administration needs the text of a meeting's material: its own lead time before that is due."""
        return self.due(self.due(meeting, weekdays), self.lead_weekdays)
