"""Amounts as Danes write them: `1.234.567`, `1234567`, `1,2 mio.`, `−500`, `2,5`. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

UNITS = {"mio": Decimal(1_000_000), "mia": Decimal(1_000_000_000)}
# Whole thousands with points or spaces between them (as Excel pastes them) or digits alone, decimals after a comma, and
# what it is counted in. `500,-` is whole kroner.
AMOUNT = re.compile(
    r"(?:kr\.?\s*)?(?P<minus>[-\u2212\u2013])?\s*"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(?P<decimals>\d+|-))?"
    r"\s*(?P<unit>mio\.?|mia\.?)?\s*(?:kr\.?)?",
    re.IGNORECASE,
)
MAX_DIGITS = 15


class NotAnAmount(ValueError):
    """The text can not be read as an amount."""


def read_amount(text: str) -> Decimal:
    """The number that the text says. Raises NotAnAmount for what could mean two things, and for what means nothing.

    >>> read_amount("1,2 mio. kr.")
    Decimal('1200000')
    """
    found = AMOUNT.fullmatch(" ".join(text.replace("\u00a0", " ").split()))
    if found is None:
        raise NotAnAmount(text)
    digits, decimals = re.sub(r"[. ]", "", found["whole"]), (found["decimals"] or "0").replace("-", "0")
    if len(digits) > MAX_DIGITS or len(decimals) > MAX_DIGITS:
        raise NotAnAmount(text)
    number = Decimal(f"{digits}.{decimals}")
    number = number * UNITS[found["unit"].lower().rstrip(".")] if found["unit"] else number
    number = number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    return -number if found["minus"] else number
