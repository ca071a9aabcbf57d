"""The summary of an approved business case: two to four pages from the JSON that was frozen when it was approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import kroner
from finance.case_pages import shown_content
from finance.models import BusinessCase
from finance.vocabulary import CaseState
from reports.rendering import Paper, html_to_pdf

MOST_IN_ONE_COLUMN = 24  # more municipalities stand side by side in two narrower tables
OTHER_SHARINGS = {
    "equal_difference": gettext_lazy(
        "Deler I ligeligt i stedet for efter nøglen “%(key)s”, står %(best)s %(more)s bedre, "
        "og %(worst)s står %(less)s dårligere."
    ),
    "population_difference": gettext_lazy(
        "Deler I efter indbyggere i stedet for efter nøglen “%(key)s”, står %(best)s %(more)s bedre, "
        "og %(worst)s står %(less)s dårligere."
    ),
}
MOST_LINES = 15  # more are set smaller, with long sources cut short


def case_snapshot(case: BusinessCase) -> dict[str, Any]:
    """What was frozen, with the fingerprint that tells this version from any other."""
    return {**case.snapshot, "sha256": case.sha256, "is_superseded": case.state == CaseState.SUPERSEDED}


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
        "is_long": sum(len(group.lines) for group in shown.groups) > MOST_LINES,
        "other_sharing": _other_sharing(shown.key_difference, snapshot.get("key")),
    }


def _side_by_side(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """In one table, or halved into two where one would be longer than a page."""
    if len(rows) <= MOST_IN_ONE_COLUMN:
        return [list(rows)]
    half = (len(rows) + 1) // 2
    return [list(rows[:half]), list(rows[half:])]


def _other_sharing(rows: Sequence[dict[str, Any]], key: Mapping[str, Any] | None) -> str:
    """Who would gain and lose most if all paid equal parts and not by the key of the case; by inhabitants where that
    key is equal parts. Empty where the case has no key, and where nobody would.
    """
    for name, said in OTHER_SHARINGS.items():
        if key and any(row[name] for row in rows):
            worst, best = (choose(rows, key=itemgetter(name)) for choose in (min, max))
            return said % {
                "key": key["name"],
                "best": best["name"],
                "more": kroner(round(best[name])),
                "worst": worst["name"],
                "less": kroner(round(-worst[name])),
            }
    return ""
