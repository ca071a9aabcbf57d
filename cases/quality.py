"""What a case lacks before others should read it. Pure: a document in, a list out.

A must-have stops publication; advice does not. The limits are our own; no source sets any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.dates import no_dates
from cases.document import ESSENCE_LENGTH, CaseDocument, write_document
from cases.parts import LABELS, PARTS, part_of

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Digits that belong to a longer number, as "1.205.000" or "2010-2015", are no number of a person or a telephone.
_BEFORE, _AFTER = r"(?<!\d)(?<!\d[.,-])", r"(?!\d)(?![.,-]\d)"
_CPR = re.compile(rf"{_BEFORE}[0-3]\d[01]\d{{3}}[- \u00a0]?\d{{4}}{_AFTER}")
_DIGITS = r"[2-9]\d(?:(?:[ \u00a0]\d{2}){3}|(?:-\d{2}){3}|\d{6})|(?!20)[2-9]\d{3}[ \u00a0]\d{4}"
_PHONE = re.compile(rf"{_BEFORE}(?:\+45[ \u00a0]?)?(?:{_DIGITS}){_AFTER}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CAPITAL = r"[A-ZÆØÅÉ][a-zæøåéü]+"
_TITLES = (
    "(?:borgmester|direktør|kommunaldirektør|formand|chef|leder|rådmand|konsulent|minister|koordinator|kontaktperson"
    "|afdelingschef|it-chef|digitaliseringschef|økonomichef|udviklingschef|programleder|projektleder)"
)
_PERSON = re.compile(rf"\b(?i:\w*{_TITLES})[,:]? ({_CAPITAL}(?: [A-ZÆØÅ]\.)?(?:[ -]{_CAPITAL})+)")
_SURNAME = re.compile(rf"\b({_CAPITAL} (?:(?:{_CAPITAL}|[A-ZÆØÅ]\.) )?[A-ZÆØÅ][a-zæøå]{{1,}}sen)\b")
_NO_PERSON = re.compile(r"(?i)\b(kommune|region|forening|fællesskab|danmark|kommuner|ministeriet)\b")


@dataclass(frozen=True)
class Remark:
    """`anchor` is the id of the field in the editor that it is about."""

    text: str
    anchor: str
    is_must: bool = True


@dataclass(frozen=True)
class Quality:
    musts: tuple[Remark, ...] = ()
    advice: tuple[Remark, ...] = ()

    @property
    def may_be_published(self) -> bool:
        return not self.musts


def check(document: CaseDocument, rows: Mapping[str, Sequence[int]] | None = None) -> Quality:
    """What is missing and what looks wrong. `rows` says by list where each row stands in the editor's form."""
    asked = (_essentials, _days, _figures, _rows, contacts, _advice)
    remarks = [remark for question in asked for remark in question(document)]
    found = [_placed(each, rows or {}) for each in remarks]
    return Quality(tuple(each for each in found if each.is_must), tuple(each for each in found if not each.is_must))


def _placed(remark: Remark, rows: Mapping[str, Sequence[int]]) -> Remark:
    """The anchor by the row of the form: an empty row may stand before the row of the document."""
    match = re.fullmatch(r"id_(\w+)-(\d+)-(\w+)", remark.anchor)
    if match is None or match[1] not in rows:
        return remark
    return Remark(remark.text, f"id_{match[1]}-{rows[match[1]][int(match[2])]}-{match[3]}", remark.is_must)


def _essentials(document: CaseDocument) -> Iterator[Remark]:
    if not document.essence:
        yield Remark(_("Skriv casen i én sætning."), "id_essence")
    if len(document.essence) > ESSENCE_LENGTH:
        said = {"length": len(document.essence), "most": ESSENCE_LENGTH}
        yield Remark(_("Den ene sætning er på %(length)d tegn. Den må højst være på %(most)d.") % said, "id_essence")
    if not document.summary:
        yield Remark(_("Resuméet mangler."), "id_summary")
    if not document.sources:
        yield Remark(_("Kilde mangler: skriv mindst én."), "s-sources")


def _days(document: CaseDocument) -> Iterator[Remark]:
    """Words may tell when something was. What is written as a date must be one, what may be something else is asked,
    and when a collaboration began must have a year: "sidste år" is another one next year."""
    is_none = _("%(part)s: “%(date)s” ligner en dato, men den findes ikke.")
    is_it = _("%(part)s: Er “%(date)s” en dato? Så ret den, for den findes ikke.")
    places = [("established", "id_established", document.established)]
    places += [("timeline", f"id_timeline-{number}-date", event.date) for number, event in enumerate(document.timeline)]
    for path, anchor, said in places:
        for date, is_sure in no_dates(said):
            text = is_none if is_sure else is_it
            yield Remark(text % {"part": LABELS[path], "date": date}, anchor, is_must=is_sure)
    if document.established and not _YEAR.search(document.established) and not any(no_dates(document.established)):
        yield Remark(_("Etableret: skriv årstallet, fx 2019, eller lad feltet stå tomt."), "id_established")


