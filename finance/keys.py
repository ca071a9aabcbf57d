"""A distribution key: components that are added, each worked out line by line for every municipality. Pure.

Amounts are kroner for one year. What a component needs to know and nobody has entered is named and never taken as
zero: then the component has no amounts, and neither has the key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal
from enum import StrEnum
from typing import Protocol

from finance.allocation import ONE_ORE, allocate
from finance.bounds import allocate_within

HUNDRED = Decimal(100)
Amounts = dict[str, Decimal]  # kroner by a municipality's code


class MissingInputs(ValueError):
    """What must be known and is not: names of it, by the codes of the municipalities that miss it.

    The code is empty for what is not one municipality's: the amount itself, or a member that nobody has named.
    """

    def __init__(self, missing: Mapping[str, str]):
        super().__init__(", ".join(f"{name}: {code}" for code, name in missing.items()))
        self.missing = dict(missing)


@dataclass(frozen=True)
class Measure:
    """What is counted in each municipality, on a day and from a source.

    `step` counts begun ones: 10,000 inhabitants a step makes 24,310 three.
    """

    name: str
    unit: str
    values: Mapping[str, Decimal | None]
    date: dt.date | None = None
    source: str = ""
    step: Decimal | None = None

    def of(self, codes: Collection[str]) -> Amounts:
        """By code. Raises MissingInputs for those that are not known."""
        if missing := {code: self.name for code in codes if self.values.get(code) is None}:
            raise MissingInputs(missing)
        return {code: self._counted(self.values[code]) for code in codes}

    def _counted(self, value: Decimal) -> Decimal:
        return value if self.step is None else (value / self.step).to_integral_value(rounding=ROUND_UP)


@dataclass(frozen=True)
class Payer:
    """A municipality that takes part; `joined` is the day on which it joined, where that is known."""

    code: str
    joined: dt.date | None = None


class Component(Protocol):
    """A part of a key. `only` are the codes of those who pay it; None means all.

    Every amount is a multiple of the part's `quantum`: one øre, or a krone where whole kroner are shown.
    """

    name: str
    only: frozenset[str] | None

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        """What each of these pays of it that year, in whole quanta. Raises MissingInputs, and ValueError."""


@dataclass(frozen=True)
class Shared:
    """A total that is shared by what is counted; without a measure in equal parts."""

    name: str
    total: Decimal
    measure: Measure | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    only: frozenset[str] | None = None
    quantum: Decimal = ONE_ORE

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        codes = [each.code for each in payers]
        weights = self.measure.of(codes) if self.measure else dict.fromkeys(codes, Decimal(1))
        total, least, most = (_in(self.quantum, each) for each in (self.total, self.minimum, self.maximum))
        return allocate_within(total, weights, minimum=least, maximum=most, quantum=self.quantum)


@dataclass(frozen=True)
class Percentages:
    """A total that is shared by agreed percentages, which must make a hundred among those who pay."""

    name: str
    total: Decimal
    percent: Mapping[str, Decimal | None]
    only: frozenset[str] | None = None
    quantum: Decimal = ONE_ORE

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        codes = [each.code for each in payers]
        weights = Measure(self.name, "pct.", self.percent).of(codes)
        if sum(weights.values()) != HUNDRED:
            raise ValueError(f"The percentages make {sum(weights.values())} and must make 100.")
        return allocate(_in(self.quantum, self.total), weights, quantum=self.quantum)


@dataclass(frozen=True)
class Tariff:
    """A price for each unit: kroner per inhabitant, per pc, per meal. A minimum or maximum clips what one pays."""

    name: str
    rate: Decimal
    measure: Measure
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    only: frozenset[str] | None = None
    quantum: Decimal = ONE_ORE

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        counted = self.measure.of([each.code for each in payers])
        return {code: _in(self.quantum, self._clipped(self.rate * count)) for code, count in counted.items()}

    def _clipped(self, amount: Decimal) -> Decimal:
        amount = amount if self.minimum is None else max(amount, self.minimum)
        return amount if self.maximum is None else min(amount, self.maximum)


@dataclass(frozen=True)
class Fee:
    """The same amount from everybody for each half of the year. Who joins after 1 July pays for the second half."""

    name: str
    half_year: Decimal
    only: frozenset[str] | None = None
    quantum: Decimal = ONE_ORE

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        return {each.code: _in(self.quantum, self.half_year * _halves(each.joined, year)) for each in payers}


@dataclass(frozen=True)
class StartCapital:
    """Paid once, in the year in which a municipality joins. Who has joined on an unknown day is named as missing."""

    name: str
    amount: Decimal
    only: frozenset[str] | None = None
    quantum: Decimal = ONE_ORE

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        if missing := {each.code: self.name for each in payers if each.joined is None}:
            raise MissingInputs(missing)
        amount = _in(self.quantum, self.amount)
        return {each.code: amount if each.joined.year == year else Decimal(0) for each in payers}


@dataclass(frozen=True)
class Hours:
    """The value of everybody's hours is shared, and only the difference is paid: who gave fewer pays to who gave more.

    What is paid adds up to nothing (Inspirationskatalog 2016, 2.4.6).
    """

    name: str
    rate: Decimal
    hours: Measure
    measure: Measure
    only: frozenset[str] | None = None
    quantum: Decimal = ONE_ORE

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        codes = [each.code for each in payers]
        given = {code: _in(self.quantum, self.rate * hours) for code, hours in self.hours.of(codes).items()}
        shares = allocate(sum(given.values(), Decimal(0)), self.measure.of(codes), quantum=self.quantum)
        return {code: shares[code] - given[code] for code in codes}


@dataclass(frozen=True)
class Agreed:
    """Amounts that are agreed with each. One that is not known is named; who pays nothing has 0."""

    name: str
    agreed: Mapping[str, Decimal | None]
    only: frozenset[str] | None = None
    quantum: Decimal = ONE_ORE

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        agreed = Measure(self.name, "kr.", self.agreed).of([each.code for each in payers])
        return {code: _in(self.quantum, amount) for code, amount in agreed.items()}


@dataclass(frozen=True)
class Unpaid:
    """Nothing is paid: tasks are exchanged, or everybody bears the own effort. That is known, and is not a gap."""

    name: str
    only: frozenset[str] | None = None

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        return {each.code: Decimal(0) for each in payers}


@dataclass(frozen=True)
class Unknown:
    """A component of which something is not known that is not one municipality's: `what` names it."""

    name: str
    what: str
    only: frozenset[str] | None = None

    def amounts(self, payers: Sequence[Payer], year: int) -> Amounts:
        raise MissingInputs({"": self.what})


