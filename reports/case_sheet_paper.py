"""The case sheet: a case of the catalogue on two pages of paper, from the document that was published."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.document import read_document
from cases.pages import Names, show_case
from reports.rendering import Paper, html_to_pdf

MOST_OF_A_LIST = 6  # what fits on two pages; of more the sheet says that the page has the rest


def draw_case_sheet(snapshot: dict[str, Any]) -> Paper:
    """A tagged PDF. The same snapshot gives the same paper next year."""
    html = render_to_string("reports/pdf/case_sheet.html", sheet_context(snapshot))
    title = {"title": _("Caseark")}
    css = [render_to_string(f"reports/pdf/{name}.css", title) for name in ("paper", "case_sheet")]
    return html_to_pdf(html, css="".join(css))


def sheet_context(snapshot: dict[str, Any]) -> dict[str, Any]:
    content = read_document(snapshot["document"])
    shown = show_case(content, Names(**snapshot["names"]))
    lists = (content.advice, content.challenges, *(gains for _label, gains in shown.gains))
    return {
        "paper": snapshot,
        # Sheets drawn before the whole address was kept name the page alone.
        "address": snapshot.get("address") or reverse("cases:case", args=[snapshot["slug"]]),
        "shown": shown,
        "content": content,
        "lists": [
            (_("Gode råd"), [each.text for each in content.advice[:MOST_OF_A_LIST]]),
            (_("Udfordringer"), [each.text for each in content.challenges[:MOST_OF_A_LIST]]),
        ],
        "gains": [(label, gains[:MOST_OF_A_LIST]) for label, gains in shown.gains],
        "is_cut": any(len(each) > MOST_OF_A_LIST for each in lists),
    }
