"""An uploaded workbook in the format of the export (`columns`), as cells by sheet. Nothing in it is run.

What can not be read at all raises DomainError with a sentence that says what to do. What stands in a cell is only
named (a formula, an error); `importing` says what is wrong with that.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from cases.columns import LISTS, MAIN, Sheet, heads, titles
from collaborations.workbooks import check_workbook
from common.exceptions import DomainError

MAX_ROWS = 4_000  # in one sheet: a hundred cases with forty rows in a list
MAX_COLUMNS = 40


@dataclass(frozen=True)
class Cell:
    """`where` names it as the spreadsheet does: `Tal, D5`. `is_fault` where it is a formula or an error."""

    where: str
    value: Any
    is_fault: bool = False


@dataclass(frozen=True)
class Row:
    where: str
    cells: dict[str, Cell]  # by key, without the empty ones


@dataclass(frozen=True)
class Table:
    """A sheet that is there, with the keys that it has columns for."""

    sheet: Sheet
    keys: tuple[str, ...]
    rows: tuple[Row, ...]


def read_tables(content: bytes) -> dict[str, Table]:
    """The sheets of the export that the workbook has, by the path of their list; the sheet of cases is ""."""
    check_workbook(content, _too_many_rows)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every part that it passes over
            return _read(content)
    except DomainError:
        raise
    except Exception as error:  # a damaged file can raise anything
        raise DomainError(_("Regnearket kan ikke læses. Gem det igen i Excel, og vælg den nye fil.")) from error


def _too_many_rows() -> DomainError:
    return DomainError(_("Et ark har mere end %d rækker. Del cases ud på flere filer.") % MAX_ROWS)


def _read(content: bytes) -> dict[str, Table]:
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        pages = {page.title.strip().lower(): page for page in book.worksheets}
        found = {}
        for sheet in (MAIN, *LISTS):
            page = pages.get(str(sheet.title).lower())
            if page is not None:
                found[sheet.key] = _table(sheet, page)
        if MAIN.key not in found:
            said = {"sheet": MAIN.title}
            raise DomainError(_("Filen har intet ark, der hedder “%(sheet)s”. Hent kataloget, og skriv i det.") % said)
        return found
    finally:
        book.close()


def _table(sheet: Sheet, page) -> Table:
    keys: dict[int, str] = {}
    rows: list[Row] = []
    for number, line in enumerate(page.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > MAX_ROWS + 2:
            raise _too_many_rows()
        if number == 1:
            wanted = set(heads(sheet))
            keys = {place: str(cell.value).strip() for place, cell in enumerate(line) if cell.value is not None}
            keys = {place: key for place, key in keys.items() if key in wanted}
            continue
        cells = {
            keys[place]: _cell(sheet, cell, number, place)
            for place, cell in enumerate(line)
            if place in keys and cell.value is not None and str(cell.value).strip()
        }
        if cells and not (number == 2 and _is_words(sheet, cells)):
            rows.append(Row(f"{sheet.title}, {number}", cells))
    return Table(sheet, tuple(keys.values()), tuple(rows))


def _is_words(sheet: Sheet, cells: dict[str, Cell]) -> bool:
    """Is this the second row of the export, which says in Danish what the columns are?"""
    words = dict(zip(heads(sheet), titles(sheet), strict=True))
    return all(cell.value == words[key] for key, cell in cells.items())


def _cell(sheet: Sheet, cell, number: int, place: int) -> Cell:
    where = f"{sheet.title}, {get_column_letter(place + 1)}{number}"
    if cell.data_type in ("f", "e"):
        return Cell(where, None, is_fault=True)
    value = cell.value
    return Cell(where, value.strip() if isinstance(value, str) else value)
