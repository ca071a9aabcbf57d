"""A business case as the pure modules take it: its lines, risks, key and municipalities as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaborations.models import Collaboration
from common.formats import join_first, join_words, year_range
from finance.appraisal import Kind, Risk, risk_pool
from finance.keys import Outcome
from finance.lines import TOGETHER, Cells, LineData
from finance.models import BusinessCase, CaseGain, CaseLine, CaseRisk, PriceRise
from finance.models.cases import ALTERNATIVE, MAIN
from finance.reading import EQUAL, POPULATION, LoadedKey, Party, built_in_keys, load_key, payers_of, shares_of, why_not
from finance.results import Result, Terms, untold, work_out
from finance.vocabulary import CaseState, Extra

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class LoadedCase:
    """One version with everything that belongs to it. Nothing here reads the database any more."""

    case: BusinessCase
    parties: tuple[Party, ...]
    lines: tuple[LineData, ...]
    risks: tuple[CaseRisk, ...]
    gains: tuple[CaseGain, ...]
    price_rises: tuple[PriceRise, ...]
    key: LoadedKey | None
    plain_keys: Mapping[str, LoadedKey]  # Lige dele and Indbyggere, to hold the chosen key against

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.parties]

    @property
    def names(self) -> dict[str, str]:
        return {each.code: each.name for each in self.parties}

    def lines_of(self, scenario: int) -> tuple[LineData, ...]:
        return tuple(line for line in self.lines if line.scenario == scenario)

    @cached_property
    def problems(self) -> list[str]:
        """What has to be known before anything can be worked out, a sentence each."""
        lines = self.lines_of(MAIN)
        found = [
            _("Skriv kr. pr. årsværk for “%(line)s”.") % {"line": line.name}
            for line in self.lines
            if line.lacks_rate and not line.is_empty
        ]
        found += [
            _("Ret skønnene for “%(line)s” i %(year)d: skriv det laveste først og det højeste sidst.")
            % {"line": line.name, "year": year}
            for line in self.lines
            for year in line.disordered
        ]
        if all(line.is_empty for line in lines):
            found.append(_("Skriv mindst ét beløb."))
        elif all(self.counts_nothing(line) for line in lines):
            found.append(_("Skriv mindst ét beløb i casens år, %(years)s.") % {"years": self._span})
        return found

    def counts_nothing(self, line: LineData) -> bool:
        """Has it no figure in the case's years, of those who take part?"""
        codes, years = {TOGETHER, *self.codes}, self.case.years
        return not any(code in codes and any(year in years for year in cells) for code, cells in line.amounts.items())

    @property
    def _span(self) -> str:
        return year_range(self.case.years[0], self.case.years[-1])

    @property
    def left_out(self) -> list[str]:
        """What the sums do not hold, a sentence each.

        Years of the case without a figure, municipalities that lack their own, and what is written down and counts
        nothing: other years, and municipalities that have left.
        """
        lines, years = self.lines_of(MAIN), self.case.years
        other = sorted({year for line in lines for cells in line.amounts.values() for year in cells} - set(years))
        gone = {code for line in lines for code, cells in line.amounts.items() if cells} - {TOGETHER, *self.codes}
        found = []
        if self.result and self.result.empty_years:
            said = {"years": join_words(self.result.empty_years)}
            found.append(_("Der er ingen tal for %(years)s, så summerne gælder kun de andre år.") % said)
        if other:
            said = {"years": join_words(other), "span": self._span}
            found.append(_("Der er tal for %(years)s. De tæller ikke med, for casen dækker %(span)s.") % said)
        if gone:
            found.append(
                ngettext(
                    "Der er tal for %(count)d kommune, der ikke deltager. De tæller ikke med.",
                    "Der er tal for %(count)d kommuner, der ikke deltager. De tæller ikke med.",
                    len(gone),
                )
                % {"count": len(gone)}
            )
        found += [
            _("%(names)s mangler tal i “%(line)s”, så summerne er uden dem.")
            % {"names": join_first(self.names[code] for code in codes), "line": line.name}
            for line, codes in untold(lines, years, self.codes)
        ]
        if uncounted := [line.name for line in lines if not line.is_empty and self.counts_nothing(line)]:
            found.append(_("Kun med tal, der ikke tæller med: %(lines)s.") % {"lines": join_words(uncounted)})
        return found

    @property
    def empty_lines(self) -> list[str]:
        """Lines that nobody has written a figure in: they are in no sum, which is said."""
        return [line.name for line in self.lines_of(MAIN) if line.is_empty]

    @property
    def ended_lines(self) -> dict[tuple[int, ...], list[str]]:
        """Names of what is paid or gained every year and has no figure in the last told years, by those years."""
        found: dict[tuple[int, ...], list[str]] = {}
        years = [year for year in self.case.years if self.result and year not in self.result.empty_years]
        for line in self.lines_of(MAIN):
            told = {year for code in (TOGETHER, *self.codes) for year in line.amounts.get(code, {}) if year in years}
            if line.kind != Kind.INVESTMENT and told and max(told) < years[-1]:
                found.setdefault(tuple(year for year in years if year > max(told)), []).append(line.name)
        return found

    @cached_property
    def why_not_shared(self) -> str:
        """Why the case can not be divided among the municipalities; empty when it can.

        It is frozen with the case and printed, so it says how things are and not what to do about it.
        """
        if not self.parties:
            return _("Ingen kommuner deltager endnu, så casen kan ikke fordeles.")
        if all(line.by_municipality or self.counts_nothing(line) for line in self.lines_of(MAIN)) and not self.pool:
            return ""
        return self._why_the_key_can_not

    @cached_property
    def _why_the_key_can_not(self) -> str:
        """Why no amount can be shared by the key, whatever the lines are."""
        if self.key is None:
            return _("Ingen fordelingsnøgle er valgt, så tallene er ikke delt mellem kommunerne.")
        if not self.key.shares_any_amount:
            said = _("Nøglen “%(key)s” regner selv sine beløb ud og kan ikke dele casen.")
            return said % {"key": self.key.name}
        if missing := why_not(self._asked(self.key), self.parties):
            return _("Nøglen “%(key)s” kan ikke regnes ud. %(missing)s") % {
                "key": self.key.name,
                "missing": " ".join(missing),
            }
        return ""

    @property
    def pool(self) -> Decimal:
        """The risk pool in kroner, exact to the øre; 0 while risks are not opened."""
        if not self.case.has(Extra.RISKS):
            return Decimal(0)
        return risk_pool([Risk(each.probability / HUNDRED, each.cost) for each in self.risks])

    @property
    def rate(self) -> Decimal | None:
        """The discount rate as a fraction; None while no present value is asked for."""
        rate = self.case.discount_rate
        return rate / HUNDRED if self.case.has(Extra.DISCOUNT) and rate is not None else None

    @cached_property
    def key_difference(self) -> list[tuple[str, Decimal, Decimal]]:
        """By code the net of all years shared by inhabitants and in equal parts.

        Empty where that can not be said, as where somebody has not told all of its own figures.
        """
        plain = [self.plain_keys[each] for each in (POPULATION, EQUAL)]
        if self.result is None or not self.parties or any(why_not(self._asked(each), self.parties) for each in plain):
            return []
        found = [work_out(replace(self.terms(), share=partial(shares_of, each))).municipalities for each in plain]
        if any(each.unknown for each in found[0]):
            return []
        return [(first.code, first.net, second.net) for first, second in zip(*found, strict=True)]

    def _asked(self, key: LoadedKey) -> Outcome:
        return key.outcome(Decimal(1), self.parties, self.case.first_year)

    def terms(self, scenario: int = MAIN) -> Terms:
        able = self.parties and not self._why_the_key_can_not
        share = partial(shares_of, self.key) if able else None
        return Terms(
            years=list(self.case.years),
            lines=self.lines_of(scenario),
            codes=self.codes,
            share=share,
            risk_pool=self.pool,
            rate=self.rate,
        )

    @cached_property
    def result(self) -> Result | None:
        """None while something has to be known first (`problems`)."""
        return None if self.problems else work_out(self.terms())

    @cached_property
    def alternative(self) -> Result | None:
        """The second scenario; None while it is closed or has no figures."""
        lines = self.lines_of(ALTERNATIVE)
        if self.problems or not self.case.has(Extra.SCENARIO) or all(self.counts_nothing(line) for line in lines):
            return None
        return work_out(self.terms(ALTERNATIVE))


