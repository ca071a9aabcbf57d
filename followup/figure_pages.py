"""Key figures as their pages show them: the list with where each stands, and one with its values by municipality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collaborations.access import Access
from collaborations.models import ACTIVE_STATES, Collaboration
from common.danish import sort_key
from followup.measures import Measure, plain
from followup.models import KeyFigure, KeyFigureValue
from followup.periods import last_day
from municipalities.models import Municipality

JOINT = None


@dataclass(frozen=True)
class FigureLine:
    """One key figure. `periods` are in the order of time; `cells` are the rows that hold."""

    figure: KeyFigure
    measure: Measure
    periods: tuple[str, ...]
    cells: dict[tuple[int | None, str], KeyFigureValue]
    names: dict[int, str]

    @property
    def joint(self) -> list[tuple[str, Decimal]]:
        """For all together, oldest first."""
        return [(period, self.cells[JOINT, period].value) for period in self.periods if (JOINT, period) in self.cells]

    @property
    def newest(self) -> tuple[str, Decimal] | None:
        return self.joint[-1] if self.joint else None

    @property
    def baseline_label(self) -> str:
        return plain(self.measure.baseline)

    @property
    def target_label(self) -> str:
        return plain(self.measure.target)

    @property
    def newest_label(self) -> str:
        return f"{plain(self.newest[1])} ({self.newest[0]})" if self.newest else plain(None)

    @property
    def standing(self) -> str:
        """One sentence, by the figure for all together."""
        return self.measure.standing(self.joint)

    @property
    def is_reached(self) -> bool:
        return self.newest is not None and self.measure.missing(self.newest[1]) == 0

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, KeyFigureValue | None]]]]:
        """All together first, then the municipalities; each with its value of every period."""
        places = sorted(self.names, key=lambda pk: sort_key(self.names[pk]))
        return [(_("Samlet"), self._row(JOINT)), *((self.names[pk], self._row(pk)) for pk in places)]

    def _row(self, pk: int | None) -> list[tuple[str, KeyFigureValue | None]]:
        return [(period, self.cells.get((pk, period))) for period in self.periods]


def figures_of(collaboration: Collaboration) -> list[FigureLine]:
    return lines_of([collaboration.pk]).get(collaboration.pk, [])


def lines_of(ids: Iterable[int], *, until: dt.date | None = None) -> dict[int, list[FigureLine]]:
    """By collaboration; two queries for any number. `until` as in `line_of`."""
    figures = list(KeyFigure.objects.filter(collaboration__in=list(ids)))
    values: dict[int, list[KeyFigureValue]] = {}
    for row in values_of(figures):
        values.setdefault(row.figure_id, []).append(row)
    found: dict[int, list[FigureLine]] = {}
    for each in figures:
        found.setdefault(each.collaboration_id, []).append(line_of(each, values.get(each.pk, []), until=until))
    return found


def values_of(figures: Iterable[KeyFigure]) -> QuerySet[KeyFigureValue]:
    """Everything that was written, oldest first."""
    ids = [each.pk for each in figures]
    return KeyFigureValue.objects.filter(figure__in=ids).select_related("municipality", "recorded_by")


def line_of(figure: KeyFigure, rows: Iterable[KeyFigureValue], *, until: dt.date | None = None) -> FigureLine:
    """From its rows, oldest first. `until` leaves out the periods that had neither ended nor been made up that day."""
    rows = list(rows)
    newest = {(row.municipality_id, row.period): row for row in rows}
    cells = {key: row for key, row in newest.items() if row.value is not None}
    made_up = _made_up(rows)
    ends = {period: last_day(period) or made_up[period] for _place, period in cells}
    if until is not None:
        ends = {period: day for period, day in ends.items() if min(day, made_up[period]) <= until}
    return FigureLine(
        figure=figure,
        measure=Measure(figure.unit, figure.baseline, figure.target),
        periods=tuple(sorted(ends, key=lambda period: (ends[period], made_up[period], period))),
        cells=cells,
        names={row.municipality_id: row.municipality.name for row in cells.values() if row.municipality_id},
    )


def _made_up(rows: Iterable[KeyFigureValue]) -> dict[str, dt.date]:
    """By period the day it was made up for all together, and before that in any municipality.

    The day that was said first: neither a correction nor a municipality that comes later moves a period. What was taken
    back was never made up.
    """
    first: dict[tuple[int | None, str], dt.date] = {}
    for row in rows:
        if row.value is None:
            first.pop((row.municipality_id, row.period), None)
        else:
            first.setdefault((row.municipality_id, row.period), row.date)
    days: dict[str, dt.date] = {}
    for (_place, period), day in first.items():
        days[period] = min(day, days.get(period, day))
    return days | {period: day for (place, period), day in first.items() if place is JOINT}


def figures_lead(lines: Iterable[FigureLine]) -> str:
    lines = list(lines)
    if not lines:
        return _("I har ikke valgt nøgletal endnu.")
    aimed = [each for each in lines if each.measure.target is not None]
    if not aimed:
        return _("I følger %(count)d nøgletal uden mål.") % {"count": len(lines)}
    said = {"count": len(aimed), "reached": sum(each.is_reached for each in aimed)}
    return _("%(reached)d af %(count)d nøgletal med mål har nået det.") % said


def writable_places(collaboration: Collaboration, access: Access) -> list[Municipality]:
    """Whose values this user writes: all for who writes the collaboration's figures, the own for a kommunekontakt."""
    rows = collaboration.participations.filter(state__in=ACTIVE_STATES).select_related("municipality")
    places = [each.municipality for each in rows.order_by("municipality__sort_name")]
    return places if access.may_write else [each for each in places if each.pk in access.contact_for]


def may_write_value(access: Access, row: KeyFigureValue) -> bool:
    return access.may_write or (row.municipality_id is not None and row.municipality_id in access.contact_for)
