"""An uploaded spreadsheet as plain cells: read safely, without running, fetching or unpacking more than it says.

Nothing here knows what a business case is. What can not be read raises DomainError with a sentence that says what to
do; what stands in a cell is only named (a formula, an error), and whoever reads the cells says what is wrong with that.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from collaborations.workbooks import check_workbook
from common.exceptions import DomainError
from common.formats import number

NUMBER, TEXT, FORMULA, ERROR, DATE, FLAG = "n", "t", "f", "e", "d", "b"
MAX_BYTES = 2_000_000
MAX_ROWS = 6_000  # sixty lines, each with a row for every municipality
MAX_COLUMNS = 60
MAX_ROW_NUMBER = 1_048_576  # Excel's own
MAX_TEXT = 500
DIGITS = 15  # as many as a spreadsheet keeps of a number
CODED = re.compile("_x([0-9A-Fa-f]{4})_")  # how the format writes what XML has no sign for


@dataclass(frozen=True)
class Cell:
    """`kind` is one of those above; `text` is a number with a point before its decimals, or what else stands there."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    number: int
    cells: dict[str, Cell]  # by head, without the empty ones


@dataclass(frozen=True)
class Sheet:
    """The columns that were asked for. `letters` say where they stand; `others` are heads that nobody asked for."""

    letters: dict[str, str]
    rows: tuple[Row, ...]
    others: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        heads = list(self.letters)
        rows = [
            [
                row.number,
                [f"{row.cells[head].kind}{row.cells[head].text}" if head in row.cells else "" for head in heads],
            ]
            for row in self.rows
        ]
        return {"letters": self.letters, "rows": rows, "others": self.others, "repeated": self.repeated}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Sheet:
        heads = list(stored["letters"])
        rows = tuple(
            Row(place, {head: Cell(each[0], each[1:]) for head, each in zip(heads, cells, strict=True) if each})
            for place, cells in stored["rows"]
        )
        return cls(stored["letters"], rows, tuple(stored["others"]), tuple(stored["repeated"]))


def read_sheet(file: BinaryIO, size: int, *, name: str, wanted: Callable[[str], bool]) -> Sheet:
    """The sheet with that name, or the first. Its columns are those whose head is `wanted`, at most sixty to the right.

    Raises DomainError for whatever is no workbook, has macros or a password, or is larger than any table can be.
    """
    if size > MAX_BYTES:
        raise DomainError(_("Filen fylder mere end 2 MB. Slet ark og billeder, der ikke hører til tabellen."))
    file.seek(0)
    content = file.read()
    check_workbook(content, too_many_rows)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every part that it passes over
            return _read(content, name, wanted)
    except DomainError:
        raise
    except Exception as error:  # a damaged file can raise anything
        raise DomainError(_("Regnearket kan ikke læses. Gem det igen i Excel, og vælg den nye fil.")) from error


def too_many_rows() -> DomainError:
    said = {"count": number(MAX_ROWS)}
    return DomainError(_("Regnearket har mere end %(count)s rækker. Slet dem, der ikke hører til tabellen.") % said)


def _read(content: bytes, name: str, wanted: Callable[[str], bool]) -> Sheet:
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = book.worksheets
        chosen = next((each for each in sheets if each.title.strip().lower() == name.lower()), None)
        if chosen is None and not sheets:
            raise DomainError(_("Filen har ingen ark. Hent tabellen, og skriv i den."))
        lines = _filled(chosen or sheets[0])
        _place, first = next(lines, (0, {}))
        if not first:
            raise DomainError(_("Arket er tomt. Hent tabellen, og skriv i den."))
        heads = {column: " ".join(cell.text.split())[:MAX_TEXT] for column, cell in first.items()}
        taken = {column: head for column, head in heads.items() if wanted(head)}
        rows = tuple(
            Row(place, {taken[column]: cell for column, cell in cells.items() if column in taken})
            for place, cells in lines
        )
        return Sheet(
            letters={head: get_column_letter(column) for column, head in reversed(taken.items())},
            rows=tuple(row for row in rows if row.cells),
            others=tuple(head for column, head in heads.items() if head and column not in taken),
            repeated=tuple(dict.fromkeys(each for each in taken.values() if list(taken.values()).count(each) > 1)),
        )
    finally:
        book.close()


def _filled(sheet) -> Iterator[tuple[int, dict[int, Cell]]]:
    """The rows that hold something, with their numbers; cells by column. Stops where there are too many."""
    count = 0
    for place, row in enumerate(sheet.iter_rows(max_row=MAX_ROW_NUMBER, max_col=MAX_COLUMNS + 1), start=1):
        cells = {column: cell for column, each in enumerate(row, start=1) if (cell := _cell(each)) is not None}
        if not cells:
            continue
        count += 1
        if count > MAX_ROWS + 1:
            raise too_many_rows()
        if MAX_COLUMNS + 1 in cells:
            said = {"count": MAX_COLUMNS}
            raise DomainError(_("Arket har mere end %(count)d kolonner. Slet dem, der ikke hører til.") % said)
        yield place, cells


def _cell(cell) -> Cell | None:
    value, kind = cell.value, cell.data_type
    if kind == "f":
        return Cell(FORMULA, "")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if kind == "e":
        return Cell(ERROR, str(value)[:20])
    if isinstance(value, bool):
        return Cell(FLAG, "")
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Cell(DATE, "")
    if isinstance(value, int | float):
        return Cell(NUMBER, _plain(value))
    return Cell(TEXT, CODED.sub(lambda found: chr(int(found[1], 16)), str(value)).strip()[:MAX_TEXT])


def _plain(value: float) -> str:
    """The number with the digits that the spreadsheet shows: 0.1 + 0.2 is 0.3."""
    return f"{Decimal(f'{value:.{DIGITS}g}'):f}"
