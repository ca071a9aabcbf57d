"""The list as a file: exactly what is filtered, in the same order. Dates are dates in Excel, and numbers numbers."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.models import Collaboration
from common.sheets import Value, as_text, fill_sheet, workbook

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
HEADS = (
    gettext_lazy("Navn"),
    gettext_lazy("Fase"),
    gettext_lazy("Status"),
    gettext_lazy("Begrundelse"),
    gettext_lazy("Status sat"),
    gettext_lazy("Statussens alder i dage"),
    gettext_lazy("Kommuner"),
    gettext_lazy("Organisationsform"),
    gettext_lazy("Næste frist"),
    gettext_lazy("Opdateret"),
)


def write(form: str, rows: Iterable[Collaboration]) -> bytes:
    """As `xlsx` or as `csv`."""
    return write_xlsx(rows) if form == "xlsx" else write_csv(rows).encode()


def write_xlsx(rows: Iterable[Collaboration]) -> bytes:
    buffer = BytesIO()
    with workbook(buffer) as book:
        fill_sheet(book, _("Samarbejder"), heads(), lines(rows))
    return buffer.getvalue()


def write_csv(rows: Iterable[Collaboration]) -> str:
    """Semicolons and a byte order mark, as Danish spreadsheets expect; text that looks like a formula is disarmed."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in (heads(), *lines(rows)):
        writer.writerow([as_text(value) for value in row])
    return "\ufeff" + buffer.getvalue()


def heads() -> list[str]:
    return [str(head) for head in HEADS]


def lines(rows: Iterable[Collaboration]) -> Iterator[list[Value]]:
    """What a row of the page says, a value in each cell. What is not known stays empty."""
    for row in rows:
        yield [
            row.name,
            row.phase,
            row.get_shown_status_display(),
            "" if row.status_is_stale else row.status_reason,
            _day(row.status_at),
            row.status_age_days,
            row.named_participants or 0,
            row.organisation_type.short_name if row.organisation_type else _("Ikke valgt"),
            row.next_due,
            row.updated_on,
        ]


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localtime(moment).date() if moment else None
