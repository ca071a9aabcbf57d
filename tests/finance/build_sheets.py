"""What tests of spreadsheets begin with: a table, its file, and a file that somebody has worked in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from finance.appraisal import Kind
from finance.case_changes import Changes, compare
from finance.case_import import Reading, is_wanted, read_lines
from finance.lines import LineData
from finance.sheet_reading import Sheet, read_sheet
from finance.sheets import TABLE, Table, write_table

YEARS = range(2027, 2030)
NAMES = {"615": "Horsens", "727": "Odder"}


def a_table(*lines: LineData, **values) -> Table:
    lines = lines or (
        LineData(Kind.INVESTMENT, "Etablering", amounts={"": {2027: Decimal(1200000)}}, source="Tilbud", pk=11),
        LineData(Kind.GAIN, "Mindre drift", amounts={"": {2028: Decimal(600000), 2029: Decimal(600000)}}, pk=12),
    )
    return Table(years=YEARS, lines=lines, names=NAMES, parties=("615", "727"), **values)


def written(table: Table, work: Callable[[Worksheet], object] = lambda sheet: None) -> bytes:
    """The table's file after somebody has worked in its sheet."""
    book = openpyxl.load_workbook(BytesIO(write_table(table)))
    work(book[TABLE])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def taken_in(content: bytes) -> Sheet:
    return read_sheet(BytesIO(content), len(content), name=TABLE, wanted=is_wanted)


def read_back(table: Table, work: Callable[[Worksheet], object] = lambda sheet: None) -> Reading:
    return read_lines(taken_in(written(table, work)), table)


def changes(table: Table, work: Callable[[Worksheet], object]) -> Changes:
    reading = read_back(table, work)
    assert reading.faults == ()
    return compare(table, reading.lines)


def faults(table: Table, work: Callable[[Worksheet], object]) -> list[str]:
    return list(read_back(table, work).faults)


def put(**cells) -> Callable[[Worksheet], None]:
    """Write in cells: `put(D2="x")`."""

    def work(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return work