def _figures(document: CaseDocument) -> Iterator[Remark]:
    for number, figure in enumerate(document.figures):
        said = {"what": figure.label or _("nr. %d") % (number + 1)}
        if figure.year is None and not figure.period:
            yield Remark(_("Tal uden år: %(what)s.") % said, f"id_figures-{number}-year")
        if not figure.source:
            yield Remark(_("Tal uden kilde: %(what)s.") % said, f"id_figures-{number}-source")


def _rows(document: CaseDocument) -> Iterator[Remark]:
    """Rows without the text that they are about, and notes about the law without the day they were checked."""
    about = {"figures": "label", "sources": "title", "disagreements": "text", "timeline": "text"}
    for path in ("gains", "preconditions", "challenges", "lessons", "advice", *about, "law_notes"):
        name = about.get(path, "text")
        for number, row in enumerate(part_of(document, path)):
            if not getattr(row, name):
                said = {"part": LABELS[path], "number": number + 1}
                yield Remark(_("%(part)s nr. %(number)d mangler tekst.") % said, f"id_{path}-{number}-{name}")
    for number, note in enumerate(document.law_notes):
        if not note.checked:
            text = _("Lovnote nr. %d mangler datoen, den er kontrolleret.") % (number + 1)
            yield Remark(text, f"id_law_notes-{number}-checked")
        if not note.source:
            yield Remark(_("Lovnote nr. %d mangler kilde.") % (number + 1), f"id_law_notes-{number}-source")


def contacts(document: CaseDocument) -> Iterator[Remark]:
    """What points at a person: addresses and numbers, and names, some of them only perhaps."""
    for path, anchor, text in texts(document):
        where = {"part": LABELS[path]}
        if _EMAIL.search(text):
            yield Remark(_("%(part)s: Fjern mailadressen. Skriv en rolle og en organisation.") % where, anchor)
        if anchor.endswith("-url"):
            continue
        if _CPR.search(text):
            yield Remark(_("%(part)s: Fjern det, der ligner et CPR-nummer.") % where, anchor)
        elif _PHONE.search(text):
            yield Remark(_("%(part)s: Fjern det, der ligner et telefonnummer.") % where, anchor)
        if (found := _PERSON.search(text)) and not _NO_PERSON.search(found[1]):
            said = {**where, "name": found[1]}
            yield Remark(_("%(part)s: Fjern navnet “%(name)s”. Skriv kun rollen.") % said, anchor)
        elif (found := _SURNAME.search(text)) and not _NO_PERSON.search(found[1]):
            said = {**where, "name": found[1]}
            yield Remark(_("%(part)s: Er “%(name)s” en person? Så skriv rollen i stedet.") % said, anchor, False)


def texts(document: CaseDocument) -> Iterator[tuple[str, str, str]]:
    """Every text with the path of its part and the id of its field in the editor."""
    data = write_document(document)
    for part in PARTS:
        value: Any = data
        for name in part.path.split("."):
            value = value.get(name, {}) if isinstance(value, dict) else {}
        if isinstance(value, str):
            yield part.path, f"id_{part.name}", value
        elif isinstance(value, list | tuple):
            yield from _texts_of(part.path, part.name, value)


def _texts_of(path: str, name: str, rows: Sequence[Any]) -> Iterator[tuple[str, str, str]]:
    for number, row in enumerate(rows):
        if isinstance(row, str):
            yield path, f"id_{name}", row
        else:
            for field, text in row.items():
                if isinstance(text, str):
                    yield path, f"id_{name}-{number}-{field}", text


def _advice(document: CaseDocument) -> Iterator[Remark]:
    if not document.municipalities and not document.other_parties:
        yield Remark(_("Ingen kommuner eller andre parter er nævnt."), "id_municipalities", False)
    if not document.topics:
        yield Remark(_("Vælg mindst ét emne, så andre kan finde casen."), "id_topics", False)
    if not document.organisation:
        yield Remark(_("Organiseringen er ikke oplyst."), "id_organisation", False)
    if not document.gains:
        yield Remark(_("Ingen gevinster er nævnt."), "s-gains", False)
    if not document.advice:
        yield Remark(_("Ingen gode råd er nævnt."), "s-advice", False)
    for path in ("gains", "advice"):
        missing = [number for number, row in enumerate(part_of(document, path)) if not row.source]
        if missing:
            said = {"part": LABELS[path], "count": len(missing)}
            text = _("%(part)s: %(count)d uden kilde.") % said
            yield Remark(text, f"id_{path}-{missing[0]}-source", False)
