"""What stands on the editor's page, read from what was sent alone: row by row, with what the page calls each field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from common.formats import number
from finance.amounts import NotAnAmount, read_amount
from finance.forms.cases import DetailsForm, GainForm, RiskForm
from finance.forms.fields import AmountField
from finance.forms.lines import ESTIMATES, LIKELY, LineForm
from finance.forms.sent import CELL, GAINS, LINES, PRICES, RISKS, rows_sent
from finance.lines import KRONER
from finance.models.cases import ALTERNATIVE
from finance.services.cases import DETAILS

FORMS = {LINES: LineForm, GAINS: GainForm, RISKS: RiskForm}
CALLED = ("name", "text")  # the field that a row is called by
NOT_SAID = {LINES: ("line", "kind", "scenario", "DELETE"), GAINS: ("id", "DELETE"), RISKS: ("id", "DELETE")}
RISE = re.compile(rf"{PRICES}-(?:p(?P<year>\d{{4}})|source)")
RowKey = tuple[str, str]
DETAIL, SECOND_LINES = "detail", f"{LINES} {ALTERNATIVE}"


@dataclass
class Row:
    """A field of the draft or a row of a table. `parts` are (what it is called, what was written) by field's name."""

    name: str
    part: str  # of the page
    pk: str = ""
    is_removed: bool = False
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def text(self, *, only: set[str] | None = None) -> str:
        """`2027: 111, 2028: 222`. What a row or a field is called by stands alone."""
        said = [part for name, part in self.parts.items() if only is None or name in only]
        return ", ".join(f"{label}: {text}" if label else text for label, text in said if text)


def read_typed(data: QueryDict | Mapping[str, str], keys: Mapping[str, str]) -> dict[RowKey, Row]:
    """All but the empty rows at the end of each table, in the order of the page. `keys` are their names by id."""
    found: dict[RowKey, Row] = {}
    for name in DETAILS:
        if name in data:
            asked = DetailsForm.base_fields[name]
            text = keys.get(data[name], "") if name == "key" else _said(asked, data[name])
            found[DETAIL, name] = Row(str(asked.label), DETAIL, parts={name: ("", text)})
    for (prefix, place), fields in _by_row(data).items():
        row = _row(prefix, fields)
        if row.pk or row.text():
            found[prefix, row.pk or f"ny {place}"] = row
    for name in data:
        if rise := RISE.fullmatch(name):
            called = _("Pris- og lønudvikling, %(what)s") % {"what": rise["year"] or _("kilde")}
            text = _said(None, data[name]) if rise["year"] else data[name].strip()
            found[PRICES, name] = Row(called, PRICES, parts={name: ("", text)})
    return found


def _by_row(data) -> dict[tuple[str, int], dict[str, str]]:
    found: dict[tuple[str, int], dict[str, str]] = {}
    for prefix, place, name, text in rows_sent(data):
        found.setdefault((prefix, place), {})[name] = text
    return found


def _row(prefix: str, fields: Mapping[str, str]) -> Row:
    called = next((fields[name].strip() for name in CALLED if fields.get(name)), "")
    is_second = prefix == LINES and fields.get("scenario") == str(ALTERNATIVE)
    if is_second:
        called = _("%(line)s, det andet scenarie") % {"line": called}
    asked = FORMS[prefix].base_fields
    parts = {
        name: (_label(name, asked.get(name)), "" if text == KRONER else _said(asked.get(name), text))
        for name, text in fields.items()
        if name not in NOT_SAID[prefix]
    }
    pk = fields.get("line" if prefix == LINES else "id", "")
    return Row(called, SECOND_LINES if is_second else prefix, pk, bool(fields.get("DELETE")), parts)


def _label(name: str, asked: forms.Field | None) -> str:
    if name in CALLED:
        return ""
    if cell := CELL.fullmatch(name):
        estimate = cell["estimate"]
        return cell["year"] if estimate == LIKELY else f"{cell['year']}, {str(ESTIMATES[estimate]).lower()}"
    return str(asked.label) if asked else name


def _said(asked: forms.Field | None, text: str) -> str:
    """As the page would show it again: what means the same is written the same. A field without a form is a cell."""
    text = text.replace("\r\n", "\n").strip()
    if text and isinstance(asked, forms.ChoiceField) and not isinstance(asked, forms.ModelChoiceField):
        return str(dict(asked.choices).get(text, text))
    if asked is None or isinstance(asked, AmountField | forms.DecimalField):
        try:
            return number(read_amount(text))
        except NotAnAmount:
            return text
    return text
