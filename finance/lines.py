"""A line of a business case as values: what a form, a spreadsheet and a row of the database all say. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from finance.appraisal import Kind, three_point

WHOLE = Decimal(1)
TOGETHER = ""  # in place of a municipality's code: the figure of all together
KRONER, WORK_YEARS = "kr", "fte"
LARGEST = Decimal(10) ** 11  # what a cell may hold, below and above zero
LARGEST_RATE = Decimal(10) ** 9
DECIMALS = 2  # of årsværk; kroner are whole
Cells = Mapping[str, Mapping[int, Decimal]]  # by municipality's code or TOGETHER, then by year, in the line's unit


@dataclass(frozen=True)
class LineData:
    """One line: figures in its unit, kroner or årsværk at `rate` kroner. A cell that is left out has nothing entered.

    `low` and `high` are estimates beside the likely `amounts`; where both are there the three make one figure.
    """

    kind: Kind
    name: str
    unit: str = KRONER
    rate: Decimal | None = None
    amounts: Cells = field(default_factory=dict)
    low: Cells = field(default_factory=dict)
    high: Cells = field(default_factory=dict)
    source: str = ""
    uncertainty: str = ""
    scenario: int = 1
    pk: int | None = None

    @property
    def by_municipality(self) -> bool:
        """Are the figures each municipality's own?"""
        return any(code != TOGETHER for code in self.amounts)

    @property
    def is_empty(self) -> bool:
        return not any(self.amounts.values())

    @property
    def lacks_rate(self) -> bool:
        return self.unit == WORK_YEARS and self.rate is None

    @property
    def disordered(self) -> list[int]:
        """Years whose three estimates are in no order, as where one was changed while the others were closed."""
        return sorted(
            {
                year
                for code, cells in self.amounts.items()
                for year, likely in cells.items()
                if None not in (three := (self.low.get(code, {}).get(year), likely, self.high.get(code, {}).get(year)))
                and fault_of_estimates(*three)
            }
        )

    def kroner(self) -> dict[str, dict[int, Decimal]]:
        """Every cell in whole kroner. Raises ValueError for årsværk without a rate, and estimates in no order."""
        return {
            code: {year: self._kroner(code, year, figure) for year, figure in cells.items()}
            for code, cells in self.amounts.items()
        }

    def _kroner(self, code: str, year: int, likely: Decimal) -> Decimal:
        low, high = self.low.get(code, {}).get(year), self.high.get(code, {}).get(year)
        figure = likely if low is None or high is None else three_point(low, likely, high)
        if self.unit == WORK_YEARS:
            if self.rate is None:
                raise ValueError(f"The line {self.name} counts årsværk and has no rate.")
            figure = figure * self.rate
        return figure.quantize(WHOLE, rounding=ROUND_HALF_UP)


def moved_cells(cells: Mapping[str, Mapping[Any, Any]], by: int) -> dict[str, dict[Any, Any]]:
    """Every figure `by` years ahead. The years are numbers, or text as `CaseLine` stores them."""
    return {
        code: {type(year)(int(year) + by): figure for year, figure in by_year.items()}
        for code, by_year in cells.items()
    }


def fault_of_estimates(low: Decimal | None, likely: Decimal | None, high: Decimal | None) -> str:
    """What is wrong with three estimates of one figure, as a sentence; empty where nothing is."""
    given = [each is not None for each in (low, likely, high)]
    if (low is not None or high is not None) and not all(given):
        return _("Skriv alle tre skøn, eller kun det sandsynlige.")
    if all(given) and not low <= likely <= high:
        return _("Skriv det laveste først og det højeste sidst.")
    return ""
