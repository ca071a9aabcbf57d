"""What the sheet of a quarter is made from: economy, quality and form of cooperation, with dates and roles, as JSON.

The same parts for one collaboration and for all of a municipality's; the number of queries does not depend on how many.
Participants, lights, figures and tools are those of the quarter. What comes next, who answers for it and the amounts
are as of the moment at which the data are taken, and the paper says so.
Amounts are decimal text, days ISO dates, and what is not known is null.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from collaborations.models import Collaboration, FirstTask, Participation, ParticipationState
from finance.settled import Grant, load_grants, standing
from finance.yearly import Yearly, load_yearly
from followup.areas import Area, load_areas
from followup.deadlines import MONTHS_BETWEEN_EVALUATIONS
from followup.figure_pages import FigureLine, lines_of
from followup.models import FollowUp, KeyFigure, KeyFigureValue, Plan, ToolEntry
from followup.sentences import conclusion
from followup.tools import newest_entries
from followup.vocabulary import Subject, Tool
from municipalities.models import Municipality
from reports.documents import one_moment
from reports.quarters import Quarter

NOTHING = Decimal(0)


def frozen_quarter(collaboration_pk: int, first: dt.date) -> dict[str, Any]:
    """As of one moment, like every snapshot."""
    with one_moment():
        return quarter_snapshot(Collaboration.objects.get(pk=collaboration_pk), first)


def frozen_municipality(municipality: Municipality, first: dt.date) -> dict[str, Any]:
    with one_moment():
        return municipality_snapshot(municipality, first)


def quarter_snapshot(collaboration: Collaboration, first: dt.date) -> dict[str, Any]:
    """Of one collaboration, with what all its municipalities pay and gain together."""
    quarter = Quarter.of(first)
    rows = Participation.objects.filter(collaboration=collaboration).select_related("municipality")
    places = {each.municipality_id: each.municipality.code for each in _participants(rows, quarter)}
    return {
        **_head(quarter),
        "name": collaboration.name,
        "municipality": None,
        "is_example": collaboration.is_example,
        "collaborations": _parts([collaboration], quarter, places),
    }


def municipality_snapshot(municipality: Municipality, first: dt.date) -> dict[str, Any]:
    """Of all that a municipality takes part in, with what it pays and gains itself; late and red ones first.

    Nobody follows up here on what is known from a published source: such are only counted, in `from_sources`.
    """
    quarter = Quarter.of(first)
    rows = Participation.objects.filter(municipality=municipality).select_related("collaboration")
    takes_part = [each.collaboration for each in _participants(rows.order_by("collaboration__sort_name"), quarter)]
    own = [each for each in takes_part if not each.is_from_source]
    parts = _parts(own, quarter, {municipality.pk: municipality.code})
    return {
        **_head(quarter),
        "name": municipality.full_name,
        "municipality": municipality.code,
        "is_example": any(each["is_example"] for each in parts),
        "from_sources": len(takes_part) - len(own),
        "collaborations": sorted(parts, key=lambda part: (part["conclusion"]["colour"] != "red", not part["is_red"])),
    }


def _participants(rows: QuerySet[Participation], quarter: Quarter) -> list[Participation]:
    """Who took part on the last day of the quarter; while it runs, today."""
    day = min(quarter.last, timezone.localdate())
    return [each for each in rows.prefetch_related("changes") if each.state_on(day) == ParticipationState.PARTICIPANT]


def _head(quarter: Quarter) -> dict[str, Any]:
    return {
        "taken_at": timezone.now().isoformat(),
        "year": quarter.year,
        "quarter": quarter.number,
        "label": quarter.label,
        "first": quarter.first.isoformat(),
        "last": quarter.last.isoformat(),
        "months_between_evaluations": MONTHS_BETWEEN_EVALUATIONS,
    }


def _parts(collaborations: Iterable[Collaboration], quarter: Quarter, places: Mapping[int, str]) -> list[dict]:
    rows = list(collaborations)
    ids = [each.pk for each in rows]
    figures, tools = lines_of(ids, until=quarter.last), newest_entries(ids, until=quarter.last)
    money, grants = load_yearly(ids, list(places.values())), load_grants(Q(collaboration__in=ids))
    areas, written = _areas(rows, quarter), _written(ids, quarter)
    return [
        {
            **_about(each),
            **_conclusion(each, areas[each.pk], quarter),
            "money": _money(money.get(each.pk), grants.get(each.pk, {}), places, quarter.year),
            "areas": [_area(area) for area in areas[each.pk]],
            "figures": [_figure(line) for line in figures.get(each.pk, [])],
            "tools": [_tool(tool, tools.get((each.pk, str(tool)))) for tool in Tool],
            "is_quiet": each.pk not in written and not any(area.last for area in areas[each.pk]),
        }
        for each in rows
    ]


def _about(collaboration: Collaboration) -> dict[str, Any]:
    return {
        "collaboration": collaboration.pk,
        "name": collaboration.name,
        "is_example": collaboration.is_example,
    }


def _conclusion(collaboration: Collaboration, areas: Collection[Area], quarter: Quarter) -> dict[str, Any]:
    lead, rest, colour = conclusion(collaboration, areas, period=quarter.label)
    return {
        "conclusion": {"lead": lead, "rest": rest, "colour": colour or None},
        "is_red": any(each.is_red for each in areas),
    }


def _money(
    yearly: Yearly | None, grants: Mapping[int, tuple[Grant, ...]], places: Mapping[int, str], year: int
) -> dict[str, Any]:
    """What these municipalities pay and gain in the year, and what their councils have granted for it."""
    pays = gain = None
    is_covered = yearly is not None and yearly.first_year <= year <= yearly.last_year
    is_average = is_covered and year not in yearly.by_year and yearly.first_year < yearly.last_year
    if is_covered:
        pays, gain = yearly.by_year.get(year, (yearly.pays, yearly.gain))
    granted = [amount for pk in places if (amount := standing(grants.get(pk, ())).get(year)) is not None]
    return {
        "pays": _amount(pays),
        "gain": _amount(gain),
        "is_average": is_average,
        "is_covered": is_covered,
        "first_year": yearly.first_year if yearly else None,
        "last_year": yearly.last_year if yearly else None,
        "granted": _amount(sum(granted, NOTHING)) if granted else None,
        "granted_by": len(granted),
        "payers": len(places),
    }


def _areas(rows: list[Collaboration], quarter: Quarter) -> dict[int, list[Area]]:
    """By collaboration: what comes next as it is planned now, and as the last one held the last of the quarter."""
    held = _held([each.pk for each in rows], quarter)
    return {
        pk: [replace(area, last=held.get((pk, str(subject)))) for subject, area in areas.items()]
        for pk, areas in load_areas(rows).items()
    }


def _area(area: Area) -> dict[str, Any]:
    held = area.last
    return {
        "subject": str(area.subject),
        "label": area.label,
        "due": area.due.isoformat() if area.due else None,
        "is_overdue": area.is_overdue,
        "responsible": area.responsible,
        "is_evaluation": area.subject == Subject.EVALUATION,
        "held": {
            "date": held.date.isoformat(),
            "light": held.light,
            "light_label": held.get_light_display(),
            "reason": held.reason,
            "observed": held.observed,
            "adapted": held.adapted,
        }
        if held
        else None,
    }


def _figure(line: FigureLine) -> dict[str, Any]:
    return {
        "name": line.figure.name,
        "unit": line.figure.unit,
        "target": _amount(line.figure.target),
        "newest": _amount(line.newest[1]) if line.newest else None,
        "period": line.newest[0] if line.newest else "",
        "standing": line.standing,
        "is_reached": line.is_reached,
    }


def _tool(tool: Tool, entry: ToolEntry | None) -> dict[str, Any]:
    return {
        "label": str(tool.label),
        "state": entry.state if entry else None,
        "state_label": entry.get_state_display() if entry else None,
    }


def _held(ids: Collection[int], quarter: Quarter) -> dict[tuple[int, str], FollowUp]:
    """By collaboration and subject the last of the quarter."""
    rows = FollowUp.objects.filter(collaboration__in=ids, date__range=(quarter.first, quarter.last))
    return {(each.collaboration_id, each.subject): each for each in rows.order_by("date", "pk")}


def _written(ids: Collection[int], quarter: Quarter) -> set[int]:
    """Those about whose follow-up something was written in the quarter, or that has a figure or a tool from it."""
    days, mine = (quarter.first, quarter.last), {"collaboration__in": ids}
    recorded, dated = Q(recorded_at__date__range=days), Q(date__range=days)
    values = KeyFigureValue.objects.filter(recorded | dated, figure__collaboration__in=ids)
    others = [
        Plan.objects.filter(recorded, **mine),
        FollowUp.objects.filter(recorded, **mine),
        ToolEntry.objects.filter(recorded | dated, **mine),
        KeyFigure.objects.filter(defined_at__date__range=days, **mine),
        FirstTask.objects.filter(named_at__date__range=days, **mine),
    ]
    found = values.order_by().values_list("figure__collaboration")
    return {pk for (pk,) in found.union(*(each.order_by().values_list("collaboration") for each in others))}


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
