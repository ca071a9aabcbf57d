"""Follow-up in a snapshot: what is planned, what was seen, the tools, the first task, and the key figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

from collaborations.models import Collaboration, FirstTask
from followup.areas import Area, areas_of
from followup.deadlines import MONTHS_BETWEEN_EVALUATIONS
from followup.figure_pages import FigureLine, line_of, values_of
from followup.models import FollowUp, KeyFigureValue, ToolEntry
from followup.sentences import conclusion
from followup.tools import ToolRow, tools_of


def followup(collaboration: Collaboration) -> dict[str, Any]:
    """Its part of the snapshot, in a number of queries that does not depend on how much there is."""
    areas = list(areas_of(collaboration).values())
    lead, rest, colour = conclusion(collaboration, areas)
    return {
        "conclusion": {"lead": lead, "rest": rest, "colour": colour or None},
        "months_between_evaluations": MONTHS_BETWEEN_EVALUATIONS,
        "areas": [_area(each) for each in areas],
        "plans": _plans(collaboration),
        "log": [_held(each) for each in collaboration.follow_ups.select_related("recorded_by")],
        "tools": [_tool(each) for each in tools_of(collaboration)],
        "tool_history": _tool_history(collaboration),
        "first_tasks": [_task(each) for each in collaboration.first_tasks.select_related("named_by")],
        "key_figures": _key_figures(collaboration),
    }


def _area(area: Area) -> dict:
    return {
        "subject": str(area.subject),
        "subject_label": area.label,
        "due": _day(area.due),
        "is_overdue": area.is_overdue,
        "responsible": area.responsible,
        "last": _held(area.last) if area.last else None,
    }


def _plans(collaboration: Collaboration) -> list[dict]:
    return [
        {
            "subject": each.subject,
            "next_date": _day(each.next_date),
            "responsible": each.responsible,
            "recorded_by": _person(each.recorded_by),
            "recorded_at": each.recorded_at.isoformat(),
        }
        for each in collaboration.follow_up_plans.select_related("recorded_by")
    ]


def _held(row: FollowUp) -> dict:
    return {
        "subject": row.subject,
        "subject_label": row.get_subject_display(),
        "date": _day(row.date),
        "observed": row.observed,
        "light": row.light,
        "light_label": row.get_light_display(),
        "reason": row.reason,
        "adapted": row.adapted,
        "adapted_why": row.why,
        "next_date": _day(row.next_date),
    }


def _tool(row: ToolRow) -> dict:
    return {
        "tool": str(row.tool),
        "tool_label": row.label,
        "state": row.entry.state if row.entry else None,
        "state_label": row.state_label,
        "reason": row.entry.reason if row.entry else "",
        "date": _day(row.entry.date) if row.entry else None,
        "paper": row.paper.label if row.paper else "",
    }


def _tool_history(collaboration: Collaboration) -> list[dict]:
    rows = collaboration.tool_entries.select_related("recorded_by", "document")
    return [_entry(each) for each in rows]


def _entry(entry: ToolEntry) -> dict:
    return {
        "tool": entry.tool,
        "state": entry.state,
        "reason": entry.reason,
        "date": _day(entry.date),
        "link": entry.link,
        "document": entry.document.title if entry.document else "",
        "recorded_by": _person(entry.recorded_by),
        "recorded_at": entry.recorded_at.isoformat(),
    }


def _task(task: FirstTask) -> dict:
    return {
        "title": task.title,
        "responsible": task.responsible,
        "date": _day(task.date),
        "named_by": _person(task.named_by),
        "named_at": task.named_at.isoformat(),
    }


def _key_figures(collaboration: Collaboration) -> list[dict]:
    figures = list(collaboration.follow_up_figures.all())
    rows: dict[int, list[KeyFigureValue]] = {}
    for row in values_of(figures):
        rows.setdefault(row.figure_id, []).append(row)
    return [_key_figure(line_of(each, rows.get(each.pk, [])), rows.get(each.pk, [])) for each in figures]


def _key_figure(line: FigureLine, rows: list[KeyFigureValue]) -> dict:
    figure, holding = line.figure, {each.pk for each in line.cells.values()}
    return {
        "name": figure.name,
        "definition": figure.definition,
        "reason": figure.reason,
        "unit": figure.unit,
        "baseline": _number(figure.baseline),
        "target": _number(figure.target),
        "period": figure.period,
        "standing": line.standing,
        "is_reached": line.is_reached,
        "values": [
            {
                "municipality": each.municipality.name if each.municipality else None,
                "code": each.municipality.code if each.municipality else None,
                "period": each.period,
                "date": _day(each.date),
                "value": _number(each.value),
                "holds": each.pk in holding,
                "source": each.source,
                "recorded_by": _person(each.recorded_by),
                "recorded_at": each.recorded_at.isoformat(),
            }
            for each in rows
        ],
    }


def _number(value) -> str | None:
    return None if value is None else f"{value:f}"


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _person(user) -> str:
    return str(user) if user else ""
