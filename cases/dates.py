"""Dates in the words of the sources: what looks like a day or a month, and is none. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from common.formats import MONTHS, SHORT_MONTHS

_NAMES = {name: number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, start=1)}
_NAMES |= {**{name.rstrip("."): number for name, number in _NAMES.items()}, "sept": 9}
_MONTH = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_LEAP_YEAR = 2000  # a day without a year may be of one
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{1,2}))?(?![\d-])")
_IN_NUMBERS = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})(?![\d/-])"
)
_IN_WORDS = re.compile(rf"(?i)(?<!\d)(?P<day>\d{{1,3}})\.? ?(?P<name>{_MONTH})(?!\w)(?:[ \u00a0]?(?P<year>\d{{4}}))?")


def no_dates(text: str) -> Iterator[str]:
    """What is written as a date and is in no calendar: `31. februar`, `2013-02-31`, `2013-14-01`, `31.4.2013`.

    Words, years and spans of years, as `2013-14`, are none of our business.
    """
    for found in _ISO.finditer(text):
        year, month, day = int(found["year"]), int(found["month"]), found["day"]
        is_span = day is None and not 1 <= month <= 12 and month == (year + 1) % 100
        if not is_span and not _is_there(year, month, int(day) if day else 1):
            yield found[0]
    for found in _IN_NUMBERS.finditer(text):
        if not _is_there(int(found["year"]), int(found["month"]), int(found["day"])):
            yield found[0]
    for found in _IN_WORDS.finditer(text):
        if not _is_there(int(found["year"] or _LEAP_YEAR), _NAMES[found["name"].lower()], int(found["day"])):
            yield found[0]


def _is_there(year: int, month: int, day: int) -> bool:
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
