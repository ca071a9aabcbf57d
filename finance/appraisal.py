"""What a business case says: net, accumulated, when it is earned home, present value, and what if. Pure.

Amounts are kroner in the prices of one year (fixed prices), as exact decimals; what is not known is left out by whoever
asks and never taken as zero. Costs and gains are both entered as positive amounts: the kind of the line says which. The
first of the years is year 0. A present value, a risk pool and an amount in other prices are rounded to whole øre.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from enum import StrEnum

ORE = Decimal("0.01")
NOTHING = Decimal(0)
MAX_RISKS = 12
# What is carried while a present value is worked out; a hundred years of amounts in millions of millions fit easily.
DIGITS = 60


class Kind(StrEnum):
    """What a line is about. The first two cost, the third gives."""

    INVESTMENT = "investment"
    OPERATION = "operation"
    GAIN = "gain"


@dataclass(frozen=True)
class Line:
    """One line of the table. `amounts` is kroner by year; a year that is left out has none."""

    kind: Kind
    amounts: Mapping[int, Decimal]

    def at(self, year: int) -> Decimal:
        """What the line adds to the net of that year: a gain as it is, a cost as its negative."""
        amount = self.amounts.get(year, NOTHING)
        return amount if self.kind == Kind.GAIN else -amount


@dataclass(frozen=True)
class EarnedHome:
    """The year in which the accumulated net is no longer negative: for the first time, and for good.

    None where that does not happen within the years. `needed` is False where it is never negative: then nothing has to
    be earned home, and there is no year.
    """

    first: int | None
    lasting: int | None
    needed: bool = True


def net(lines: Iterable[Line], years: Sequence[int]) -> dict[int, Decimal]:
    """Gains less costs of each year, in kroner."""
    lines = tuple(lines)
    return {year: sum((line.at(year) for line in lines), NOTHING) for year in years}


def accumulated(flow: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The net of each year and of all years before it, in kroner."""
    found, so_far = {}, NOTHING
    for year in sorted(flow):
        so_far += flow[year]
        found[year] = so_far
    return found


def earned_home(flow: Mapping[int, Decimal]) -> EarnedHome:
    """When the case is earned home. The sum may turn again: later investments, or gains that end."""
    sums = accumulated(flow)
    years = list(sums)
    if all(amount >= 0 for amount in sums.values()):
        return EarnedHome(None, None, needed=False)
    last_minus = max(place for place, year in enumerate(years) if sums[year] < 0)
    first_minus = min(place for place, year in enumerate(years) if sums[year] < 0)
    first = next((year for year in years[first_minus:] if sums[year] >= 0), None)
    lasting = years[last_minus + 1] if last_minus + 1 < len(years) else None
    return EarnedHome(first, lasting)


def present_value(flow: Mapping[int, Decimal], rate: Decimal) -> Decimal:
    """The net of all years at the value of year 0, which is not discounted, in kroner and whole øre.

    `rate` is the real rate of a year as a fraction (`Decimal("0.035")` is 3.5 per cent). Raises ValueError for a rate
    that takes everything or more.
    """
    if not rate.is_finite() or rate <= -1:
        raise ValueError(f"The rate must be more than -1; it is {rate}.")
    with localcontext(prec=DIGITS):
        first = min(flow, default=0)
        found = sum((amount / (1 + rate) ** (year - first) for year, amount in flow.items()), NOTHING)
        return found.quantize(ORE, rounding=ROUND_HALF_EVEN)


def scaled(lines: Iterable[Line], kind: Kind, factor: Decimal) -> tuple[Line, ...]:
    """The same lines with those of one kind made so many times as large."""
    return tuple(
        replace(line, amounts={year: amount * factor for year, amount in line.amounts.items()})
        if line.kind == kind
        else line
        for line in lines
    )


def a_year_late(lines: Iterable[Line], years: Sequence[int]) -> tuple[Line, ...]:
    """Gains come a year later while costs come as planned. The horizon is the same: the last year's gains fall out."""
    inside = set(years)
    return tuple(
        replace(line, amounts={year + 1: amount for year, amount in line.amounts.items() if year + 1 in inside})
        if line.kind == Kind.GAIN
        else line
        for line in lines
    )


def three_point(low: Decimal, likely: Decimal, high: Decimal) -> Decimal:
    """(low + 4 × likely + high) / 6, the mean of the beta distribution that PERT assumes; not rounded.

    Raises ValueError where the three do not come in that order.
    """
    if not low <= likely <= high:
        raise ValueError(f"The estimates must rise: {low}, {likely}, {high}.")
    return (low + 4 * likely + high) / 6


@dataclass(frozen=True)
class Risk:
    """`probability` from 0 to 1, and what it costs if it happens, in kroner."""

    probability: Decimal
    cost: Decimal


def risk_pool(risks: Sequence[Risk]) -> Decimal:
    """What is set aside for the risks together: the sum of probability × cost, in kroner and whole øre.

    Raises ValueError for more than twelve, and for a probability that is none.
    """
    if len(risks) > MAX_RISKS:
        raise ValueError(f"There may be {MAX_RISKS} risks; there are {len(risks)}.")
    if wrong := [each for each in risks if not 0 <= each.probability <= 1]:
        raise ValueError(f"A probability lies between 0 and 1; {wrong[0].probability} does not.")
    return sum((each.probability * each.cost for each in risks), NOTHING).quantize(ORE, rounding=ROUND_HALF_EVEN)


def in_prices_of(amount: Decimal, given: int, wanted: int, rises: Mapping[int, Decimal]) -> Decimal:
    """An amount in the prices of the year `given`, in the prices of the year `wanted`, in kroner and whole øre.

    `rises` holds by year by how much prices rose since the year before, as a fraction. Raises ValueError for a year
    between the two that is missing: an index that is not known is not nothing.
    """
    between = range(min(given, wanted) + 1, max(given, wanted) + 1)
    if missing := [year for year in between if year not in rises]:
        raise ValueError(f"The price index of {', '.join(map(str, missing))} is not known.")
    with localcontext(prec=DIGITS):
        factor = Decimal(1)
        for year in between:
            factor *= 1 + rises[year]
        converted = amount * factor if wanted >= given else amount / factor
        return converted.quantize(ORE, rounding=ROUND_HALF_EVEN)