def load_case(case: BusinessCase) -> LoadedCase:
    """Its rows, in a number of queries that does not depend on how many there are."""
    parties = tuple(payers_of(case.collaboration))
    return LoadedCase(
        case=case,
        parties=parties,
        lines=tuple(open_lines(case)),
        risks=tuple(case.risks.all()),
        gains=tuple(case.gains.all()),
        price_rises=tuple(case.price_rises.all()),
        key=load_key(case.key) if case.key_id else None,
        plain_keys={each.slug: each for each in built_in_keys(case.collaboration, payers=parties)},
    )


def open_lines(case: BusinessCase) -> Iterator[LineData]:
    """Without what is closed: the second scenario, and estimates beside the likely figure."""
    for row in case.lines.all():
        line = line_data(row)
        if line.scenario == MAIN or case.has(Extra.SCENARIO):
            yield line if case.has(Extra.ESTIMATES) else replace(line, low={}, high={})


def line_data(row: CaseLine) -> LineData:
    return LineData(
        kind=Kind(row.kind),
        name=row.name,
        unit=row.unit,
        rate=row.rate,
        amounts=_cells(row.amounts),
        low=_cells(row.low),
        high=_cells(row.high),
        source=row.source,
        uncertainty=row.uncertainty,
        scenario=row.scenario,
        pk=row.pk,
    )


def _cells(stored: dict) -> dict[str, dict[int, Decimal]]:
    return {
        code: {int(year): Decimal(figure) for year, figure in cells.items()} for code, cells in stored.items() if cells
    }


def draft_of(collaboration: Collaboration) -> BusinessCase | None:
    return collaboration.business_cases.filter(state=CaseState.DRAFT).select_related("key", "collaboration").first()


def approved_of(collaboration: Collaboration) -> BusinessCase | None:
    return collaboration.business_cases.filter(state=CaseState.APPROVED).select_related("approved_by").first()


def stored_cells(cells: Cells) -> dict[str, dict[str, str]]:
    """As `CaseLine` stores them: decimal text by year, without what nobody entered."""
    return {
        code: {str(year): f"{figure:f}" for year, figure in sorted(by_year.items()) if figure is not None}
        for code, by_year in cells.items()
        if any(figure is not None for figure in by_year.values())
    }
