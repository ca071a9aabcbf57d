"""A total shared by weights so that the shares add up to it exactly. Pure.

The method is the largest remainder (Hamilton): everybody gets the exact share rounded down to whole quanta, and the
quanta that are left go one by one to the largest remainders. Where remainders are equal the smaller code comes first.
Everything is counted in whole numbers, so that nothing depends on the order or on how a decimal is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm

ONE_ORE = Decimal("0.01")


def allocate(total: Decimal, weights: Mapping[str, Decimal], *, quantum: Decimal = ONE_ORE) -> dict[str, Decimal]:
    """Shares of `total` in the proportion of `weights`, each a multiple of `quantum`, by the codes of `weights`.

    `total` and the shares are kroner; weights are any unit that all have in common. A negative total gives the negated
    shares of the positive one. Screens and papers in whole kroner ask for `quantum=Decimal(1)`.

    Raises ValueError for a negative weight, where no weight counts, and for a total that is no multiple of the quantum.
    """
    if not quantum.is_finite() or quantum <= 0:
        raise ValueError(f"The quantum must be more than nothing; it is {quantum}.")
    units = _units(total, quantum)
    counted = _checked(weights)
    whole = sum(counted.values())
    given, rest = {}, {}
    for code, weight in counted.items():
        given[code], rest[code] = divmod(abs(units) * weight, whole)
    left = abs(units) - sum(given.values())
    for code in sorted(rest, key=lambda code: (-rest[code], code))[:left]:
        given[code] += 1
    return {code: _times(quantum, -count if units < 0 else count) for code, count in given.items()}


def _units(total: Decimal, quantum: Decimal) -> int:
    if not total.is_finite():
        raise ValueError(f"The total must be a number; it is {total}.")
    units = Fraction(total) / Fraction(quantum)
    if units.denominator != 1:
        raise ValueError(f"The total {total} is no multiple of {quantum}.")
    return units.numerator


def _checked(weights: Mapping[str, Decimal]) -> dict[str, int]:
    """The weights as whole numbers in the same proportion, so that remainders are compared exactly."""
    for code, weight in weights.items():
        if not weight.is_finite() or weight < 0:
            raise ValueError(f"The weight of {code} must not be negative; it is {weight}.")
    ratios = {code: weight.as_integer_ratio() for code, weight in weights.items()}
    common = lcm(*(denominator for _numerator, denominator in ratios.values()))
    counted = {code: numerator * (common // denominator) for code, (numerator, denominator) in ratios.items()}
    if not sum(counted.values()):
        raise ValueError("There is no weight to share by.")
    return counted


def _times(quantum: Decimal, count: int) -> Decimal:
    """So many quanta, digit by digit: a product of decimals would be rounded to the digits of the context."""
    coefficient = int("".join(map(str, quantum.as_tuple().digits))) * abs(count)
    return Decimal((int(count < 0), tuple(map(int, str(coefficient))), quantum.as_tuple().exponent))
