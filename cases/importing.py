"""Cases from a file: YAML (JSON is YAML too) or a workbook in the format of the export. Nothing is saved here.

Every fault names its place. A case whose address is in the catalogue becomes a new revision of that case, and what the
workbook has no column or sheet for stays as it was; any other becomes a new draft.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from cases.addresses import RESERVED, address_in
from cases.columns import LINES, LISTS, MAIN, SLUG, Column
from cases.document import FIELDS, CaseDocument, UnreadableDocument, read_document, write_document
from cases.forms.fields import LONGEST
from cases.import_rules import faults_of, misshapen
from cases.incoming import Incoming
from cases.pages import Names
from cases.parts import part_of
from cases.sheet_reading import Cell, Row, Table, read_tables
from cases.typesetting import typeset
from common.danish import search_key
from common.exceptions import DomainError

MAX_BYTES = 2_000_000
MAX_CASES = 200
MAX_FAULTS = 50
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Reading:
    """What stands in the file. While there are faults, nothing of it may be loaded."""

    cases: tuple[Incoming, ...] = ()
    faults: tuple[str, ...] = ()


def read_file(content: bytes, *, filename: str = "", names: Names, held: Mapping[str, CaseDocument]) -> Reading:
    """The cases of a file. `held` are those of the catalogue by address, as they are being written.

    Raises DomainError for a file that is none of the formats, or not the one that its name says, or is larger than any
    import can be.
    """
    if len(content) > MAX_BYTES:
        raise DomainError(_("Filen fylder mere end 2 MB. Del cases ud på flere filer."))
    if not content.strip():
        raise DomainError(_("Filen er tom. Vælg en anden."))
    is_workbook = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    if not is_workbook and filename.lower().endswith(".xlsx"):
        raise DomainError(f"{_('Filen hedder .xlsx, men er ikke en Excel-fil.')} {_what_can_be_loaded()}")
    found = _from_workbook(read_tables(content), held) if is_workbook else _from_yaml(_parsed(content), held)
    cases, faults = [], list(found.faults)
    if len(found.items) > MAX_CASES:
        raise DomainError(_("Filen har mere end %d cases. Del dem ud på flere filer.") % MAX_CASES)
    for where, slug, data in found.items:
        if wrong := list(misshapen(data, CaseDocument)):
            faults += [f"{where}: {fault}" for fault in wrong]
            continue
        try:
            document = read_document(typeset(data))
        except UnreadableDocument as error:
            faults += [f"{where}: {_in_danish(fault)}" for fault in error.faults]
            continue
        faults += [f"{where}: {fault}" for fault in faults_of(document, names)]
        cases.append(Incoming(slug, document))
    faults += [*_reserved(cases), *_twice(cases), *there_already(cases, held)]
    if not cases and not faults:
        raise DomainError(_("Filen har ingen cases."))
    return Reading(tuple(cases), tuple(faults))


def _reserved(cases: Sequence[Incoming]) -> list[str]:
    """A case would get another address than the file says, and a new one each time that the file is loaded."""
    text = _("“%s” kan ikke være en adresse (slug). Skriv en anden.")
    return [text % each.slug for each in cases if each.slug in RESERVED]


def _twice(cases: Sequence[Incoming]) -> list[str]:
    """A case that has no address is known by its title."""
    said = [each.slug or each.document.title for each in cases]
    return [_("“%s” står to gange i filen.") % each for each in dict.fromkeys(said) if said.count(each) > 1]


def there_already(cases: Sequence[Incoming], held: Mapping[str, CaseDocument]) -> list[str]:
    """A file that is loaded a second time would make its new cases once more."""
    addresses = {search_key(document.title): slug for slug, document in held.items()}
    text = _("“%(title)s” er allerede i kataloget. Skriv dens adresse (slug) i filen: %(slug)s.")
    return [
        text % {"title": each.document.title, "slug": addresses[search_key(each.document.title)]}
        for each in cases
        if not each.slug and search_key(each.document.title) in addresses
    ]


@dataclass(frozen=True)
class _Found:
    """Where each case stands, its address, and its document as plain data."""

    items: list[tuple[str, str, dict]]
    faults: tuple[str, ...] = ()


def _what_can_be_loaded() -> str:
    return _("Du kan indlæse en fil fra Excel (.xlsx), YAML (.yaml, .yml) eller JSON (.json).")


## YAML


def _parsed(content: bytes) -> Any:
    """Plain values. Anchors are refused: a few of them can mean more than a machine holds."""
    try:
        text = content.decode("utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, _Loader)):
            raise DomainError(_("Filen bruger henvisninger (* og &). Skriv teksten ud, hvor den skal stå."))
        return yaml.load(text, _Loader)  # noqa: S506 - a safe loader, in C where there is one
    except UnicodeDecodeError as error:
        raise DomainError(_("Filen kan ikke læses. Gem den som YAML i UTF-8 eller som Excel (.xlsx).")) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = _(" Se linje %d.") % (mark.line + 1) if mark else ""
        raise DomainError(_("Filen er ikke rigtig YAML.") + line) from error
    except (RecursionError, ValueError) as error:
        raise DomainError(_("Filen er ikke rigtig YAML.")) from error


def _from_yaml(data: Any, held: Mapping[str, CaseDocument]) -> _Found:
    """One document, a list of them, or an export with `cases`."""
    if isinstance(data, dict) and isinstance(data.get("cases"), list):
        data = data["cases"]
    rows = data if isinstance(data, list) else [data]
    if rows and not any(isinstance(row, dict) for row in rows):
        raise DomainError(f"{_('Filen er kun tekst og har ingen cases.')} {_what_can_be_loaded()}")
    items, faults = [], []
    for number, row in enumerate(rows, start=1):
        where = _("Case %d") % number
        if not isinstance(row, dict):
            faults.append(_("%s er ikke en case med felter.") % where)
            continue
        slug = address_in(held, row.get(SLUG))
        document = row["document"] if isinstance(row.get("document"), dict) else row
        try:
            plain = _plain({key: value for key, value in document.items() if key != SLUG})
        except RecursionError:
            faults.append(_("%s har for mange lag inden i hinanden.") % where)
            continue
        if not str(plain.get("title") or "").strip():
            faults.append(_("%s mangler titel (title).") % where)
            continue
        items.append((_("“%s”") % str(plain["title"])[:60], slug, plain))
    return _Found(items, tuple(faults))


def _plain(value: Any) -> Any:
    """Days as the document stores them, decimals as Danes write them."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_plain(each) for each in value if each is not None]
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).replace(".", ",") if isinstance(value, float) else value


