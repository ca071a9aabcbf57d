"""The matrix as a spreadsheet: exactly what the page shows, with typed cells and no formulas.

An Excel file has a second sheet with an answer a row: what is decided once, bodies, deadlines and remarks too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from django.utils.translation import gettext as _

from common.sheets import Value, as_text, fill_sheet, workbook
from decisions.matrix import Matrix, ShownCell, ShownColumn
from decisions.standing import State
from decisions.vocabulary import Body


def heads(matrix: Matrix) -> list[str]:
    """Three columns for each question: how it stands, its date, and the version that was decided."""
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


def answer_heads() -> list[str]:
    return [
        _("Beslutning"),
        _("Kommune"),
        _("Kommunekode"),
        _("Svar"),
        _("Besluttet"),
        _("Besluttet af"),
        _("Version"),
        _("Bemærkning"),
        _("Mindretal"),
        _("Punkt på dagsordenen"),
        _("Sagsnummer"),
        _("Referat"),
        _("Forbehold hævet"),
        _("Svar på forbeholdet"),
        _("Planlagt møde"),
        _("Møde i"),
        _("Frist"),
    ]


def answers(matrix: Matrix) -> Iterator[list[Value]]:
    """A row for each answer that the page shows, what is decided once last."""
    for row in (*matrix.rows, *matrix.left):
        for head, cell in zip(matrix.each, row.cells, strict=True):
            yield [head.title, row.place.name, row.place.code, *_answer(head, cell)]
    for head, cell in matrix.once:
        yield [head.title, None, None, *_answer(head, cell)]


def _answer(head: ShownColumn, shown: ShownCell) -> list[Value]:
    entry, lifted, planned = shown.cell.entry, shown.cell.lifted, next(iter(shown.cell.coming), None)
    return [
        shown.label,
        entry.date if entry else None,
        str(Body(entry.body).label) if entry and entry.body else None,
        entry.version if entry else None,
        *((entry.remark, entry.dissent, entry.item_number, entry.case_number, entry.link) if entry else (None,) * 5),
        lifted.date if lifted else None,
        lifted.remark if lifted else None,
        planned.date if planned else None,
        planned.body_name if planned else None,
        head.column.asked.deadline,
    ]


def write_xlsx(matrix: Matrix) -> bytes:
    """An Excel file: dates are dates, numbers are numbers, and text is never read as a formula."""
    buffer = BytesIO()
    with workbook(buffer) as book:
        fill_sheet(book, _("Beslutninger"), heads(matrix), rows(matrix))
        fill_sheet(book, _("Alle svar"), answer_heads(), answers(matrix))
    return buffer.getvalue()


def write_csv(matrix: Matrix) -> str:
    """The same as text, semicolons between. What a spreadsheet would take for a formula gets an apostrophe."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in (heads(matrix), *rows(matrix)):
        writer.writerow([as_text(value) for value in row])
    return "\ufeff" + buffer.getvalue()


def _version(cell: ShownCell) -> int | None:
    decided = cell.cell.entry is not None and cell.cell.state != State.NOT_PLANNED
    return cell.cell.entry.version if decided else None
