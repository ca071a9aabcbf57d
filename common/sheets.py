"""Tables on their way into a spreadsheet: typed cells, and no text that is run as a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import xlsxwriter

Value = str | int | dt.date | None


def disarmed(text: str) -> str:
    """The text so that a spreadsheet never runs it: before a leading =, +, -, @, tab or line break comes an apostrophe.

    >>> disarmed("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def as_text(value: Value) -> str:
    """A cell of a CSV file."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else disarmed(str(value))


@contextmanager
def workbook(buffer: BytesIO) -> Iterator[xlsxwriter.Workbook]:
    """An Excel file in which text stays text: neither formulas nor links are made of it."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        yield book


def fill_sheet(book: xlsxwriter.Workbook, name: str, titles: Sequence[str], lines: Iterable[Sequence[Value]]) -> None:
    """A sheet whose first row and first column stay in sight. Dates are dates, and numbers are numbers."""
    bold, date = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "d. mmm yyyy"})
    sheet = book.add_worksheet(name)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(lines, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, date)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(titles), 16)


def _write(sheet, row: int, column: int, value: Value, date) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), date)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, value)
