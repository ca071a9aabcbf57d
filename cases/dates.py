"""Dates in the words of the sources: what looks like a day or a month, and is none. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple

from common.formats import MONTHS, SHORT_MONTHS

_NAMES = {name: number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, start=1)}
_NAMES |= {**{name.rstrip("."): number for name, number in _NAMES.items()}, "sept": 9}
_MONTH = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_LEAP_YEAR = 2000  # a day without a year may be of one
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{1,2}))?(?![\d-])")
_IN_NUMBERS = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})(?![\d/-])"
)
_SPACE = "[ \u00a0]"
_DATE_IN_WORDS = rf"(?P<day>\d{{1,3}})(?P<dot>\.?){_SPACE}?(?P<name>{_MONTH})(?!\w)(?:{_SPACE}?(?P<year>\d{{4}}))?"
_FIRST_OF_TWO = rf"\d{{1,3}}{_SPACE}?(?:[–/-]|og|til){_SPACE}?"  # `uge 45 og 46 november`
_BEFORE = rf"(?P<before>[^\W\d]+\.?){_SPACE}(?:{_FIRST_OF_TWO})?"
_IN_WORDS = re.compile(rf"(?i)(?:{_BEFORE})?(?<!\d)(?P<date>{_DATE_IN_WORDS})")
# Words that a day stands after. Any other may be what the number is of: `uge 45 november`, `nr. 85 december`.
_OF_DAYS = re.compile(
    r"(?i)den|de|d\.|pr\.?|fra|til|siden|før|efter|og|eller|ved|inden|indtil|senest|omkring|ca\.?|cirka"
)
_LONGEST_SPAN = 50  # years


class NoDate(NamedTuple):
    """What looks like a date. `is_sure`: it can be nothing else."""

    text: str
    is_sure: bool = True


def no_dates(text: str) -> Iterator[NoDate]:
    """What is written as a date and is in no calendar: `31. februar`, `2013-02-31`, `2013-14-01`, `31.4.2013`.

    Words, years and spans of years, as `2013-14` and `2012-15`, are none of our business.
    """
    for found in _ISO.finditer(text):
        year, month, day = int(found["year"]), int(found["month"]), found["day"]
        is_span = day is None and not 1 <= month <= 12 and 0 < (month - year) % 100 <= _LONGEST_SPAN
        if not is_span and not _is_there(year, month, int(day) if day else 1):
            yield NoDate(found[0])
    for found in _IN_NUMBERS.finditer(text):
        if not _is_there(int(found["year"]), int(found["month"]), int(found["day"])):
            yield NoDate(found[0])
    for found in _IN_WORDS.finditer(text):
        if not _is_there(int(found["year"] or _LEAP_YEAR), _NAMES[found["name"].lower()], int(found["day"])):
            before = found["before"]
            is_sure = not before or bool(found["dot"]) or _OF_DAYS.fullmatch(before) is not None
            yield NoDate(found["date"], is_sure)


def _is_there(year: int, month: int, day: int) -> bool:
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
