"""The columns of the catalogue's export, so that the same file can be read in again. See docs/export-schema.md.

One sheet has a row for each case with what it has one of. A sheet for each list of the document has a row for each
item, with the case's slug first. JSON holds the document itself. Pure: knows documents, not the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

Value = str | int | bool | None
SLUG = "slug"
LINES = "lines"  # several short texts in one cell, one on each line


@dataclass(frozen=True)
class Column:
    """`key` is the path in the document, with full stops; `kind` is `text`, `number`, `yes-no` or `lines`."""

    key: str
    head: Any
    kind: str = "text"


@dataclass(frozen=True)
class Sheet:
    """A list of the document: `key` is its path. Of `preconditions` and its like, `key` is what the rows say it is."""

    key: str
    title: Any
    columns: tuple[Column, ...] = field(default_factory=tuple)


MAIN = Sheet(
    "",
    _("Cases"),
    (
        Column(SLUG, _("Adresse")),
        Column("title", _("Titel")),
        Column("essence", _("I én sætning")),
        Column("summary", _("Resumé")),
        Column("aliases", _("Andre navne"), LINES),
        Column("kind", _("Slags")),
        Column("kind_note", _("Note til slags")),
        Column("model", _("Formål")),
        Column("model_note", _("Note til formål")),
        Column("organisation", _("Organisering")),
        Column("organisation_note", _("Note til organisering")),
        Column("established", _("Etableret")),
        Column("established_note", _("Note til etableret")),
        Column("municipalities", _("Kommunekoder"), LINES),
        Column("municipalities_note", _("Note til kommuner")),
        Column("other_parties", _("Andre parter"), LINES),
        Column("topics", _("Fagområder"), LINES),
        Column("subjects", _("Emner"), LINES),
        Column("background", _("Baggrund")),
        Column("areas", _("Opgaver"), LINES),
        Column("governance.commitment", _("Forpligtelse")),
        Column("governance.politics", _("Politik")),
        Column("governance.plans", _("Planer")),
        Column("financing.summary", _("Finansiering")),
        Column("outlook", _("Fremtid")),
    ),
)
_SOURCE = Column("source", _("Kilde"))
_LESSON = (
    Column("text", _("Tekst")),
    _SOURCE,
    Column("phases", _("Faser"), LINES),
    Column("topics", _("Ord"), LINES),
)
LISTS = (
    Sheet(
        "party_counts",
        _("Antal parter"),
        (Column("count", _("Antal"), "number"), Column("year", _("År"), "number"), _SOURCE),
    ),
    Sheet(
        "populations",
        _("Indbyggere"),
        (
            Column("value", _("Indbyggere"), "number"),
            Column("approximate", _("Cirka"), "yes-no"),
            Column("year", _("År"), "number"),
            _SOURCE,
        ),
    ),
    Sheet(
        "gains",
        _("Gevinster"),
        (Column("type", _("Type")), Column("text", _("Tekst")), _SOURCE, Column("beneficiary", _("Hvem"))),
    ),
    Sheet("governance.arrangements", _("Styring"), (Column("text", _("Tekst")), Column("period", _("Periode")))),
    Sheet(
        "financing.keys",
        _("Nøgler"),
        (Column("type", _("Type")), Column("applies_to", _("Gælder")), Column("note", _("Note")), _SOURCE),
    ),
    Sheet("preconditions", _("Forudsætninger"), _LESSON),
    Sheet("challenges", _("Udfordringer"), _LESSON),
    Sheet("lessons", _("Erfaringer"), _LESSON),
    Sheet("advice", _("Gode råd"), _LESSON),
    Sheet("timeline", _("Forløb"), (Column("date", _("Dato")), Column("text", _("Tekst")))),
    Sheet(
        "figures",
        _("Tal"),
        (
            Column("label", _("Navn")),
            Column("value", _("Værdi")),
            Column("unit", _("Enhed")),
            Column("year", _("År"), "number"),
            Column("period", _("Periode")),
            Column("note", _("Note")),
            _SOURCE,
            Column("role", _("Rolle")),
            Column("measure", _("Måler")),
        ),
    ),
    Sheet(
        "disagreements",
        _("Uenighed"),
        (Column("topic", _("Om")), Column("text", _("Kilderne")), Column("treatment", _("Kataloget"))),
    ),
    Sheet(
        "law_notes",
        _("Loven siden"),
        (Column("text", _("Tekst")), _SOURCE, Column("url", _("Link")), Column("checked", _("Kontrolleret"))),
    ),
    Sheet(
        "sources",
        _("Kilder"),
        (
            Column("title", _("Titel")),
            Column("year", _("År"), "number"),
            Column("place", _("Sted")),
            Column("url", _("Link")),
        ),
    ),
)


def main_row(slug: str, document: dict[str, Any]) -> list[Value]:
    """The row of a case in the first sheet."""
    return [slug if column.key == SLUG else _value(document, column) for column in MAIN.columns]


def heads(sheet: Sheet) -> list[str]:
    """The first row of a sheet: the keys, in English, as they are stable."""
    keys = [column.key for column in sheet.columns]
    return keys if sheet is MAIN else [SLUG, *keys]


def list_rows(sheet: Sheet, slug: str, document: dict[str, Any]) -> Iterator[list[Value]]:
    """The rows of a case in the sheet of one of its lists."""
    for item in _at(document, sheet.key) or ():
        yield [slug, *(_value(item, column) for column in sheet.columns)]


def _value(data: dict[str, Any], column: Column) -> Value:
    value = _at(data, column.key)
    if column.kind == LINES:
        return "\n".join(str(each) for each in value or ())
    return value if value != "" else None


def _at(data: dict[str, Any], path: str) -> Any:
    for name in path.split("."):
        data = (data or {}).get(name)
    return data


def titles(sheet: Sheet) -> Sequence[str]:
    """The Danish words above the keys."""
    words = [str(column.head) for column in sheet.columns]
    return words if sheet is MAIN else [str(_("Adresse")), *words]
