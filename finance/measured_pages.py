"""What the page of expected and measured shows: the figures that hold, what they are held against, and the history."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from collaborations.models import Collaboration
from finance.appraisal import Kind
from finance.case_reading import approved_of
from finance.measured import Actual, Measured, beside
from finance.models import BusinessCase, Measurement


@dataclass(frozen=True)
class MeasuredPage:
    measured: Measured
    case: BusinessCase | None  # the approved version
    history: tuple[Measurement, ...]  # newest first; what was corrected or taken back is in it

    @property
    def price_year(self) -> int | None:
        return self.case.snapshot.get("price_year") if self.case else None

    @property
    def this_year(self) -> int:
        """Later years have nothing to write yet."""
        return timezone.localdate().year


def measured_page(collaboration: Collaboration) -> MeasuredPage:
    """Two queries, whatever there is."""
    return page_of(approved_of(collaboration), rows_of(collaboration))


def page_of(case: BusinessCase | None, rows: list[Measurement]) -> MeasuredPage:
    content = case.snapshot if case else None
    return MeasuredPage(beside(content, holding(rows)), case, tuple(reversed(rows)))


def rows_of(collaboration: Collaboration) -> list[Measurement]:
    """All that was ever written, oldest first."""
    return list(collaboration.measurements.select_related("recorded_by"))


def holding(rows: list[Measurement]) -> list[Actual]:
    """The newest of each kind and year; what was taken back is not among them."""
    newest = {(row.kind, row.year): row for row in rows}
    return [
        Actual(Kind(row.kind), row.year, row.amount, row.source, row.pk)
        for row in newest.values()
        if row.amount is not None
    ]
