"""What a business case comes to: for all together, for each municipality, and what if. Pure.

Definitions, all in whole kroner in fixed prices, over the years of the case:

net of a year     gains less investments and operation (`appraisal.net`)
told              a year in which some line has a figure; what is said of “the last year” is said of the last told one
accumulated       the net of the year and of all years before it
earned home       the year in which the accumulated net is no longer negative (`appraisal.earned_home`)
risk pool         the sum of probability × cost, rounded up; it is an investment of the first year
a municipality's  what stands in its own cells, and its share by the key of what stands together, kind by kind and year
                  by year (`finance.allocation`), so that the municipalities add up to the whole exactly

not told          by a municipality that has no figure in a line in which others have theirs: its sums of that kind are
                  not known, and those of all together are without it

Cells of a municipality that takes no part any more count nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal

from finance import appraisal
from finance.appraisal import EarnedHome, Kind, Line
from finance.lines import TOGETHER, WHOLE, LineData

NOTHING = Decimal(0)
KINDS = tuple(Kind)
FIFTH = Decimal("0.2")
Share = Callable[[Decimal, Sequence[str]], Mapping[str, Decimal]]  # of whole kroner, among these codes
Figures = dict[Kind, dict[str, dict[int, Decimal]]]  # kroner by kind, by code or TOGETHER, by year


@dataclass(frozen=True)
class Terms:
    """What a result is worked out from. `codes` are the municipalities; `share` is None where no key can share it."""

    years: Sequence[int]
    lines: Sequence[LineData]
    codes: Sequence[str] = ()
    share: Share | None = None
    risk_pool: Decimal = NOTHING
    rate: Decimal | None = None  # of a year, as a fraction; None: no present value is asked for


@dataclass(frozen=True)
class OwnResult:
    """One municipality over all years; costs and gains are positive, `net` is what is left.

    `pays` and `gains` are the same year by year, the years in which there is something. Of the `unknown` kinds it has
    not told all: what is here is what is known of them.
    """

    code: str
    investment: Decimal
    operation: Decimal
    gain: Decimal
    first_year_investment: Decimal = NOTHING
    pays: Mapping[int, Decimal] = field(default_factory=dict)
    gains: Mapping[int, Decimal] = field(default_factory=dict)
    unknown: frozenset[Kind] = frozenset()

    @property
    def costs(self) -> Decimal:
        return self.investment + self.operation

    @property
    def knows_costs(self) -> bool:
        return self.unknown.isdisjoint((Kind.INVESTMENT, Kind.OPERATION))

    @property
    def net(self) -> Decimal | None:
        return None if self.unknown else self.gain - self.costs


@dataclass(frozen=True)
class WhatIf:
    """The whole when one thing is different. `key` names the thing."""

    key: str
    net_total: Decimal
    earned_home: EarnedHome


@dataclass(frozen=True)
class Result:
    years: tuple[int, ...]
    by_kind: Mapping[Kind, Mapping[int, Decimal]]
    net: Mapping[int, Decimal]
    accumulated: Mapping[int, Decimal]
    earned_home: EarnedHome
    present_value: Decimal | None
    municipalities: tuple[OwnResult, ...] | None
    what_ifs: tuple[WhatIf, ...] = field(default=())
    empty_years: tuple[int, ...] = ()  # in which nobody has written a figure: they add 0 to no sum that is shown
    untold: tuple[Kind, ...] = ()  # of which nobody has written a figure: their 0 is not one that somebody gave
    last_yearly: int = 0  # the last year in which both operation and gain are told, where the case has both

    @property
    def last_year(self) -> int:
        """The last year with a figure."""
        return max((year for year in self.years if year not in self.empty_years), default=self.years[-1])

    def total(self, kind: Kind) -> Decimal:
        return sum(self.by_kind[kind].values(), NOTHING)

    @property
    def net_total(self) -> Decimal:
        return sum(self.net.values(), NOTHING)

    @property
    def yearly(self) -> Mapping[int, Decimal]:
        """Gains less operation, without what is invested."""
        return {year: self.by_kind[Kind.GAIN][year] - self.by_kind[Kind.OPERATION][year] for year in self.years}

    @property
    def steady_since(self) -> int:
        """The first of the years from which what is gained a year does not change any more."""
        yearly, last = self.yearly, self.last_yearly
        steady = last
        for year in (each for each in reversed(self.years) if each <= last):
            if yearly[year] != yearly[last]:
                break
            steady = year
        return steady

    @property
    def losers(self) -> tuple[OwnResult, ...]:
        """Municipalities that pay more than they gain, the largest loss first."""
        lose = [each for each in self.municipalities or () if each.net is not None and each.net < 0]
        return tuple(sorted(lose, key=lambda each: (each.net, each.code)))


def work_out(terms: Terms) -> Result:
    """Everything that the pages and the paper say in figures. Raises ValueError for årsværk without a rate."""
    figures = figures_of(terms)
    lines = _lines(figures)
    net = appraisal.net(lines, terms.years)
    untold = tuple(kind for kind in KINDS if not _told(figures[kind]))
    return Result(
        years=tuple(terms.years),
        by_kind={kind: _together(figures[kind], terms.years) for kind in KINDS},
        net=net,
        accumulated=appraisal.accumulated(net),
        earned_home=appraisal.earned_home(net),
        present_value=None if terms.rate is None else appraisal.present_value(net, terms.rate),
        municipalities=by_municipality(terms, figures),
        what_ifs=() if Kind.GAIN in untold else tuple(_what_ifs(lines, terms.years)),
        empty_years=_empty_years(terms.years, figures),
        untold=untold,
        last_yearly=_last_yearly(terms.years, figures),
    )


def _empty_years(years: Sequence[int], figures: Figures) -> tuple[int, ...]:
    told = set().union(*(_told(figures[kind]) for kind in KINDS))
    return tuple(year for year in years if year not in told)


def _last_yearly(years: Sequence[int], figures: Figures) -> int:
    """A year that was added and is not filled in is not one without a gain."""
    of_kinds = [told for kind in (Kind.OPERATION, Kind.GAIN) if (told := _told(figures[kind]))]
    both = set.intersection(*of_kinds) if of_kinds else set()
    return max(both or set().union(*(_told(figures[kind]) for kind in KINDS)), default=years[-1])


def _told(figures: Mapping[str, Mapping[int, Decimal]]) -> set[int]:
    """The years in which somebody has written something, if only 0."""
    return {year for cells in figures.values() for year in cells}


def figures_of(terms: Terms) -> Figures:
    """Kroner of all lines added up, with the risk pool. Only the years and municipalities of the case are in it."""
    years, codes = set(terms.years), {TOGETHER, *terms.codes}
    found: Figures = {kind: {} for kind in KINDS}
    for line in terms.lines:
        for code, cells in line.kroner().items():
            sums = found[line.kind].setdefault(code, {}) if code in codes else {}
            for year, amount in cells.items():
                if year in years:
                    sums[year] = sums.get(year, NOTHING) + amount
    if terms.risk_pool and terms.years:
        first = found[Kind.INVESTMENT].setdefault(TOGETHER, {})
        first[terms.years[0]] = first.get(terms.years[0], NOTHING) + rounded_up(terms.risk_pool)
    return found


def by_municipality(terms: Terms, figures: Figures) -> tuple[OwnResult, ...] | None:
    """Each one's part of the whole. None where something stands together and no key can share it."""
    is_shared = any(figures[kind].get(TOGETHER) for kind in KINDS)
    if not terms.codes or (is_shared and terms.share is None):
        return None
    cells = {kind: _shared_out(figures[kind], terms, terms.codes) for kind in KINDS}
    silent = untold(terms.lines, terms.years, terms.codes)
    return tuple(
        OwnResult(
            code,
            **{kind.value: sum(cells[kind][code].values(), NOTHING) for kind in KINDS},
            first_year_investment=cells[Kind.INVESTMENT][code].get(terms.years[0], NOTHING),
            pays=_added(cells[Kind.INVESTMENT][code], cells[Kind.OPERATION][code]),
            gains=cells[Kind.GAIN][code],
            unknown=frozenset(line.kind for line, codes in silent if code in codes),
        )
        for code in terms.codes
    )


