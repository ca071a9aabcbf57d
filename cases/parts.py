"""The parts of a case's document as its editors see them: what each is called, and what a part says in words.

A path is the name of a field, or two names where the field is one of governance or financing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.document import CaseDocument
from cases.pages import Names
from cases.vocabulary import FigureRole, GainType, KeyType, Kind, Organisation
from common.formats import join_words


@dataclass(frozen=True)
class Part:
    path: str
    label: str | Promise

    @property
    def name(self) -> str:
        """Of the field or the list of rows in the editor."""
        return self.path.replace(".", "_")


PARTS = tuple(
    Part(path, label)
    for path, label in (
        ("title", gettext_lazy("Titel")),
        ("essence", gettext_lazy("I én sætning")),
        ("summary", gettext_lazy("Resumé")),
        ("aliases", gettext_lazy("Andre navne")),
        ("kind", gettext_lazy("Slags")),
        ("kind_note", gettext_lazy("Note om slags")),
        ("model", gettext_lazy("Formål")),
        ("model_note", gettext_lazy("Note om formål")),
        ("organisation", gettext_lazy("Organisering")),
        ("organisation_note", gettext_lazy("Note om organisering")),
        ("established", gettext_lazy("Etableret")),
        ("established_note", gettext_lazy("Note om etablering")),
        ("municipalities", gettext_lazy("Kommuner")),
        ("municipalities_note", gettext_lazy("Note om kommuner")),
        ("other_parties", gettext_lazy("Andre parter")),
        ("party_counts", gettext_lazy("Antal parter")),
        ("populations", gettext_lazy("Indbyggere")),
        ("topics", gettext_lazy("Emner")),
        ("subjects", gettext_lazy("Fagområder med egne ord")),
        ("background", gettext_lazy("Baggrund")),
        ("areas", gettext_lazy("Opgaver")),
        ("gains", gettext_lazy("Gevinster")),
        ("governance.commitment", gettext_lazy("Forpligtelse")),
        ("governance.politics", gettext_lazy("Politisk inddragelse")),
        ("governance.plans", gettext_lazy("Planer for styringen")),
        ("governance.arrangements", gettext_lazy("Organer og roller")),
        ("financing.summary", gettext_lazy("Finansiering")),
        ("financing.keys", gettext_lazy("Fordelingsnøgler")),
        ("preconditions", gettext_lazy("Forudsætninger")),
        ("challenges", gettext_lazy("Udfordringer")),
        ("lessons", gettext_lazy("Erfaringer fra processen")),
        ("advice", gettext_lazy("Gode råd")),
        ("outlook", gettext_lazy("Udsigter")),
        ("timeline", gettext_lazy("Forløb")),
        ("figures", gettext_lazy("Tal")),
        ("disagreements", gettext_lazy("Uenighed mellem kilderne")),
        ("law_notes", gettext_lazy("Noter om loven")),
        ("sources", gettext_lazy("Kilder")),
    )
)
LABELS = {part.path: part.label for part in PARTS}

# Fields of rows, in words. The first of a row needs none: it is what the row is about.
ROW_LABELS = {
    "text": gettext_lazy("Tekst"),
    "title": gettext_lazy("Titel"),
    "label": gettext_lazy("Hvad tallet viser"),
    "count": gettext_lazy("Antal"),
    "value": gettext_lazy("Værdi"),
    "unit": gettext_lazy("Enhed"),
    "year": gettext_lazy("År"),
    "period": gettext_lazy("Periode"),
    "note": gettext_lazy("Note"),
    "source": gettext_lazy("Kilde"),
    "type": gettext_lazy("Type"),
    "beneficiary": gettext_lazy("Hvem gavner det"),
    "phases": gettext_lazy("Faser"),
    "topics": gettext_lazy("Ord"),
    "applies_to": gettext_lazy("Gælder"),
    "role": gettext_lazy("Forventet eller faktisk"),
    "measure": gettext_lazy("Måler det samme som"),
    "approximate": gettext_lazy("Cirka"),
    "date": gettext_lazy("Hvornår"),
    "topic": gettext_lazy("Om"),
    "treatment": gettext_lazy("Sådan viser vi det"),
    "place": gettext_lazy("Sted"),
    "url": gettext_lazy("Adresse"),
    "checked": gettext_lazy("Senest kontrolleret"),
}
_CHOICES = {"kind": Kind, "organisation": Organisation}
_ROW_CHOICES = {"gains": GainType, "financing.keys": KeyType, "figures": FigureRole}


def part_of(document: CaseDocument, path: str) -> Any:
    found: Any = document
    for name in path.split("."):
        found = getattr(found, name)
    return found


def with_parts(document: CaseDocument, values: Mapping[str, Any]) -> CaseDocument:
    """The document with other values at these paths."""
    for path, value in values.items():
        first, _dot, second = path.partition(".")
        value = replace(getattr(document, first), **{second: value}) if second else value
        document = replace(document, **{first: value})
    return document


def said(document: CaseDocument, path: str, names: Names) -> tuple[str, ...]:
    """What a part says, a line for each thing in a list; none where it says nothing."""
    value = part_of(document, path)
    if isinstance(value, tuple):
        lines = [_row(path, each, names) for each in value]
        return tuple(sorted(lines) if path in ("municipalities", "topics") else lines)
    return (_word(path, value, names),) if value else ()


def _word(path: str, value: str, names: Names) -> str:
    if path == "model":
        return names.models.get(value, value)
    return _label(_CHOICES[path], value) if path in _CHOICES else str(value)


def _label(choices, value: str) -> str:
    return str(dict(choices.choices).get(value, value))


def _row(path: str, row: Any, names: Names) -> str:
    if not is_dataclass(row):
        called = {"municipalities": names.municipalities, "topics": names.topics}.get(path, {})
        return called.get(row, row)
    told = []
    for number, field in enumerate(fields(row)):
        value = getattr(row, field.name)
        if value in ("", None, (), False):
            continue
        shown = _shown(path, field.name, value)
        told.append(shown if number == 0 else f"{ROW_LABELS[field.name]}: {shown}")
    return "; ".join(told)


def _shown(path: str, name: str, value: Any) -> str:
    if path in _ROW_CHOICES and name in ("type", "role"):
        return _label(_ROW_CHOICES[path], value)
    if value is True:
        return _("Ja")
    return join_words(str(each) for each in value) if isinstance(value, tuple) else str(value)
