"""Drawing a paper, in the worker. Apart from `services`, so that the web process never loads the PDF renderer."""

from __future__ import annotations

import hashlib
import logging
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.dateparse import parse_datetime

from jobs import services as jobs
from jobs.models import Job
from reports import steps
from reports.case_sheet_paper import draw_case_sheet
from reports.kinds import KINDS
from reports.models import CaseSheet, Report, report_path, sheet_path
from reports.rendering import Paper

logger = logging.getLogger(__name__)


def draw_report(report: Report, job: Job) -> Report:
    """Make the paper of a claimed job. Safe to run again at any point: there is one row, and one file in the end.

    The data are taken the first time and kept. The file gets a name of its own in each attempt, and becomes the
    report's in the same transaction that finishes the job, so whoever has lost the job publishes nothing.
    """
    jobs.report_progress(job, step=steps.FETCHING, progress=10)
    _take_snapshot(report)
    jobs.report_progress(job, step=steps.TYPESETTING, progress=40)
    drawn = KINDS[report.kind].draw(report.snapshot)
    file = report.file.storage.save(
        report_path(report, f"{report.pk}-{secrets.token_hex(4)}.{report.extension}"), ContentFile(drawn.content)
    )
    try:
        _publish(report, job, drawn, file)
    except BaseException:
        report.file.storage.delete(file)
        raise
    _remove_leftovers(report)
    return report


def draw_sheet(sheet: CaseSheet, job: Job) -> CaseSheet:
    """Make the sheet of a claimed job; as safe to run again as `draw_report`."""
    jobs.report_progress(job, step=steps.TYPESETTING, progress=40)
    drawn = draw_case_sheet(sheet.snapshot)
    name = sheet_path(sheet, f"{sheet.pk}-{secrets.token_hex(4)}.pdf")
    file = sheet.file.storage.save(name, ContentFile(drawn.content))
    try:
        _publish(sheet, job, drawn, file)
    except BaseException:
        sheet.file.storage.delete(file)
        raise
    _remove_leftovers(sheet)
    return sheet


def _take_snapshot(report: Report) -> None:
    if report.snapshot is not None:
        return
    data = KINDS[report.kind].snapshot(report)
    Report.objects.filter(pk=report.pk, snapshot__isnull=True).update(
        snapshot=data, data_at=parse_datetime(data["taken_at"])
    )
    # An earlier attempt that was thought dead may have been first: what it stored is what is drawn.
    report.refresh_from_db(fields=["snapshot", "data_at"])


@transaction.atomic
def _publish(report: Report | CaseSheet, job: Job, drawn: Paper, file: str) -> None:
    jobs.finish(job)
    report.file = file
    report.sha256 = hashlib.sha256(drawn.content).hexdigest()
    report.size = len(drawn.content)
    report.pages = drawn.pages
    report.save(update_fields=["file", "sha256", "size", "pages"])


def _remove_leftovers(report: Report | CaseSheet) -> None:
    """Files of attempts that died between writing and publishing."""
    storage: Storage = report.file.storage
    folder, _slash, own = report.file.name.rpartition("/")
    for name in storage.listdir(folder)[1]:
        if name.startswith(f"{report.pk}-") and name != own:
            logger.warning("Removing %s/%s, left by an attempt that died", folder, name)
            storage.delete(f"{folder}/{name}")
