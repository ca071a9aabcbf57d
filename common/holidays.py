"""Danish days off and weekdays. Pure.

Public holidays are those of the package `holidays`. 5 June, 24 and 31 December are no public holidays by law, but
administrations and their deadlines stand still, so they count as free here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import holidays

CUSTOM = ((6, 5), (12, 24), (12, 31))
SATURDAY = 5
DAY = dt.timedelta(days=1)


@cache
def free_days(year: int) -> frozenset[dt.date]:
    """The days of a year on which administrations stand still, Sundays that are no holiday left out."""
    public = holidays.country_holidays("DK", years=year)
    return frozenset(public) | {dt.date(year, month, day) for month, day in CUSTOM}


def is_free(day: dt.date) -> bool:
    return day in free_days(day.year)


def is_weekday(day: dt.date) -> bool:
    """Monday to Friday, and not free. Whether a Saturday is a "hverdag" is not clear, so it is not counted."""
    return day.weekday() < SATURDAY and not is_free(day)


def weekdays_before(day: dt.date, count: int, *, blocked: Callable[[dt.date], bool] = lambda day: False) -> dt.date:
    """The `count`-th weekday before a day, which itself does not count. `blocked` days are passed over too.

    With 0 it is the day itself.
    """
    found = day
    while count > 0:
        found -= DAY
        if is_weekday(found) and not blocked(found):
            count -= 1
    return found


def weekday_by(day: dt.date) -> dt.date:
    """The day itself, or the last weekday before it."""
    return day if is_weekday(day) else weekdays_before(day, 1)
