"""A few amounts under each other, each a bar from zero: what was expected, and what came of it.

One definition for page and paper, drawn in two widths. Pure: knows no models. The first of a pair is hollow, so that
nothing hangs on colour. See `columns` for why shapes carry both a class and a literal colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from common.charts.axes import Label, place, width_of

WIDE, NARROW = 560, 240
ROW = 44  # the name above, the bar with its amount below
THICK = 16


@dataclass(frozen=True)
class Bar:
    """`text` is the amount as it is read; an amount is never below zero."""

    name: str
    amount: Decimal
    text: str
    is_hollow: bool = False


@dataclass(frozen=True)
class DrawnBar:
    y: str
    width: str
    height: str
    is_hollow: bool


@dataclass(frozen=True)
class BarsDrawing:
    width: int
    height: int
    bars: list[DrawnBar]
    labels: list[Label]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class BarsChart:
    """`title` is what is found. `key` tells it from the other charts of its page."""

    key: str
    title: str
    bars: tuple[Bar, ...]

    @property
    def wide(self) -> BarsDrawing:
        return self._drawn(WIDE)

    @property
    def narrow(self) -> BarsDrawing:
        return self._drawn(NARROW)

    def _drawn(self, width: int) -> BarsDrawing:
        room = width - max(width_of(bar.text) for bar in self.bars) - 12
        largest = max((bar.amount for bar in self.bars), default=Decimal(0)) or Decimal(1)
        drawn, labels = [], []
        for index, bar in enumerate(self.bars):
            top = index * ROW
            long = float(bar.amount / largest) * room
            drawn.append(DrawnBar(place(top + 18), place(max(long, 1)), place(THICK), bar.is_hollow))
            labels.append(Label("1", place(top + 12), bar.name))
            labels.append(Label(place(long + 8), place(top + 30), bar.text, kind="value"))
        return BarsDrawing(width, ROW * len(self.bars), drawn, labels)
