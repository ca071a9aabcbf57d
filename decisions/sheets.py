"""The matrix as a spreadsheet: exactly what the page shows, with typed cells and no formulas."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from io import BytesIO, StringIO

import xlsxwriter
from django.utils.translation import gettext as _

from common.sheets import disarmed
from decisions.matrix import Matrix, ShownCell
from decisions.standing import State

Value = str | int | dt.date | None


def heads(matrix: Matrix) -> list[str]:
    """A column for the state of each question, and one for its date."""
    found = [_("Kommune"), _("Kommunekode"), _("Udtrådt")]
    for head in matrix.each:
        found += [
            head.title,
            _("%(title)s, dato") % {"title": head.title},
            _("%(title)s, version") % {"title": head.title},
        ]
    return found


def rows(matrix: Matrix) -> Iterator[list[Value]]:
    for row in (*matrix.rows, *matrix.left):
        found: list[Value] = [row.place.name, row.place.code, row.place.left_on]
        for cell in row.cells:
            found += [cell.label, cell.date, _version(cell)]
        yield found


def write_xlsx(matrix: Matrix) -> bytes:
    """An Excel file: dates are dates, numbers are numbers, and text is never read as a formula."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(_("Beslutninger"))
        bold, date = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "d. mmm yyyy"})
        for column, title in enumerate(heads(matrix)):
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(rows(matrix), start=1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, date)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, len(heads(matrix)), 16)
    return buffer.getvalue()


def write_csv(matrix: Matrix) -> str:
    """The same as text, semicolons between. What a spreadsheet would take for a formula gets an apostrophe."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in (heads(matrix), *rows(matrix)):
        writer.writerow([_text(value) for value in row])
    return "\ufeff" + buffer.getvalue()


def _version(cell: ShownCell) -> int | None:
    decided = cell.cell.entry is not None and cell.cell.state != State.NOT_PLANNED
    return cell.cell.entry.version if decided else None


def _write(sheet, row: int, column: int, value: Value, date) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), date)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, value)


def _text(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else disarmed(str(value))
