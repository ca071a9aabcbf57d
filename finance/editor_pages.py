"""What the editor's page says beside its fields: which button was pressed, and what somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from django.forms import BaseForm
from django.http import QueryDict
from django.utils.translation import gettext as _

from collaborations.conflicts import Difference
from collaborations.models import Collaboration
from common.formats import known
from finance.case_reading import load_case
from finance.forms import CaseEditor
from finance.forms.sent import GAINS, LINES, RISKS
from finance.models import BusinessCase
from finance.typed import SECOND_LINES, Row, RowKey, read_typed
from finance.vocabulary import Approach, Extra

OPEN, CLOSE, SWITCH = "open", "close", "switch"
BUTTONS = {OPEN: Extra.values, CLOSE: Extra.values, SWITCH: Approach.values}


def pressed(data: QueryDict) -> tuple[str, str]:
    """The button that does more than save, and what it does that to; both are empty where none was pressed."""
    return next(((name, data[name]) for name, values in BUTTONS.items() if data.get(name) in values), ("", ""))


def typed_rows(collaboration: Collaboration, data: QueryDict) -> list[Row]:
    """All that was written on the page, for somebody whose draft is gone."""
    return [row for row in read_typed(data, _keys(collaboration)).values() if row.text()]


def changed_since(case: BusinessCase, data: QueryDict) -> tuple[CaseEditor, list[Difference]]:
    """The page with what was typed, as if the newest draft had been read, and where the two differ.

    What the page had no field for is as it is saved. Where what was typed does not fit the newest draft, the version
    stays as it was, so that the two are compared again once it does.
    """
    loaded, keys = load_case(case), _keys(case.collaboration)
    sent = CaseEditor(loaded, data)
    newest = {
        name: text for form in _forms(CaseEditor(loaded, years=sent.years)) for name, text in _begun(form).items()
    }
    found = list(_differences(read_typed(newest, keys), read_typed(data, keys), _parts(case)))
    again = sent.data.copy()
    for form in _forms(sent):
        if form.is_bound:
            again.update({name: text for name, text in _begun(form).items() if name not in again})
    editor = CaseEditor(loaded, again)
    if editor.is_valid():
        editor.data["version"] = str(case.version)
    return editor, found


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


def _parts(case: BusinessCase) -> set[str]:
    """Where a new row can be written."""
    if case.is_in_words:
        return {GAINS}
    extras = {RISKS: Extra.RISKS, SECOND_LINES: Extra.SCENARIO}
    return {LINES, GAINS, *(part for part, extra in extras.items() if case.has(extra))}


def _forms(editor: CaseEditor) -> Iterator[BaseForm]:
    yield from editor.plain
    for each in editor.sets:
        yield from each.forms


def _begun(form: BaseForm) -> dict[str, str]:
    """What a browser sends for the form when nobody touches it."""
    found = {
        form.add_prefix(name): field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
        if name != "DELETE"
    }
    return {name: "" if value is None else str(value) for name, value in found.items()}


def _keys(collaboration: Collaboration) -> dict[str, str]:
    return {str(pk): name for pk, name in collaboration.keys.values_list("pk", "name")}
