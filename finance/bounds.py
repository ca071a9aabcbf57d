"""A total shared by weights with a least and a most for everybody; what that moves, the others carry. Pure.

Everybody pays so many times the own weight, but never less than the least nor more than the most, and the factor is
the one with which it all adds up. It is found in exact fractions. Those who stand at a bound are settled; the rest is
allocated among the others, and no rounding takes anybody past a bound, since bounds are whole quanta too.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from finance.allocation import ONE_ORE, allocate


def allocate_within(
    total: Decimal,
    weights: Mapping[str, Decimal],
    *,
    minimum: Decimal | None = None,
    maximum: Decimal | None = None,
    quantum: Decimal = ONE_ORE,
) -> dict[str, Decimal]:
    """Shares of a `total` that is not negative, each between `minimum` and `maximum` kroner.

    Who has no weight pays the minimum.

    Raises ValueError as `allocate` does, for bounds that are no multiple of the quantum or stand the wrong way round,
    and where the total can not be shared within them.
    """
    if minimum is None and maximum is None:
        return allocate(total, weights, quantum=quantum)
    least, most = minimum or Decimal(0), total if maximum is None else min(maximum, total)
    _check(total, weights, least, most if maximum is None else maximum, quantum)
    factor = _factor(Fraction(total), {code: Fraction(weight) for code, weight in weights.items()}, least, most)
    shares: dict[str, Decimal] = {}
    for code, weight in weights.items():
        exact = factor * Fraction(weight)
        if exact <= Fraction(least):
            shares[code] = least
        elif exact >= Fraction(most):
            shares[code] = most
    free = {code: weight for code, weight in weights.items() if code not in shares}
    if free:
        shares |= allocate(total - sum(shares.values(), Decimal(0)), free, quantum=quantum)
    return {code: shares[code] for code in weights}


def _check(total: Decimal, weights: Mapping[str, Decimal], least: Decimal, most: Decimal, quantum: Decimal) -> None:
    allocate(total, weights, quantum=quantum)  # which refuses what can not be shared at all
    if total < 0:
        raise ValueError(f"A total with bounds must not be negative; it is {total}.")
    for bound in (least, most):
        if bound < 0 or (Fraction(bound) / Fraction(quantum)).denominator != 1:
            raise ValueError(f"The bound {bound} is no multiple of {quantum} that is not negative.")
    if least > most:
        raise ValueError(f"The least, {least}, is more than the most, {most}.")
    count, counted = len(weights), sum(1 for weight in weights.values() if weight)
    if not count * least <= total <= counted * most + (count - counted) * least:
        raise ValueError(f"{total} can not be shared by {counted} who each pay between {least} and {most}.")


def _factor(total: Fraction, weights: Mapping[str, Fraction], least: Decimal, most: Decimal) -> Fraction:
    """How many times the own weight everybody pays who stands at no bound.

    What is paid in all rises with the factor, in straight pieces that meet where somebody reaches a bound.
    """
    low, high = Fraction(least), Fraction(most)
    counted = [weight for weight in weights.values() if weight]
    corners = sorted({bound / weight for weight in counted for bound in (low, high)})
    paid = {corner: _paid(corner, weights, low, high) for corner in corners}
    below = max((corner for corner in corners if paid[corner] <= total), default=corners[0])
    above = min((corner for corner in corners if paid[corner] >= total), default=corners[-1])
    if paid[above] == paid[below]:
        return above
    return below + (above - below) * (total - paid[below]) / (paid[above] - paid[below])


def _paid(factor: Fraction, weights: Mapping[str, Fraction], low: Fraction, high: Fraction) -> Fraction:
    return sum((min(max(factor * weight, low), high) for weight in weights.values()), Fraction(0))
