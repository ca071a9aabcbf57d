"""Which dates can be meant (anything else is a slip of the pen: 0026 for 2026, or 2206), and months counted on."""

from __future__ import annotations

import calendar
import datetime as dt

from django.utils.translation import gettext as _

from common.exceptions import DomainError

EARLIEST, LATEST = dt.date(1970, 1, 1), dt.date(2100, 12, 31)


def is_likely(day: dt.date) -> bool:
    return EARLIEST <= day <= LATEST


def unlikely_sentence() -> str:
    return _("Årstallet skal ligge mellem %(first)d og %(last)d. Ret datoen.") % {
        "first": EARLIEST.year,
        "last": LATEST.year,
    }


def check_likely(*days: dt.date | None) -> None:
    """Raises DomainError for a day that nobody can mean; a day that is not known is no matter."""
    if not all(is_likely(day) for day in days if day is not None):
        raise DomainError(unlikely_sentence())


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))
