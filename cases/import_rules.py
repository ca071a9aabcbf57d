"""What a case of a file may say: no more, and nothing else, than an editor could have typed. Nothing is saved here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from django import forms
from django.utils.translation import gettext as _

from cases.document import CaseDocument
from cases.forms.editor import PlainForm
from cases.forms.fields import PHASES
from cases.forms.rows import MAX_ROWS, ROW_SETS
from cases.pages import Names
from cases.parts import LABELS, PARTS, ROW_LABELS, part_of
from cases.quality import texts
from cases.vocabulary import FigureRole, GainType, KeyType, Kind, Organisation

# The same bounds as the editor's form.
MOST_PARTIES, MOST_INHABITANTS = 2000, 10_000_000
FIRST_YEAR, LAST_YEAR = 1800, 2100
YEARS_IN = ("party_counts", "populations", "figures", "sources")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def misshapen(data: Any, row: type, place: str = "") -> Iterator[str]:
    """What the reading of a document would take for something else: a list for a text, “nej” for True, bytes."""
    hints = get_type_hints(row)
    for field in fields(row):
        hint, value, where = hints[field.name], data.get(field.name), f"{place}{field.name}"
        if value is None:
            continue
        if get_origin(hint) is tuple:
            inner = get_args(hint)[0]
            if not isinstance(value, list):
                yield _("%s skal være en liste.") % where
            elif is_dataclass(inner):
                for number, each in enumerate(value):
                    yield from _misshapen_row(each, inner, f"{where}[{number}]")
            elif not all(_is_plain(each) for each in value):
                yield _("%s skal være en liste af tekster.") % where
        elif is_dataclass(hint):
            yield from _misshapen_row(value, hint, where)
        elif hint is bool:
            if not isinstance(value, bool):
                yield _("%s skal være true eller false.") % where
        elif not _is_plain(value):
            yield _("%s skal være en tekst eller et tal.") % where


def _misshapen_row(value: Any, row: type, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from misshapen(value, row, f"{where}.")
    else:
        yield _("%s skal have felter.") % where


def _is_plain(value: Any) -> bool:
    """A text or a number. YAML makes True of an unquoted yes, and it can hold bytes."""
    return isinstance(value, str | int) and not isinstance(value, bool)


def faults_of(document: CaseDocument, names: Names) -> Iterator[str]:
    """Words of the vocabulary that are none, and texts that no editor could have typed."""
    wanted = [
        ("kind", [document.kind], Kind.values),
        ("model", [document.model], ["", *names.models]),
        ("organisation", [document.organisation], ["", *Organisation.values]),
        ("municipalities", document.municipalities, names.municipalities),
        ("topics", document.topics, names.topics),
        ("gains", [each.type for each in document.gains], GainType.values),
        ("financing.keys", [each.type for each in document.financing.keys], KeyType.values),
        ("figures", [each.role for each in document.figures], ["", *FigureRole.values]),
    ]
    for lessons in ("preconditions", "challenges", "lessons", "advice"):
        phases = [phase for each in getattr(document, lessons) for phase in each.phases]
        wanted.append((lessons, phases, PHASES))
    for path, values, allowed in wanted:
        for value in dict.fromkeys(each for each in values if each not in allowed):
            yield _("%(part)s: “%(value)s” kendes ikke.") % {"part": LABELS[path], "value": str(value)[:60]}
    yield from _numbers_out_of_range(document)
    if any(_CONTROL.search(text) for _path, _anchor, text in texts(document)) or _CONTROL.search(document.title):
        yield _("En tekst har tegn, der ikke kan læses. Skriv den igen uden dem.")
    yield from _more_than_the_editor_takes(document)
    for each in (*document.sources, *document.law_notes):
        if each.url and not each.url.startswith(("https://", "http://")):
            yield _("“%s” er ikke en adresse på nettet.") % each.url[:60]


def _more_than_the_editor_takes(document: CaseDocument) -> Iterator[str]:
    """Texts and lists that are longer than their fields: nobody could save the case again."""
    for part in PARTS:
        value = part_of(document, part.path)
        if part.path not in ROW_SETS:
            yield from _too_long(PlainForm.base_fields[part.name], value, str(part.label))
            continue
        row_form = ROW_SETS[part.path][0].form
        if len(value) > MAX_ROWS:
            said = {"part": part.label, "count": len(value), "most": MAX_ROWS}
            yield _("%(part)s: Der er %(count)d rækker. Der kan højst være %(most)d.") % said
        for number, row in enumerate(value[:MAX_ROWS], start=1):
            for name, field in row_form.base_fields.items():
                said = {"part": part.label, "number": number, "field": ROW_LABELS[name]}
                yield from _too_long(field, getattr(row, name), _("%(part)s nr. %(number)d, %(field)s") % said)


def _too_long(field: forms.Field, value: Any, where: str) -> Iterator[str]:
    most, text = getattr(field, "max_length", None), field.prepare_value(value)
    if most and isinstance(text, str) and len(text) > most:
        yield _("%(where)s: Teksten er længere end %(most)d tegn.") % {"where": where, "most": most}


def _numbers_out_of_range(document: CaseDocument) -> Iterator[str]:
    """Numbers that no form of the editor takes."""
    if any(not 0 <= each.count <= MOST_PARTIES for each in document.party_counts):
        yield _("Antallet af parter skal være mellem 0 og %d.") % MOST_PARTIES
    if any(not 0 <= each.value <= MOST_INHABITANTS for each in document.populations):
        yield _("Antallet af indbyggere er ikke et antal, der findes.")
    years = [each.year for rows in YEARS_IN for each in getattr(document, rows)]
    if any(year is not None and not FIRST_YEAR <= year <= LAST_YEAR for year in years):
        yield _("Årstal skal være mellem %(first)d og %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
