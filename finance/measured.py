"""What was expected beside what came of it, year by year, with the sentence that says it. Pure.

Expected is what the approved case says, in the prices of its year; measured is what somebody wrote down, in the prices
of the year itself. A kind that the case has no figures for has nothing expected, which is not 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.charts.dumbbell import DumbbellChart, DumbbellRow
from common.formats import million_kroner, signed_kroner
from finance.appraisal import Kind
from finance.vocabulary import LineKind

ORDER = (Kind.GAIN, Kind.INVESTMENT, Kind.OPERATION)  # in which the sentences come
SUBJECTS = {
    Kind.INVESTMENT: gettext_lazy("Investeringen"),
    Kind.OPERATION: gettext_lazy("Driftsudgiften"),
    Kind.GAIN: gettext_lazy("Gevinsten"),
}


@dataclass(frozen=True)
class Actual:
    """A figure that holds: the newest of its kind and year."""

    kind: Kind
    year: int
    amount: Decimal
    source: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class Pair:
    """One year of a kind. What is not known is None."""

    year: int
    expected: Decimal | None
    actual: Actual | None

    @property
    def amount(self) -> Decimal | None:
        return self.actual.amount if self.actual else None

    @property
    def difference(self) -> Decimal | None:
        """Measured less expected: below zero where it came to less."""
        if self.expected is None or self.actual is None:
            return None
        return self.actual.amount - self.expected


@dataclass(frozen=True)
class MeasuredKind:
    """All years of a kind, with the sum of those of which both figures are known."""

    kind: Kind
    pairs: tuple[Pair, ...]

    @property
    def label(self) -> str:
        return str(LineKind(self.kind.value).label)

    @property
    def compared(self) -> tuple[Pair, ...]:
        return tuple(each for each in self.pairs if each.difference is not None)

    @property
    def expected(self) -> Decimal:
        return sum((each.expected for each in self.compared), Decimal(0))

    @property
    def actual(self) -> Decimal:
        return sum((each.amount for each in self.compared), Decimal(0))

    @property
    def difference(self) -> Decimal:
        return self.actual - self.expected

    @property
    def chart(self) -> DumbbellChart | None:
        """Each year's two figures on one line. None before there is a year that has both."""
        if not self.compared:
            return None
        said = {"kind": self.label, "difference": signed_kroner(self.difference)}
        return DumbbellChart(
            key=f"{self.kind.value}-chart",
            title=_("%(kind)s: %(difference)s i forhold til det ventede") % said,
            measure=_("Forventet og faktisk hvert år"),
            series=(_("Forventet"), _("Faktisk")),
            rows=tuple(DumbbellRow(str(each.year), (each.expected, each.amount)) for each in self.compared),
        )


@dataclass(frozen=True)
class Measured:
    """A table, and what a chart needs: each kind with a pair of figures for each year."""

    kinds: tuple[MeasuredKind, ...]
    lead: str
    rest: str = ""

    @property
    def has_actual(self) -> bool:
        return any(pair.actual for kind in self.kinds for pair in kind.pairs)

    @property
    def has_expected(self) -> bool:
        return any(pair.expected is not None for kind in self.kinds for pair in kind.pairs)


def beside(content: Mapping[str, Any] | None, actuals: Iterable[Actual]) -> Measured:
    """`content` is the frozen version that is approved, or None; `actuals` are the figures that hold."""
    expected = expected_of(content) if content else {}
    found = {(each.kind, each.year): each for each in actuals}
    written = {kind: _written(kind, content) for kind in expected}
    kinds = tuple(_kind(kind, expected.get(kind, {}), written.get(kind, set()), found) for kind in Kind)
    shown = tuple(each for each in kinds if each.pairs)
    sentences = [said for kind in ORDER for said in _sentences(next(each for each in kinds if each.kind == kind))]
    if not found:
        return Measured(shown, *_nothing_measured(content, expected))
    rest = sentences[1:] if expected else [*sentences[1:], _why_nothing_expected(content)]
    return Measured(shown, sentences[0], " ".join(rest))


def expected_of(content: Mapping[str, Any]) -> dict[Kind, dict[int, Decimal]]:
    """By kind and year what a frozen version says. A kind without a line that has figures is not in it."""
    told = {line["kind"] for line in content["lines"] if line["amounts"]}
    if content.get("risk_pool"):
        told.add(Kind.INVESTMENT.value)
    return {
        kind: {int(year): Decimal(amount) for year, amount in content["by_kind"][kind.value].items()}
        for kind in Kind
        if kind.value in told
    }


def _written(kind: Kind, content: Mapping[str, Any]) -> set[int]:
    """The years that somebody wrote a figure of that kind for; priced risks stand in the first year."""
    years = {int(year) for line in content["lines"] if line["kind"] == kind.value for year in line["amounts"]}
    pool = {content["years"][0]} if kind == Kind.INVESTMENT and content.get("risk_pool") else set()
    return years | pool


def _kind(
    kind: Kind, expected: Mapping[int, Decimal], written: set[int], found: Mapping[tuple[Kind, int], Actual]
) -> MeasuredKind:
    """Of the years for which the case has a figure or somebody measured. Within the case no figure counts as 0."""
    years = sorted({*written, *(year for each, year in found if each == kind)})
    return MeasuredKind(kind, tuple(Pair(year, expected.get(year), found.get((kind, year))) for year in years))


## Sentences


def _nothing_measured(content: Mapping[str, Any] | None, expected: Mapping) -> tuple[str, str]:
    lead = _("Der er ikke skrevet faktiske tal endnu.")
    return lead, "" if expected else _why_nothing_expected(content)


def _why_nothing_expected(content: Mapping[str, Any] | None) -> str:
    if content is None:
        return _("Ingen business case er godkendt endnu, så der er intet at holde tal op mod.")
    return _("Gevinsterne er beskrevet i ord, så der er ingen ventede tal at holde op mod.")


def _sentences(kind: MeasuredKind) -> Sequence[str]:
    """About the newest year that is measured: first one with both figures, otherwise what was measured alone."""
    measured = [each for each in kind.pairs if each.actual]
    if not measured:
        return ()
    pair = (kind.compared or measured)[-1]
    said = {"what": SUBJECTS[kind.kind], "year": pair.year}
    if pair.difference is None:
        return (_("%(what)s var %(amount)s i %(year)d.") % {**said, "amount": million_kroner(pair.amount)},)
    if pair.difference == 0:
        return (_("%(what)s var som ventet i %(year)d.") % said,)
    said["amount"] = million_kroner(abs(pair.difference))
    if pair.difference < 0:
        return (_("%(what)s var %(amount)s lavere end ventet i %(year)d.") % said,)
    return (_("%(what)s var %(amount)s højere end ventet i %(year)d.") % said,)
