"""The summary of an approved business case: two to four pages from the JSON that was frozen when it was approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from common.formats import kroner
from finance.case_pages import shown_content
from finance.models import BusinessCase
from reports.rendering import Paper, html_to_pdf

MOST_IN_ONE_COLUMN = 24  # more municipalities stand side by side in two narrower tables


def case_snapshot(case: BusinessCase) -> dict[str, Any]:
    """What was frozen, with the fingerprint that tells this version from any other."""
    return {**case.snapshot, "sha256": case.sha256}


def draw_case(snapshot: dict[str, Any]) -> Paper:
    """The summary as a tagged PDF. The same snapshot gives the same paper next year."""
    html = render_to_string("reports/pdf/case.html", case_context(snapshot))
    title = _("Business case-resumé")
    css = [render_to_string(f"reports/pdf/{name}.css", {"title": title}) for name in ("paper", "case")]
    return html_to_pdf(html, css="".join(css))


def case_context(snapshot: dict[str, Any]) -> dict[str, Any]:
    shown = shown_content(snapshot)
    return {
        "paper": snapshot,
        "shown": shown,
        "approved_on": dt.date.fromisoformat(snapshot["approved_on"]) if snapshot["approved_on"] else None,
        "municipalities": _side_by_side(shown.municipalities),
        "other_sharing": _other_sharing(shown.key_difference),
    }


def _side_by_side(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """In one table, or halved into two where one would be longer than a page."""
    if len(rows) <= MOST_IN_ONE_COLUMN:
        return [list(rows)]
    half = (len(rows) + 1) // 2
    return [list(rows[:half]), list(rows[half:])]


def _other_sharing(rows: Sequence[dict[str, Any]]) -> str:
    """Who would gain and lose most if all paid equal parts and not by inhabitants. Empty where nobody would."""
    if not any(row["difference"] for row in rows):
        return ""
    worst, best = min(rows, key=_difference), max(rows, key=_difference)
    return _(
        "Deler I ligeligt i stedet for efter indbyggere, står %(best)s %(more)s bedre, "
        "og %(worst)s står %(less)s dårligere."
    ) % {
        "best": best["name"],
        "more": kroner(round(best["difference"])),
        "worst": worst["name"],
        "less": kroner(round(-worst["difference"])),
    }


def _difference(row: dict[str, Any]) -> Any:
    return row["difference"]
