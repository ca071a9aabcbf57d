"""Which period comes after which: by the day it ends, where its words say so. Pure."""

from __future__ import annotations

import datetime as dt
import re

from common.dates import is_likely, months_later
from common.formats import MONTHS

_YEAR = r"(?P<year>\d{4})"
_LENGTHS = {"kvartal": 3, "halvår": 6}
_PART = re.compile(rf"(?P<number>[1-4])\. (?P<part>{'|'.join(_LENGTHS)}) {_YEAR}")
_MONTH = re.compile(rf"(?P<month>{'|'.join(MONTHS)}) {_YEAR}")
_WHOLE = re.compile(_YEAR)


def last_day(period: str) -> dt.date | None:
    """The last day of “2027”, “1. kvartal 2027”, “2. halvår 2027” or “marts 2027”; None for any other words."""
    text = " ".join(period.lower().split())
    if found := _PART.fullmatch(text):
        months = _LENGTHS[found["part"]]
        return _end(found["year"], int(found["number"]) * months)
    if found := _MONTH.fullmatch(text):
        return _end(found["year"], MONTHS.index(found["month"]) + 1)
    if found := _WHOLE.fullmatch(text):
        return _end(found["year"], 12)
    return None


def _end(year: str, months: int) -> dt.date | None:
    """After so many months of the year; None for a third half-year, and for a year that nobody can mean."""
    if months > 12 or not int(year):
        return None
    begins = dt.date(int(year), 1, 1)
    return months_later(begins, months) - dt.timedelta(days=1) if is_likely(begins) else None
