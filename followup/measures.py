"""Whether a key figure is where it should be: the distance to its target, and when that was reached. Pure.

A target below the baseline is reached downwards; where the baseline is not known, upwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from common.formats import NBSP, UNKNOWN, number

PERCENT = ("pct.", "pct", "%", "procent")


@dataclass(frozen=True)
class Measure:
    """What is wanted."""

    unit: str
    baseline: Decimal | None
    target: Decimal | None

    @property
    def goes_down(self) -> bool:
        return self.baseline is not None and self.target is not None and self.target < self.baseline

    def missing(self, value: Decimal | None) -> Decimal | None:
        """How far the value is from the target, 0 where it is reached; None where either is not known."""
        if value is None or self.target is None:
            return None
        return max(Decimal(0), value - self.target if self.goes_down else self.target - value)

    def in_words(self, value: Decimal | None) -> str:
        """The value with its unit."""
        return UNKNOWN if value is None else f"{plain(value)}{NBSP}{self.unit}"

    def standing(self, values: Iterable[tuple[str, Decimal]]) -> str:
        """One sentence of the values by period, oldest first: reached when, or how much is left."""
        known = list(values)
        if self.target is None:
            return _("Målet er ikke oplyst.")
        if not known:
            return _("Der er ikke målt endnu.")
        left = self.missing(known[-1][1])
        if left:
            return _("%(left)s fra målet i %(period)s.") % {"left": self._distance(left), "period": known[-1][0]}
        return _("Målet er nået i %(period)s.") % {"period": self._since(known)}

    def _since(self, known: list[tuple[str, Decimal]]) -> str:
        """The first period of those that have reached it without a break until now."""
        since = known[-1][0]
        for period, value in reversed(known):
            if self.missing(value):
                break
            since = period
        return since

    def _distance(self, left: Decimal) -> str:
        unit = _("procentpoint") if self.unit.lower() in PERCENT else self.unit
        return f"{plain(left)}{NBSP}{unit}"


def plain(value: Decimal | None) -> str:
    """Without the zeros that the database adds."""
    return UNKNOWN if value is None else number(Decimal(f"{value.normalize():f}"))