## Workbook


def _from_workbook(tables: dict[str, Table], held: Mapping[str, CaseDocument]) -> _Found:
    items, faults = [], []
    lists = {key: _by_slug(table, held) for key, table in tables.items() if key}
    nameless = sum(1 for row in tables[MAIN.key].rows if SLUG not in row.cells)
    for rows in lists.values():
        faults += [_whose(each) for each in (rows.pop("", []) if nameless > 1 else ())]
    faults += _lost_columns(tables, held)
    for row in tables[MAIN.key].rows:
        values, wrong = _values(row, MAIN.columns)
        faults += wrong
        slug = address_in(held, values.pop(SLUG, None))
        before = write_document(held[slug]) if slug in held else {}
        data = {name: value for name, value in before.items() if name in FIELDS}
        for key in tables[MAIN.key].keys:
            if key != SLUG:
                _put(data, key, values.get(key))
        for key, rows in lists.items():
            found, wrong = _list(key, rows.get(slug, []))
            faults += wrong
            _put(data, key, found)
        if not str(data.get("title") or "").strip():
            faults.append(_("%s: Titlen mangler.") % row.where)
            continue
        items.append(
            (_("“%(title)s” (%(place)s)") % {"title": str(data["title"])[:60], "place": row.where}, slug, data)
        )
    slugs = {slug for _where, slug, _data in items}
    for rows in lists.values():
        faults += [_unknown_slug(each) for slug, found in rows.items() if slug not in slugs for each in found]
    return _Found(items, tuple(faults))


