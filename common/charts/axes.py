"""What the charts of amounts have in common: a scale with few round steps, and text that stands in a drawing.

Pure: knows no models. Coordinates are units of the drawing, written as text with a full stop, whatever the language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from common.formats import MILLION, number

MOST_GRIDLINES = 6
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
LETTER = 6.2  # how wide a letter of a label is, about: enough to keep labels apart


@dataclass(frozen=True)
class Label:
    """Text at a place. `anchor` as in SVG; `kind` is the end of its class: empty, `strong` or `value`."""

    x: str
    y: str
    text: str
    anchor: str = "start"
    kind: str = ""


@dataclass(frozen=True)
class Gridline:
    """One step of the scale: where its line runs, and its label."""

    at: str
    label: str
    is_zero: bool


@dataclass(frozen=True)
class Scale:
    """Amounts along one side of the drawing, from `start` (the lowest step) to `end` (the highest)."""

    steps: tuple[Decimal, ...]
    start: float
    end: float

    def at(self, amount: Decimal) -> float:
        low, high = self.steps[0], self.steps[-1]
        return self.start + float((amount - low) / (high - low)) * (self.end - self.start)

    @property
    def gridlines(self) -> list[Gridline]:
        return [Gridline(place(self.at(step)), self._label(step), step == 0) for step in self.steps]

    @property
    def is_in_millions(self) -> bool:
        return max(abs(self.steps[0]), abs(self.steps[-1])) >= MILLION

    def _label(self, step: Decimal) -> str:
        return number((step / MILLION if self.is_in_millions else step).normalize())


def steps_for(amounts: Iterable[Decimal], *, from_zero: bool = True) -> tuple[Decimal, ...]:
    """At most six round steps (1, 2, 2.5 or 5 of a power of ten) around all amounts, and around zero if asked."""
    found = [*amounts, *([Decimal(0)] if from_zero else [])] or [Decimal(0)]
    low, high = min(found), max(found)
    if low == high:
        high = low + 1
    power = Decimal(1).scaleb((high - low).adjusted() - 1)
    while True:
        for step in STEPS:
            first = (low / (step * power)).to_integral_value(ROUND_FLOOR)
            last = (high / (step * power)).to_integral_value(ROUND_CEILING)
            if last - first < MOST_GRIDLINES:
                return tuple(step * power * count for count in range(int(first), int(last) + 1))
        power *= 10


def place(value: float) -> str:
    """A coordinate with one decimal, and a full stop in it."""
    return f"{value:.1f}"


def width_of(text: str) -> float:
    return len(text) * LETTER


def shortened(text: str, room: float) -> str:
    """Cut with an ellipsis where it would not fit; the table beside the chart has it whole."""
    most = max(3, int(room / LETTER))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
