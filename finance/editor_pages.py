"""What the editor's page says beside its fields: which button was pressed, and what somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _

from collaborations.conflicts import Difference
from collaborations.models import Collaboration
from common.formats import known
from finance.case_reading import load_case
from finance.forms import CaseEditor
from finance.forms.sent import GAINS, LINES, RISKS, begun, followed
from finance.models import BusinessCase
from finance.typed import SECOND_LINES, Row, RowKey, read_typed
from finance.vocabulary import Approach, Extra

OPEN, CLOSE, SWITCH = "open", "close", "switch"
BUTTONS = {OPEN: Extra.values, CLOSE: Extra.values, SWITCH: Approach.values}


def pressed(data: QueryDict) -> tuple[str, str]:
    """The button that does more than save, and what it does that to; both are empty where none was pressed."""
    return next(((name, data[name]) for name, values in BUTTONS.items() if data.get(name) in values), ("", ""))


def line_pressed(data: QueryDict) -> int | None:
    """The line whose figures for each municipality somebody goes on to."""
    asked = data.get("own", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None


def typed_rows(collaboration: Collaboration, data: QueryDict) -> list[Row]:
    """All that was written on the page, for somebody whose draft is gone."""
    return [row for row in read_typed(data, _keys(collaboration)).values() if row.text()]


def changed_since(case: BusinessCase, data: QueryDict) -> tuple[CaseEditor, list[Difference]]:
    """The page with what was typed, as if the newest draft had been read, and where the two differ.

    What the page had no field for, and what this user had not touched, is as it is saved. Where what was typed does not
    fit the newest draft, the version stays as it was, so that the two are compared again once it does.
    """
    loaded, keys = load_case(case), _keys(case.collaboration)
    years = CaseEditor(loaded, data).years
    newest = CaseEditor(loaded, years=years)
    saved = {name: text for form in newest.all_forms for name, text in begun(form).items()}
    kept = followed(data, saved)
    rows = [read_typed(each, keys) for each in (saved, kept, data)]
    found = [*_differences(rows[0], rows[1], _parts(case)), *_followed(*rows)]
    again = _filled(CaseEditor(loaded, kept))
    again["seen"] = newest.seen
    editor = CaseEditor(loaded, again)
    if editor.is_valid():
        editor.data["version"] = str(case.version)
    return editor, found


def _filled(editor: CaseEditor) -> QueryDict:
    found = editor.data.copy()
    for form in editor.all_forms:
        if form.is_bound:
            found.update({name: text for name, text in begun(form).items() if name not in found})
    return found


def _differences(saved: dict[RowKey, Row], typed: dict[RowKey, Row], parts: set[str]) -> Iterator[Difference]:
    for key, mine in typed.items():
        theirs = saved.get(key)
        if theirs is not None and mine.is_removed:
            yield Difference(theirs.name, theirs.text(), _("Bliver slettet, når du gemmer."))
        elif theirs is not None:
            unlike = {name for name, said in mine.parts.items() if said[1] != theirs.parts.get(name, ("", ""))[1]}
            if unlike:
                yield Difference(theirs.name, known(theirs.text(only=unlike)), known(mine.text(only=unlike)))
        elif (mine.pk or mine.part not in parts) and mine.text():
            yield Difference(mine.name, _("Står ikke på siden mere."), mine.text())
    for key, theirs in saved.items():
        if theirs.pk and key not in typed:
            yield Difference(theirs.name, theirs.text(), _("Stod ikke på din side. Det bliver stående."))


def _followed(saved: dict[RowKey, Row], kept: dict[RowKey, Row], typed: dict[RowKey, Row]) -> Iterator[Difference]:
    """What somebody else changed and this user had not touched: the page has it now."""
    for key, mine in typed.items():
        if key in saved and key in kept and not mine.is_removed:
            new = {name for name, said in mine.parts.items() if said[1] != kept[key].parts[name][1]}
            if new:
                untouched = _("Du har ikke rettet det. Det, der er gemt, står i feltet nu.")
                yield Difference(saved[key].name, known(saved[key].text(only=new)), untouched)
        elif mine.pk and key not in kept:
            yield Difference(mine.name, _("Står ikke på siden mere."), _("Du har ikke rettet det."))


def _parts(case: BusinessCase) -> set[str]:
    """Where a new row can be written."""
    if case.is_in_words:
        return {GAINS}
    extras = {RISKS: Extra.RISKS, SECOND_LINES: Extra.SCENARIO}
    return {LINES, GAINS, *(part for part, extra in extras.items() if case.has(extra))}


def _keys(collaboration: Collaboration) -> dict[str, str]:
    return {str(pk): name for pk, name in collaboration.keys.values_list("pk", "name")}
