"""The list as a file: exactly what is filtered, in the same order."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.models import Collaboration
from common.sheets import disarmed

CSV_HEAD = (
    gettext_lazy("Navn"),
    gettext_lazy("Fase"),
    gettext_lazy("Status"),
    gettext_lazy("Begrundelse"),
    gettext_lazy("Kommuner"),
    gettext_lazy("Organisationsform"),
    gettext_lazy("Næste frist"),
    gettext_lazy("Opdateret"),
)


def write_csv(rows: Iterable[Collaboration], response: HttpResponse) -> None:
    """Semicolons and a byte order mark, as Danish spreadsheets expect; text that looks like a formula is disarmed."""
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([str(head) for head in CSV_HEAD])
    for row in rows:
        writer.writerow(
            [
                disarmed(row.name),
                row.phase,
                row.get_shown_status_display(),
                "" if row.status_is_stale else disarmed(row.status_reason),
                row.named_participants or 0,
                row.organisation_type.short_name if row.organisation_type else _("Ikke valgt"),
                row.next_due.isoformat() if row.next_due else "",
                row.updated_on.isoformat() if row.updated_on else "",
            ]
        )