def untold(lines: Sequence[LineData], years: Collection[int], codes: Sequence[str]) -> list[tuple[LineData, list[str]]]:
    """Lines in which some of these have figures of their own in these years, each with those that have none."""
    found = []
    for line in lines:
        told = {code for code in codes if any(year in years for year in line.amounts.get(code, ()))}
        if told and len(told) < len(codes):
            found.append((line, [code for code in codes if code not in told]))
    return found


def after_leaving(terms: Terms, leaver: str) -> tuple[OwnResult, ...] | None:
    """The others when one leaves: they keep their own gains, and share among them all that is shared and costs.

    None where nothing is shared. Raises ValueError for a key that can not be worked out without the one who leaves.
    """
    figures = figures_of(terms)
    now = by_municipality(terms, figures)
    rest = [code for code in terms.codes if code != leaver]
    if now is None or terms.share is None or not rest:
        return None
    costs = {kind: _shared_out(figures[kind], terms, rest) for kind in (Kind.INVESTMENT, Kind.OPERATION)}
    gains = {each.code: each.gain for each in now}
    return tuple(
        OwnResult(code, **{kind.value: sum(costs[kind][code].values(), NOTHING) for kind in costs}, gain=gains[code])
        for code in rest
    )


def whole_kroner(amount: Decimal) -> Decimal:
    """To the nearest krone, a half away from zero."""
    return amount.quantize(WHOLE, rounding=ROUND_HALF_UP)


