"""Columns and a line on one scale: what each year comes to, and what all years until then come to.

One definition for page and paper. Pure: knows no models. As on the map, shapes carry a class for the page and a literal
colour for the PDF, whose style sheet does not reach inside an SVG. Drawn in two widths, of which the page shows one:
a wide one made small has letters that nobody can read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from django.utils.translation import gettext as _

from common.charts.axes import Gridline, Label, Scale, place, shortened, steps_for, width_of
from common.formats import million_kroner

WIDE, NARROW = 560, 240
TOP, BOTTOM = 56, 24  # room for what the colours mean and the year that is pointed out; for the years
HEIGHT = {WIDE: 300, NARROW: 230}


@dataclass(frozen=True)
class Column:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Dot:
    x: str
    y: str


@dataclass(frozen=True)
class Mark:
    """A line down to the year that the headline speaks of."""

    x: str
    top: str
    bottom: str


@dataclass(frozen=True)
class ColumnsDrawing:
    width: int
    height: int
    left: str
    right: str
    gridlines: list[Gridline]
    columns: list[Column]
    dots: list[Dot]
    line_key: str  # the two ends of the piece of line that tells what the line is
    mark: Mark | None
    labels: list[Label]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def points(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


@dataclass(frozen=True)
class ColumnsChart:
    """`title` is what is found, `subtitle` what is measured. One amount in kroner a year in both series.

    `key` tells it from the other charts of its page. `marked` is the year that `mark_text` speaks of, or None.
    """

    key: str
    title: str
    measure: str
    years: tuple[int, ...]
    columns: tuple[Decimal, ...]
    line: tuple[Decimal, ...]
    column_name: str
    line_name: str
    marked: int | None = None
    mark_text: str = ""

    @property
    def subtitle(self) -> str:
        """With the unit of the scale, which depends on how large the amounts are."""
        return f"{self.measure}, {_('mio. kr.') if self._scale(WIDE).is_in_millions else _('kr.')}"

    @property
    def wide(self) -> ColumnsDrawing:
        return self._drawn(WIDE)

    @property
    def narrow(self) -> ColumnsDrawing:
        return self._drawn(NARROW)

    def _scale(self, width: int) -> Scale:
        return Scale(steps_for([*self.columns, *self.line]), HEIGHT[width] - BOTTOM, TOP)

    def _drawn(self, width: int) -> ColumnsDrawing:
        scale = self._scale(width)
        gridlines = scale.gridlines
        left = max(width_of(each.label) for each in gridlines) + 8
        right = width - 6.0
        band = (right - left) / len(self.years)
        centres = [left + band * (index + 0.5) for index in range(len(self.years))]
        dots = [Dot(place(x), place(scale.at(amount))) for x, amount in zip(centres, self.line, strict=True)]
        return ColumnsDrawing(
            width=width,
            height=HEIGHT[width],
            left=place(left),
            right=place(right),
            gridlines=gridlines,
            columns=[_column(x, band, amount, scale) for x, amount in zip(centres, self.columns, strict=True)],
            dots=dots,
            line_key=f"{place(self._line_key)},10 {place(self._line_key + 16)},10",
            mark=self._mark(centres, scale),
            labels=[
                *[Label(place(left - 6), place(float(each.at) + 4), each.label, "end") for each in gridlines],
                *self._years(centres, band, HEIGHT[width]),
                *self._legend(width),
                *self._mark_label(centres, width),
                self._value(dots[-1]),
            ],
        )

    def _years(self, centres: Sequence[float], band: float, height: int) -> list[Label]:
        """Every year, or every second, third …, where they would run into each other."""
        every = ceil(width_of("2026 ") / band)
        return [
            Label(place(x), place(height - 7), str(year), "middle", "strong" if year == self.marked else "")
            for index, (x, year) in enumerate(zip(centres, self.years, strict=True))
            if index % every == 0 or year == self.marked
            if year == self.marked or not self._is_beside_mark(index, every)
        ]

    def _is_beside_mark(self, index: int, every: int) -> bool:
        if self.marked not in self.years:
            return False
        apart = abs(index - self.years.index(self.marked))
        return 0 < apart < every

    @property
    def _line_key(self) -> float:
        return 18 + width_of(self.column_name) + 20

    def _legend(self, width: int) -> list[Label]:
        after = self._line_key + 22
        return [
            Label("18", "14", self.column_name),
            Label(place(after), "14", shortened(self.line_name, width - after)),
        ]

    def _value(self, last: Dot) -> Label:
        """What all years come to, at the end of the line: above it, or below where the line falls."""
        falls = len(self.line) > 1 and self.line[-1] < self.line[-2]
        y = float(last.y) + (18 if falls else -10)
        aside = -8 if self.marked == self.years[-1] else 8  # not across the line down to the marked year
        return Label(place(float(last.x) + aside), place(y), million_kroner(self.line[-1]), "end", "value")

    def _mark(self, centres: Sequence[float], scale: Scale) -> Mark | None:
        if self.marked not in self.years:
            return None
        return Mark(place(centres[self.years.index(self.marked)]), "44", place(scale.start))

    def _mark_label(self, centres: Sequence[float], width: int) -> list[Label]:
        """Above its line, or as near as the edge of the drawing lets it be."""
        if self.marked not in self.years:
            return []
        half = width_of(self.mark_text) / 2
        x = min(max(centres[self.years.index(self.marked)], half), width - half)
        return [Label(place(x), "38", self.mark_text, "middle", "strong")]


def _column(x: float, band: float, amount: Decimal, scale: Scale) -> Column:
    """From zero up, or down where the amount is below it."""
    zero, end = scale.at(Decimal(0)), scale.at(amount)
    width = min(band * 0.6, 40)
    return Column(place(x - width / 2), place(min(zero, end)), place(width), place(abs(zero - end)))
