"""Two columns for each year side by side: what is paid, filled, and what is gained, hollow.

One definition for page and paper, drawn in two widths. Pure: knows no models. See `columns` for why shapes carry both a
class and a literal colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from django.utils.translation import gettext as _

from common.charts.axes import Gridline, Label, Scale, place, steps_for, width_of

WIDE, NARROW = 560, 240
HEIGHT = {WIDE: 190, NARROW: 190}
TOP, BOTTOM = 34, 24  # room for what the columns mean; for the years
WIDEST = 22.0  # of one column


@dataclass(frozen=True)
class PairColumn:
    x: str
    y: str
    width: str
    height: str
    is_hollow: bool


@dataclass(frozen=True)
class PairsDrawing:
    width: int
    height: int
    left: str
    right: str
    gridlines: list[Gridline]
    columns: list[PairColumn]
    labels: list[Label]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class PairsChart:
    """`title` is what is found, `measure` what the amounts are. One amount in kroner a year in both series.

    `key` tells it from the other charts of its page.
    """

    key: str
    title: str
    measure: str
    years: tuple[int, ...]
    filled: tuple[Decimal, ...]
    hollow: tuple[Decimal, ...]
    filled_name: str
    hollow_name: str

    @property
    def subtitle(self) -> str:
        """With the unit of the scale, which depends on how large the amounts are."""
        return f"{self.measure}, {_('mio. kr.') if self._scale(WIDE).is_in_millions else _('kr.')}"

    @property
    def wide(self) -> PairsDrawing:
        return self._drawn(WIDE)

    @property
    def narrow(self) -> PairsDrawing:
        return self._drawn(NARROW)

    def _scale(self, width: int) -> Scale:
        return Scale(steps_for([*self.filled, *self.hollow]), HEIGHT[width] - BOTTOM, TOP)

    def _drawn(self, width: int) -> PairsDrawing:
        scale = self._scale(width)
        left = max(width_of(each.label) for each in scale.gridlines) + 8
        right = width - 6.0
        band = (right - left) / len(self.years)
        thick = min(band * 0.34, WIDEST)
        centres = [left + band * (index + 0.5) for index in range(len(self.years))]
        pairs = zip(centres, self.filled, self.hollow, strict=True)
        return PairsDrawing(
            width=width,
            height=HEIGHT[width],
            left=place(left),
            right=place(right),
            gridlines=scale.gridlines,
            columns=[
                _column(edge, thick, amount, scale, is_hollow=is_hollow)
                for x, filled, hollow in pairs
                for edge, amount, is_hollow in ((x - thick - 1, filled, False), (x + 1, hollow, True))
            ],
            labels=[
                *[Label(place(left - 6), place(float(each.at) + 4), each.label, "end") for each in scale.gridlines],
                *self._years(centres, band, HEIGHT[width]),
                Label("18", "14", self.filled_name),
                Label(place(self.second_key + 14), "14", self.hollow_name),
            ],
        )

    @property
    def second_key(self) -> float:
        """Where the square stands that tells what the hollow columns are."""
        return 18 + width_of(self.filled_name) + 16

    @property
    def second_key_x(self) -> str:
        return place(self.second_key)

    def _years(self, centres: list[float], band: float, height: int) -> list[Label]:
        """Every year, or every second, third …, where they would run into each other."""
        every = ceil(width_of("2026 ") / band)
        return [
            Label(place(x), place(height - 7), str(year), "middle")
            for index, (x, year) in enumerate(zip(centres, self.years, strict=True))
            if index % every == 0
        ]


def _column(x: float, width: float, amount: Decimal, scale: Scale, *, is_hollow: bool) -> PairColumn:
    """From zero up, or down where the amount is below it."""
    zero, end = scale.at(Decimal(0)), scale.at(amount)
    return PairColumn(place(x), place(min(zero, end)), place(width), place(abs(zero - end)), is_hollow)
