"""Quarters of a year: their days and their words. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

FIRST_MONTHS = (1, 4, 7, 10)
SHOWN = 5  # quarters to choose between: this one and a year back


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int  # 1 to 4

    @classmethod
    def of(cls, day: dt.date) -> Quarter:
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, FIRST_MONTHS[self.number - 1], 1)

    @property
    def last(self) -> dt.date:
        return self.next.first - dt.timedelta(days=1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> Quarter:
        return Quarter.of(self.first - dt.timedelta(days=1))

    @property
    def label(self) -> str:
        return _("%(number)d. kvartal %(year)d") % {"number": self.number, "year": self.year}


def recent_quarters(today: dt.date) -> list[Quarter]:
    """The running quarter first, then those before it."""
    found = [Quarter.of(today)]
    while len(found) < SHOWN:
        found.append(found[-1].previous)
    return found
