"""How dates, money, numbers and lists are written in Danish. Pure functions of what they are given.

Something unknown is written "Ikke oplyst", never 0 or a dash. A space inside a number or an amount is U+00A0, so that
it is not broken over two lines; dates have ordinary spaces. A minus is U+2212. Halves are rounded away from zero.
The words are not marked for translation: another language writes its dates and amounts by other rules, in a module
of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from django.utils import timezone

UNKNOWN = "Ikke oplyst"
NONE = "Ingen"
NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
MILLION = 1_000_000

MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()  # noqa: SIM905
)
SHORT_MONTHS = ("jan.", "feb.", "mar.", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")

# Enough digits that rounding never meets the context's limit on any amount a database column can hold.
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)

Number = int | Decimal | float


## Dates and times


def long_date(value: dt.date | None) -> str:
    """`20. november 2026`, for running text."""
    day = _local_date(value)
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}" if day else UNKNOWN


def short_date(value: dt.date | None) -> str:
    """`20. nov. 2026`, for tables."""
    day = _local_date(value)
    return f"{day.day}. {SHORT_MONTHS[day.month - 1]} {day.year}" if day else UNKNOWN


def date_range(start: dt.date | None, end: dt.date | None) -> str:
    """`3.–20. november 2026`, `3. november–1. december 2026`; an open end is said in words."""
    first, last = _local_date(start), _local_date(end)
    if first is None and last is None:
        return UNKNOWN
    if first is None:
        return f"til og med {long_date(last)}"
    if last is None:
        return f"fra {long_date(first)}"
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)}{EN_DASH}{long_date(last)}"
    if first.month != last.month:
        return f"{first.day}. {MONTHS[first.month - 1]}{EN_DASH}{long_date(last)}"
    return f"{first.day}.{EN_DASH}{long_date(last)}"


def year_range(first: int, last: int) -> str:
    """`2027–2028`, or `2027` when the two are the same."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def time_of_day(value: dt.datetime | dt.time | None) -> str:
    """`kl. 14.05`, in Danish time."""
    if value is None or value == "":
        return UNKNOWN
    moment = _local(value) if isinstance(value, dt.datetime) else value
    return f"kl.{NBSP}{moment:%H.%M}"


def date_and_time(value: dt.datetime | None) -> str:
    """`20. november 2026 kl. 14.05`."""
    return f"{long_date(value)} {time_of_day(value)}" if value else UNKNOWN


def relative_days(value: dt.date | None, today: dt.date | None = None) -> str:
    """`om 25 dage`, `i morgen`, `i dag`, `i går`, `for 3 dage siden`: an addition to a date, never instead of it.

    Empty when the date is unknown, as the date itself then says so.
    """
    day = _local_date(value)
    if day is None:
        return ""
    days = (day - (today or timezone.localdate())).days
    named = {-1: "i går", 0: "i dag", 1: "i morgen"}
    if days in named:
        return named[days]
    return f"om {number(days)} dage" if days > 0 else f"for {number(-days)} dage siden"


## Numbers and money


def number(value: Number | None, decimals: int | None = None) -> str:
    """`1.234.567`, `−2,1`. Without `decimals` a number keeps the decimals that it has."""
    if value is None or value == "":
        return UNKNOWN
    amount = _decimal(value)
    if decimals is not None:
        amount = amount.quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
    text = f"{abs(amount):,f}".translate(str.maketrans({",": ".", ".": ","}))
    return f"{MINUS}{text}" if amount < 0 else text


def kroner(value: int | Decimal | None) -> str:
    """`1.234.567 kr.`, with two decimals when the amount is not in whole kroner. Money is never a float."""
    if value is None or value == "":
        return UNKNOWN
    amount = _money(value)
    return f"{number(amount, 0 if amount == amount.to_integral_value() else 2)}{NBSP}kr."


def signed_kroner(value: int | Decimal | None) -> str:
    """A difference: `+120.000 kr.`, `−80.000 kr.`, and `0 kr.` where there is none."""
    said = kroner(value)
    return f"+{said}" if said != UNKNOWN and _money(value) > 0 else said


def million_kroner(value: int | Decimal | None) -> str:
    """`1,5 mio. kr.` from one million, below it whole kroner: `850.000 kr.`."""
    if value is None or value == "":
        return UNKNOWN
    amount = _money(value)
    if abs(amount) < Decimal("999999.5"):
        return f"{number(amount, 0)}{NBSP}kr."
    return f"{number(_CONTEXT.divide(amount, Decimal(MILLION)), 1)}{NBSP}mio.{NBSP}kr."


def file_size(value: int | None) -> str:
    """A number of bytes as `214 kB` or `1,4 MB` (a kB is 1,000 bytes)."""
    if value is None or value == "":
        return UNKNOWN
    if value < 1000:
        return f"{number(value)}{NBSP}byte"
    if value < 999_500:  # from here on it would be written as 1.000 kB
        return f"{number(Decimal(value) / 1000, 0)}{NBSP}kB"
    return f"{number(Decimal(value) / MILLION, 1)}{NBSP}MB"


## Words


def known(value) -> str:
    """The text, or `Ikke oplyst`."""
    return UNKNOWN if value is None or value == "" else str(value)


def join_words(items: Iterable, word: str = "og") -> str:
    """`A, B og C`; `Ingen` for an empty list."""
    words = [str(item) for item in items or ()]
    if len(words) < 2:
        return words[0] if words else NONE
    return f"{', '.join(words[:-1])} {word} {words[-1]}"


def join_first(names: Iterable[str], most: int = 6) -> str:
    """All in words, or the first `most` and how many others, where there are several: `A, B og 3 andre`."""
    names = list(names)
    if len(names) <= most + 1:
        return join_words(names)
    return f"{', '.join(names[:most])} og {len(names) - most} andre"


def one_line(text: str, length: int) -> str:
    """What somebody typed, for places where a line break would be a lie: one line of at most `length` characters.

    Cut after a whole word, with `…`; a word that is longer than the line is cut where the line ends.
    """
    line = re.sub(rf"[^\S{NBSP}]+", " ", text).strip()
    if len(line) <= length:
        return line
    kept = line[: length - 1]
    if line[length - 1] != " " and " " in kept:
        kept = kept[: kept.rfind(" ")]
    return f"{kept.rstrip(' .,:;')}…"


def counted(count: int, one: str, many: str) -> str:
    """`1 kommune`, `3 kommuner`, `0 kommuner`."""
    return f"{number(count)} {one if count == 1 else many}"


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _local_date(value: dt.date | None) -> dt.date | None:
    """The day in Denmark: shortly before midnight in UTC it is already tomorrow here."""
    if value is None or value == "":
        return None
    return _local(value).date() if isinstance(value, dt.datetime) else value


def _decimal(value: Number) -> Decimal:
    # A float is written with the digits that it is shown with, not with those of its binary fraction.
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _money(value: int | Decimal) -> Decimal:
    if isinstance(value, float):
        raise TypeError("Money is Decimal in whole øre, never a float.")
    return Decimal(value)