def _unknown_slug(row: Row) -> str:
    return _("%s: Adressen (slug) står ikke i arket Cases.") % row.where


def _whose(row: Row) -> str:
    text = _("%s: Flere cases i filen har ingen adresse (slug). Skriv en adresse i arket Cases og den samme her.")
    return text % row.where


def _lost_columns(tables: Mapping[str, Table], held: Mapping[str, CaseDocument]) -> list[str]:
    """Columns that a list's sheet lacks and cases of the file have something in: loading would empty it."""
    slugs = {_slug(row, held) for row in tables[MAIN.key].rows}
    documents = [held[slug] for slug in slugs if slug in held]
    text = _("Arket %(sheet)s mangler kolonnen “%(column)s”. Sæt den ind igen, eller slet hele arket i filen.")
    return [
        text % {"sheet": table.sheet.title, "column": column.key}
        for key, table in tables.items()
        for column in (table.sheet.columns if key else ())
        if column.key not in table.keys and any(_is_used(each, key, column.key) for each in documents)
    ]


def _is_used(document: CaseDocument, path: str, name: str) -> bool:
    return any(getattr(row, name) not in ("", None, (), False) for row in part_of(document, path))


def _by_slug(table: Table, held: Mapping[str, CaseDocument]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table.rows:
        found.setdefault(_slug(row, held), []).append(row)
    return found


def _slug(row: Row, held: Mapping[str, CaseDocument]) -> str:
    return address_in(held, row.cells[SLUG].value) if SLUG in row.cells else ""


def _list(key: str, rows: Sequence[Row]) -> tuple[list[dict], list[str]]:
    columns = next(sheet.columns for sheet in LISTS if sheet.key == key)
    found, faults = [], []
    for row in rows:
        values, wrong = _values(row, columns)
        texts_of_row = {column.key: "" for column in columns if column.kind == "text"}
        found.append({**texts_of_row, **values})
        faults += wrong
    return found, faults


def _values(row: Row, columns: Sequence[Column]) -> tuple[dict[str, Any], list[str]]:
    values, faults = {}, []
    for column in columns:
        cell = row.cells.get(column.key)
        if cell is None:
            continue
        try:
            values[column.key] = _value(cell, column)
        except ValueError as error:
            faults.append(f"{cell.where}: {error}")
    return values, faults


def _value(cell: Cell, column: Column) -> Any:
    if cell.is_fault:
        raise ValueError(_("Her står en formel eller en fejl. Skriv værdien."))
    value = cell.value
    if column.kind == "yes-no":
        if str(value).strip().lower() in ("true", "ja", "sand", "1"):
            return True
        if str(value).strip().lower() in ("false", "nej", "falsk", "0"):
            return False
        raise ValueError(_("Skriv ja eller nej."))
    if column.kind == "number":
        return _whole(value)
    text = _text(value)
    if len(text) > LONGEST:
        raise ValueError(_("Teksten er for lang. Den må højst være på %d tegn.") % LONGEST)
    if column.kind != LINES:
        return text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [_whole(line) for line in lines] if column.key == "phases" else lines


def _whole(value: Any) -> int:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    if isinstance(value, bool) or not text.isdecimal() or len(text) > 12:
        raise ValueError(_("Skriv et helt tal."))
    return int(text)


def _text(value: Any) -> str:
    """A number that Excel made of a text is the text again: `9.5` in the file was typed as 9,5."""
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    first, _dot, second = path.partition(".")
    if second:
        data[first] = dict(data.get(first) or {})
        _put(data[first], second, value)
    elif value in (None, "", []):
        data.pop(first, None)
    else:
        data[first] = value


def _in_danish(fault: str) -> str:
    """`invalid value for type, expected int @ $.figures[0].year` and its like, for who made the file."""
    what, _at, where = fault.partition(" @ ")
    place = where.removeprefix("$.") if where else ""
    if what.startswith("extra fields"):
        return _("Et felt kendes ikke: %s") % what.partition("(")[2].rstrip(")")
    return _("%s kan ikke læses. Se, hvad feltet skal indeholde.") % (place or what)
