"""What the editor's page says beside its fields: which part a button opens, and what somebody else saved meanwhile."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from collaborations.conflicts import Difference
from common.formats import NONE, join_words, number
from finance.case_reading import load_case
from finance.forms import CaseEditor
from finance.lines import LineData
from finance.models import BusinessCase
from finance.vocabulary import Extra

OPEN, CLOSE = "open", "close"


def opened_and_closed(data: QueryDict) -> tuple[str, str]:
    """The part that the pressed button opens, and the one that it closes; empty where it does not."""
    opened, closed = data.get(OPEN, ""), data.get(CLOSE, "")
    return (opened if opened in Extra.values else "", closed if closed in Extra.values else "")


def changed_since(case: BusinessCase | None, data: QueryDict) -> tuple[CaseEditor, list[Difference]]:
    """The page with what was typed, as if the newest draft had been read, and where the two differ."""
    again = data.copy()
    again["version"] = str(case.version)
    editor = CaseEditor(load_case(case), again)
    if not editor.is_valid():
        return editor, []
    saved = {line.pk: line for line in editor.loaded.lines}
    typed = {line.pk: line for line in editor.written.lines if line.pk}
    found = [
        Difference(label=typed[pk].name, saved=_said(saved[pk]), typed=_said(typed[pk]))
        for pk in typed
        if pk in saved and _said(saved[pk]) != _said(typed[pk])
    ]
    gone = [line.name for line in editor.written.lines if not line.pk]
    if added := [line.name for pk, line in saved.items() if pk not in typed]:
        found.append(Difference(_("Linjer"), join_words(added), join_words(gone) if gone else NONE))
    return editor, found


def _said(line: LineData) -> str:
    """A line in one sentence: name and figures by year."""
    figures = [
        f"{code} {year}: {number(figure)}".strip()
        for code, cells in line.amounts.items()
        for year, figure in sorted(cells.items())
    ]
    return ", ".join([line.name, *figures])
