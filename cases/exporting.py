"""The filtered list as a file: Excel with a sheet for each list, CSV with a row for each case, JSON with it all.

Cells are typed, and no text is ever read as a formula. What stands in the columns: `columns`.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from cases.columns import LISTS, MAIN, Value, heads, list_rows, main_row, titles
from cases.models import Case
from common.sheets import disarmed

SCHEMA = 1
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def write(form: str, cases: Sequence[Case], *, on: dt.date) -> bytes:
    """The cases in that order in that format."""
    writers = {"xlsx": write_xlsx, "csv": write_csv, "json": lambda cases: write_json(cases, on=on)}
    return writers[form](cases)


def write_json(cases: Iterable[Case], *, on: dt.date) -> bytes:
    """In the order in which they were found. `document` is in the form of `document.CaseDocument`."""
    found = [
        {
            "slug": case.slug,
            "state": case.state,
            "published_on": _day(case.published_on),
            "confirmed_on": _day(case.confirmed_on),
            "document": case.document,
        }
        for case in cases
    ]
    data: dict[str, Any] = {"schema": SCHEMA, "exported_on": on.isoformat(), "cases": found}
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def write_csv(cases: Iterable[Case]) -> bytes:
    """Semicolons and a byte order mark, as Danish spreadsheets expect; what looks like a formula gets an apostrophe."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads(MAIN))
    for case in cases:
        writer.writerow(
            [disarmed(each) if isinstance(each, str) else each for each in main_row(case.slug, case.document)]
        )
    return f"\ufeff{buffer.getvalue()}".encode()


def write_xlsx(cases: Sequence[Case]) -> bytes:
    """The keys stand in the first row, what they mean in Danish in a second sheet row of its own."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        _fill(book, MAIN, [main_row(case.slug, case.document) for case in cases])
        for sheet in LISTS:
            _fill(book, sheet, [row for case in cases for row in list_rows(sheet, case.slug, case.document)])
    return buffer.getvalue()


def _fill(book: xlsxwriter.Workbook, sheet, rows: Iterable[list[Value]]) -> None:
    """Two rows of heads stay in sight: the keys that a machine reads, and the words for them."""
    bold, grey = book.add_format({"bold": True}), book.add_format({"font_color": "#4a5b65", "italic": True})
    page = book.add_worksheet(str(sheet.title))
    for column, (key, word) in enumerate(zip(heads(sheet), titles(sheet), strict=True)):
        page.write_string(0, column, key, bold)
        page.write_string(1, column, word, grey)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row):
            _write(page, number, column, value)
    page.freeze_panes(2, 1)
    page.set_column(0, len(heads(sheet)) - 1, 24)


def _write(page, row: int, column: int, value: Value) -> None:
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int):
        page.write_number(row, column, value)
    elif value:
        page.write_string(row, column, value)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
