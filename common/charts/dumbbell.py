"""Dots on one line per row: what each municipality pays with each key, or what was expected beside what came.

One definition for page and paper, drawn in two widths. Pure: knows no models. Each series has a shape of its own, so
that nothing hangs on colour. See `columns` for why shapes carry both a class and a literal colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from common.charts.axes import Gridline, Label, Scale, place, shortened, steps_for, width_of
from common.formats import million_kroner

WIDE, NARROW = 560, 240
SHAPES = ("circle", "square", "triangle")
ROW = {WIDE: 24, NARROW: 54}  # in the narrow one name, dots and amounts stand below each other
LEGEND = 20
VALUE = {WIDE: 104, NARROW: 22}  # room on either side of the dots; in the wide one for an amount
NAME = 124
ABOVE = {WIDE: 10, NARROW: 26}  # how far above the lower edge of its row a line is drawn


@dataclass(frozen=True)
class DumbbellRow:
    """A name and one amount in kroner per series; None where it is not known. An own row is set in bold."""

    name: str
    amounts: tuple[Decimal | None, ...]
    is_own: bool = False

    @property
    def known(self) -> list[Decimal]:
        return [amount for amount in self.amounts if amount is not None]


@dataclass(frozen=True)
class Shape:
    """One amount. `kind` is a name of SHAPES; `points` draws the triangle."""

    kind: str
    x: str
    y: str

    @property
    def left(self) -> str:
        return place(float(self.x) - 4.5)

    @property
    def top(self) -> str:
        return place(float(self.y) - 4.5)

    @property
    def points(self) -> str:
        x, y = float(self.x), float(self.y)
        return f"{place(x)},{place(y - 6)} {place(x + 6)},{place(y + 5)} {place(x - 6)},{place(y + 5)}"


@dataclass(frozen=True)
class Bond:
    """From the smallest to the largest amount of a row."""

    start: str
    end: str
    y: str


@dataclass(frozen=True)
class DumbbellDrawing:
    width: int
    height: int
    top: str
    bottom: str
    gridlines: list[Gridline]
    bonds: list[Bond]
    shapes: list[Shape]
    labels: list[Label]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class DumbbellChart:
    """`title` is what is found, `measure` what the amounts are. At most three series.

    `key` tells it from the other charts of its page.
    """

    key: str
    title: str
    measure: str
    series: tuple[str, ...]
    rows: tuple[DumbbellRow, ...]

    @property
    def subtitle(self) -> str:
        """With the unit of the scale, which depends on how large the amounts are."""
        return f"{self.measure}, {_('mio. kr.') if self._scale(WIDE).is_in_millions else _('kr.')}"

    @property
    def wide(self) -> DumbbellDrawing:
        return self._drawn(WIDE)

    @property
    def narrow(self) -> DumbbellDrawing:
        return self._drawn(NARROW)

    def _scale(self, width: int) -> Scale:
        start = VALUE[width] + (NAME if width == WIDE else 0)
        return Scale(steps_for(amount for row in self.rows for amount in row.known), start, width - VALUE[width])

    def _drawn(self, width: int) -> DumbbellDrawing:
        scale, row = self._scale(width), ROW[width]
        top = 8 + LEGEND * len(self.series) + 18
        bottom = top + row * len(self.rows)
        gridlines = scale.gridlines
        lines = [(each, top + row * (index + 1) - ABOVE[width]) for index, each in enumerate(self.rows)]
        return DumbbellDrawing(
            width=width,
            height=bottom + 6,
            top=place(top),
            bottom=place(bottom),
            gridlines=gridlines,
            bonds=[_bond(each, y, scale) for each, y in lines if each.known],
            shapes=[
                *[Shape(SHAPES[index], "8.0", place(_legend_y(index) - 4)) for index in range(len(self.series))],
                *[shape for each, y in lines for shape in _shapes(each, y, scale)],
            ],
            labels=[
                *[Label("22", place(_legend_y(i)), shortened(name, width - 30)) for i, name in enumerate(self.series)],
                *[Label(each.at, place(top - 6), each.label, "middle") for each in _apart(gridlines)],
                *[label for each, y in lines for label in (_name(each, y, width), *_values(each, y, scale, width))],
            ],
        )


def _legend_y(index: int) -> float:
    return 14 + LEGEND * index


def _apart(gridlines: Sequence[Gridline]) -> list[Gridline]:
    """Every gridline, or every second one, where the labels would run into each other."""
    widest = max(width_of(each.label) for each in gridlines) + 8
    if len(gridlines) > 1 and abs(float(gridlines[1].at) - float(gridlines[0].at)) < widest:
        return list(gridlines[::2])
    return list(gridlines)


def _bond(row: DumbbellRow, y: float, scale: Scale) -> Bond:
    return Bond(place(scale.at(min(row.known))), place(scale.at(max(row.known))), place(y))


def _shapes(row: DumbbellRow, y: float, scale: Scale) -> list[Shape]:
    return [
        Shape(SHAPES[index], place(scale.at(amount)), place(y))
        for index, amount in enumerate(row.amounts)
        if amount is not None
    ]


def _name(row: DumbbellRow, y: float, width: int) -> Label:
    kind = "strong" if row.is_own else ""
    if width == WIDE:
        return Label("0", place(y + 4), shortened(row.name, NAME), kind=kind)
    return Label("0", place(y - 14), shortened(row.name, width), kind=kind)


def _values(row: DumbbellRow, y: float, scale: Scale, width: int) -> list[Label]:
    """The smallest amount on the left, the largest on the right, once where they are the same."""
    if not row.known:
        return [Label(place(scale.start), place(y + 4), _("Ikke oplyst"))]
    low, high = min(row.known), max(row.known)
    left, right = (scale.at(low) - 10, scale.at(high) + 10) if width == WIDE else (0.0, float(width))
    ends = ("end", "start") if width == WIDE else ("start", "end")
    found = [Label(place(right), place(y + (4 if width == WIDE else 18)), million_kroner(high), ends[1], "value")]
    if low != high:
        found.insert(0, Label(place(left), found[0].y, million_kroner(low), ends[0], "value"))
    return found