class About(StrEnum):
    """What a row is about: one component, all of them together, or who pays."""

    COMPONENT = "component"
    COMPONENTS = "components"
    PAYERS = "payers"


@dataclass(frozen=True)
class Row:
    """One component as it came out. Without `amounts` something is `missing`: what, by the codes that miss it."""

    name: str
    amounts: Amounts | None
    missing: Mapping[str, str] = field(default_factory=dict)
    about: About = About.COMPONENT


@dataclass(frozen=True)
class Outcome:
    """What everybody pays by a key in one year."""

    rows: tuple[Row, ...]

    @property
    def is_complete(self) -> bool:
        return all(row.amounts is not None for row in self.rows)

    @property
    def missing(self) -> dict[str, list[str]]:
        """What must be entered before there is a total, by municipality."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            for code, name in row.missing.items():
                if name not in found.setdefault(code, []):
                    found[code].append(name)
        return found

    @property
    def totals(self) -> Amounts | None:
        """Kroner by municipality, all components together; None while something is missing."""
        if not self.is_complete:
            return None
        totals: Amounts = {}
        for row in self.rows:
            for code, amount in row.amounts.items():
                totals[code] = totals.get(code, Decimal(0)) + amount
        return totals


def work_out(components: Sequence[Component], payers: Sequence[Payer], year: int) -> Outcome:
    """What each of these pays that year. Who does not pay a component has 0 of it. Raises ValueError."""
    return Outcome(tuple(_row(each, payers, year) for each in components))


def _row(component: Component, payers: Sequence[Payer], year: int) -> Row:
    paying = [each for each in payers if component.only is None or each.code in component.only]
    try:
        paid = component.amounts(paying, year) if paying else {}
    except MissingInputs as error:
        return Row(component.name, None, error.missing)
    return Row(component.name, {each.code: paid.get(each.code, Decimal(0)) for each in payers})


def _halves(joined: dt.date | None, year: int) -> int:
    """For how many halves of the year somebody who joined on that day pays. An early day, or none, is a whole year."""
    if joined is None or joined <= dt.date(year, 7, 1):
        return 2
    return 1 if joined.year == year else 0


def _in(quantum: Decimal, amount: Decimal | None) -> Decimal | None:
    """To the nearest multiple of the quantum; half-way to the even one, so that nobody gains by it."""
    if amount is None:
        return None
    return (amount / quantum).quantize(Decimal(1), rounding=ROUND_HALF_EVEN) * quantum
