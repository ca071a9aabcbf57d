"""What was hoped for beside what came of it. Pure: reads the figures of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from cases.document import Figure
from cases.vocabulary import FigureRole
from common.charts.bars import Bar, BarsChart
from common.formats import NBSP, UNKNOWN

# "10,5", "1.205.000", "-3": figures as the documents write them. "1–2" and "flere hundrede" are words.
_NUMBER = re.compile(r"[-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")


def number_in(text: str) -> Decimal | None:
    """The number that a figure is, None where it is words."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    return Decimal(text.strip().replace("−", "-").replace(".", "").replace(",", "."))


def figure_text(figure: Figure) -> str:
    """`9 mio. kr.`; `Ikke oplyst` where the source has no value."""
    if not figure.value:
        return UNKNOWN
    return f"{figure.value}{NBSP}{figure.unit}" if figure.unit else figure.value


def when(figure: Figure) -> str:
    return str(figure.year) if figure.year else figure.period or UNKNOWN


@dataclass(frozen=True)
class ShownFigure:
    """A figure as a row of a table. `role` is empty for a plain one."""

    label: str
    role: str
    text: str
    when: str
    note: str
    source: str


def show_figure(figure: Figure) -> ShownFigure:
    role = str(FigureRole(figure.role).label) if figure.role else ""
    return ShownFigure(figure.label, role, figure_text(figure), when(figure), figure.note, figure.source or UNKNOWN)


@dataclass(frozen=True)
class Result:
    """What was expected of one measure, and what came; either may hold several figures, or none."""

    measure: str
    expected: tuple[Figure, ...]
    actual: tuple[Figure, ...]

    @property
    def sentence(self) -> str:
        """The finding: `Etablering: 9 mio. kr. mod forventet 12 mio. kr.`"""
        expected, actual = _texts(self.expected), _texts(self.actual)
        if not actual:
            return _("{measure}: forventet {expected}. Hvad det blev, er ikke oplyst.").format(
                measure=self.measure, expected=expected
            )
        if not expected:
            return _("{measure}: {actual}").format(measure=self.measure, actual=actual)
        return _("{measure}: {actual} mod forventet {expected}").format(
            measure=self.measure, actual=actual, expected=expected
        )

    @property
    def figures(self) -> list[ShownFigure]:
        return [show_figure(figure) for figure in (*self.expected, *self.actual)]

    def chart(self, key: str) -> BarsChart | None:
        """A pair of bars, where both are one number of the same unit."""
        if len(self.expected) != 1 or len(self.actual) != 1 or self.expected[0].unit != self.actual[0].unit:
            return None
        bars = [
            Bar(str(role.label), number_in(figure.value), figure_text(figure), is_hollow=role == FigureRole.EXPECTED)
            for role, figure in ((FigureRole.EXPECTED, self.expected[0]), (FigureRole.ACTUAL, self.actual[0]))
        ]
        if any(bar.amount is None or bar.amount < 0 for bar in bars):
            return None
        return BarsChart(key=key, title=self.sentence, bars=tuple(bars))


def results_of(figures: Iterable[Figure]) -> list[Result]:
    """The figures that are expected or actual, by what they measure, in the order of the document."""
    by_measure: dict[str, tuple[list[Figure], list[Figure]]] = {}
    for figure in figures:
        if figure.role != FigureRole.PLAIN:
            expected, actual = by_measure.setdefault(figure.measure or figure.label, ([], []))
            (expected if figure.role == FigureRole.EXPECTED else actual).append(figure)
    return [Result(measure, tuple(pair[0]), tuple(pair[1])) for measure, pair in by_measure.items()]


def _texts(figures: Iterable[Figure]) -> str:
    return " / ".join(figure_text(figure) for figure in figures)
