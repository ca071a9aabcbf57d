"""The sheet of a quarter: one page for politicians and management, from the JSON that was frozen for it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from common.formats import NONE, counted, kroner, long_date, one_line, short_date, year_range
from followup.measures import plain
from followup.vocabulary import ToolState
from reports.rendering import Paper, html_to_pdf

MOST_COLLABORATIONS = 8  # what fits on one page; of more the sheet says how many are left out
MOST_FIGURES = 3
MOST_OF_A_TEXT = 90
MOST_OF_A_NAME = 70


def draw_quarter(snapshot: dict[str, Any]) -> Paper:
    """A tagged PDF of one page. The same snapshot gives the same paper next year."""
    template = "quarter_municipality" if snapshot["municipality"] else "quarter"
    html = render_to_string(f"reports/pdf/{template}.html", quarter_context(snapshot))
    title = {"title": _("Kvartalsark")}
    css = [render_to_string(f"reports/pdf/{name}.css", title) for name in ("paper", "quarter")]
    return html_to_pdf(html, css="".join(css))


def quarter_context(snapshot: dict[str, Any]) -> dict[str, Any]:
    parts = [_part(each, snapshot["year"]) for each in snapshot["collaborations"]]
    return {
        "paper": snapshot,
        "data_at": dt.datetime.fromisoformat(snapshot["taken_at"]),
        "parts": parts[:MOST_COLLABORATIONS],
        "left_out": max(0, len(parts) - MOST_COLLABORATIONS),
        "lead": _lead(snapshot),
        "is_quiet": bool(parts) and all(each["is_quiet"] for each in parts),
    }


def _lead(snapshot: dict[str, Any]) -> str:
    """The sentence of the only collaboration, or how many of a municipality's need something."""
    parts = snapshot["collaborations"]
    if not snapshot["municipality"]:
        return parts[0]["conclusion"]["lead"]
    if not parts:
        said = {"name": snapshot["name"], "quarter": snapshot["label"]}
        return _("%(name)s deltager ikke i noget samarbejde, der føres her, i %(quarter)s.") % said
    late = sum(each["conclusion"]["colour"] == "red" for each in parts)
    red = sum(each["is_red"] for each in parts)
    said = {
        "total": counted(len(parts), _("samarbejde"), _("samarbejder")),
        "late": late or NONE.lower(),
        "red": red or NONE.lower(),
        "date": long_date(dt.datetime.fromisoformat(snapshot["taken_at"])),
        "quarter": snapshot["label"],
    }
    text = _("%(total)s. Over frist med opfølgning pr. %(date)s: %(late)s. Med et rødt lys i %(quarter)s: %(red)s.")
    return text % said


def _part(part: dict[str, Any], year: int) -> dict[str, Any]:
    tools = part["tools"]
    return {
        **part,
        "short_name": one_line(part["name"], MOST_OF_A_NAME),
        "money_lines": list(_money_lines(part["money"], year)),
        "areas": [_area(each) for each in part["areas"]],
        "figure_lines": [_figure_line(each) for each in part["figures"][:MOST_FIGURES]],
        "more_figures": max(0, len(part["figures"]) - MOST_FIGURES),
        "figures_reached": sum(each["is_reached"] for each in part["figures"]),
        "tools_known": any(each["state"] for each in tools),
        "tools_ready": sum(each["state"] in (ToolState.READY, ToolState.NOT_RELEVANT) for each in tools),
    }


def _money_lines(money: dict[str, Any], year: int):
    """Label, amount, and what must be said about it."""
    note, years = "", year_range(money["first_year"], money["last_year"]) if money["first_year"] else ""
    if money["is_average"]:
        note = _("gennemsnit af %(years)s") % {"years": years}
    elif years and not money["is_covered"]:
        note = _("kendes for %(years)s") % {"years": years}
    yield _("Bidrag i %(year)d") % {"year": year}, _kroner(money["pays"]), note
    yield _("Gevinst i %(year)d") % {"year": year}, _kroner(money["gain"]), note
    some = 0 < money["granted_by"] < money["payers"]
    known = _("fra %(some)d af %(all)d kommuner") % {"some": money["granted_by"], "all": money["payers"]}
    yield _("Bevilget for %(year)d") % {"year": year}, _kroner(money["granted"]), known if some else ""


def _area(area: dict[str, Any]) -> dict[str, Any]:
    held = area["held"]
    return {
        **area,
        "due_label": short_date(dt.date.fromisoformat(area["due"])) if area["due"] else _("Ikke planlagt"),
        "held": _held(held) if held else None,
    }


def _held(held: dict[str, Any]) -> dict[str, Any]:
    return {
        **held,
        "day": short_date(dt.date.fromisoformat(held["date"])),
        "said": one_line(held["observed"], MOST_OF_A_TEXT),
        "changed": one_line(held["adapted"], MOST_OF_A_TEXT),
    }


def _figure_line(figure: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: plain(Decimal(figure[name]) if figure[name] else None) for name in ("target", "newest")}
    return {**figure, **{f"{name}_label": text for name, text in numbers.items()}}


def _kroner(amount: str | None) -> str:
    return kroner(Decimal(amount) if amount is not None else None)
