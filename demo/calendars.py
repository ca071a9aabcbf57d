"""Meeting calendars of the examples: made by a rule, and marked as examples wherever they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from common.holidays import is_free
from decisions.meeting_import import Line

DAY = dt.timedelta(days=1)
JULY, DECEMBER = 7, 12
LAST_WEEK_BEFORE_CHRISTMAS = 3
WEEKDAYS = 5
Rule = tuple[int, int]  # which one in the month, and the weekday, 0 for Monday


def calendar_lines(first: dt.date, months: int, rules: Mapping[str, Rule], *, shift: int) -> list[Line]:
    """So many months of meetings from the month after `first`. `shift` moves each a few days on, so that not all meet
    at once.
    """
    days = sorted((day, body) for body, rule in rules.items() for day in _days(first, months, rule, shift))
    return [
        Line(number=number, text="", date=day, body=body, note=_("Eksempel"))
        for number, (day, body) in enumerate(days, start=1)
    ]


def _days(first: dt.date, months: int, rule: Rule, shift: int) -> Iterator[dt.date]:
    which, weekday = rule
    for number in range(1, months + 1):
        year, month = divmod(first.month - 1 + number, 12)
        day = dt.date(first.year + year, month + 1, 1)
        if day.month == JULY:
            continue
        week = min(which, LAST_WEEK_BEFORE_CHRISTMAS) if day.month == DECEMBER else which
        day += (((weekday + shift) % WEEKDAYS - day.weekday()) % 7 + 7 * (week - 1)) * DAY
        while is_free(day):
            day += DAY
        yield day