def rounded_up(amount: Decimal) -> Decimal:
    """To whole kroner."""
    return amount.quantize(WHOLE, rounding=ROUND_UP)


def _shared_out(figures: Mapping[str, Mapping[int, Decimal]], terms: Terms, codes: Sequence[str]):
    """One kind by municipality and year: the own cells, and the share of what stands together."""
    cells = {code: dict(figures.get(code, {})) for code in codes}
    for year, amount in figures.get(TOGETHER, {}).items():
        if amount and terms.share:
            for code, share in terms.share(amount, codes).items():
                cells[code][year] = cells[code].get(year, NOTHING) + share
    return cells


def _added(one: Mapping[int, Decimal], other: Mapping[int, Decimal]) -> dict[int, Decimal]:
    return {year: one.get(year, NOTHING) + other.get(year, NOTHING) for year in sorted({*one, *other})}


def _lines(figures: Figures) -> tuple[Line, ...]:
    return tuple(Line(kind, cells) for kind in KINDS for cells in figures[kind].values())


def _together(figures: Mapping[str, Mapping[int, Decimal]], years: Sequence[int]) -> dict[int, Decimal]:
    return {year: sum((cells.get(year, NOTHING) for cells in figures.values()), NOTHING) for year in years}


def _what_ifs(lines: Sequence[Line], years: Sequence[int]) -> list[WhatIf]:
    """What is tried on every case: gains and investments a fifth up and down, and gains a year late."""
    changed = {
        "gain-lower": appraisal.scaled(lines, Kind.GAIN, 1 - FIFTH),
        "year-late": appraisal.a_year_late(lines, years),
        "investment-higher": appraisal.scaled(lines, Kind.INVESTMENT, 1 + FIFTH),
        "gain-higher": appraisal.scaled(lines, Kind.GAIN, 1 + FIFTH),
        "investment-lower": appraisal.scaled(lines, Kind.INVESTMENT, 1 - FIFTH),
    }
    found = []
    for key, altered in changed.items():
        net = appraisal.net(altered, years)
        found.append(WhatIf(key, sum(net.values(), NOTHING), appraisal.earned_home(net)))
    return found
