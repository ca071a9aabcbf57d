"""Drawing a paper, in the worker. Apart from `services`, so that the web process never loads the PDF renderer."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.dateparse import parse_datetime

from jobs import services as jobs
from jobs.models import Job
from reports import steps
from reports.case_sheet_paper import draw_case_sheet
from reports.kinds import KINDS
from reports.models import (
    CaseSheet,
    Drawn,
    MunicipalitySheet,
    Report,
    municipality_sheet_path,
    report_path,
    sheet_path,
)
from reports.quarter_data import frozen_municipality
from reports.quarter_paper import draw_quarter
from reports.rendering import Paper

logger = logging.getLogger(__name__)


def draw_report(report: Report, job: Job) -> Report:
    """Make the paper of a claimed job. Safe to run again at any point: there is one row, and one file in the end.

    The data are taken the first time and kept. The file gets a name of its own in each attempt, and becomes the
    report's in the same transaction that finishes the job, so whoever has lost the job publishes nothing.
    """
    jobs.report_progress(job, step=steps.FETCHING, progress=10)
    _take_data(report, lambda: KINDS[report.kind].snapshot(report))
    jobs.report_progress(job, step=steps.TYPESETTING, progress=40)
    drawn = KINDS[report.kind].draw(report.snapshot)
    return _store(report, job, drawn, report_path(report, _file_name(report, report.extension)))


def draw_sheet(sheet: CaseSheet, job: Job) -> CaseSheet:
    """Make the sheet of a claimed job; as safe to run again as `draw_report`."""
    jobs.report_progress(job, step=steps.TYPESETTING, progress=40)
    return _store(sheet, job, draw_case_sheet(sheet.snapshot), sheet_path(sheet, _file_name(sheet, "pdf")))


def draw_municipality(sheet: MunicipalitySheet, job: Job) -> MunicipalitySheet:
    """Make the sheet of a municipality's quarter; as safe to run again as `draw_report`."""
    jobs.report_progress(job, step=steps.FETCHING, progress=10)
    _take_data(sheet, lambda: frozen_municipality(sheet.municipality, sheet.quarter))
    jobs.report_progress(job, step=steps.TYPESETTING, progress=40)
    path = municipality_sheet_path(sheet, _file_name(sheet, "pdf"))
    return _store(sheet, job, draw_quarter(sheet.snapshot), path)


def _file_name(row: Drawn, extension: str) -> str:
    return f"{row.pk}-{secrets.token_hex(4)}.{extension}"


def _store(row: Drawn, job: Job, drawn: Paper, path: str) -> Any:
    file = row.file.storage.save(path, ContentFile(drawn.content))
    try:
        _publish(row, job, drawn, file)
    except BaseException:
        row.file.storage.delete(file)
        raise
    _remove_leftovers(row)
    return row


def _take_data(row: Report | MunicipalitySheet, read: Callable[[], dict]) -> None:
    if row.snapshot is not None:
        return
    data = read()
    type(row).objects.filter(pk=row.pk, snapshot__isnull=True).update(
        snapshot=data, data_at=parse_datetime(data["taken_at"])
    )
    # An earlier attempt that was thought dead may have been first: what it stored is what is drawn.
    row.refresh_from_db(fields=["snapshot", "data_at"])


@transaction.atomic
def _publish(report: Drawn, job: Job, drawn: Paper, file: str) -> None:
    jobs.finish(job)
    report.file = file
    report.sha256 = hashlib.sha256(drawn.content).hexdigest()
    report.size = len(drawn.content)
    report.pages = drawn.pages
    report.save(update_fields=["file", "sha256", "size", "pages"])


def _remove_leftovers(report: Drawn) -> None:
    """Files of attempts that died between writing and publishing."""
    storage: Storage = report.file.storage
    folder, _slash, own = report.file.name.rpartition("/")
    for name in storage.listdir(folder)[1]:
        if name.startswith(f"{report.pk}-") and name != own:
            logger.warning("Removing %s/%s, left by an attempt that died", folder, name)
            storage.delete(f"{folder}/{name}")
