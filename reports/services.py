"""Ordering papers. Drawing them is the worker's business: `reports.drawing`."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case
from collaborations.access import access_for
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity, record_administrator_look, todays_looks
from common.exceptions import DomainError
from decisions.models import Round, TextVersion
from finance.models import BusinessCase
from jobs import services as jobs
from jobs.models import Job
from modelguide.models import GuideAnswer
from municipalities.models import Municipality
from reports.case_sheets import fingerprint, sheet_snapshot
from reports.models import CaseSheet, MunicipalitySheet, Report
from reports.quarters import Quarter

logger = logging.getLogger(__name__)
DRAW = "reports.draw"
DRAW_SHEET = "reports.draw_case_sheet"
DRAW_MUNICIPALITY = "reports.draw_municipality_sheet"


@transaction.atomic
def request_report(collaboration: Collaboration, *, actor: User, kind: Report.Kind = Report.Kind.STATUS) -> Report:
    """Order a paper. While one by the same person is under way it is that one, so that a double click is one order.

    One that is drawn again from the data of an earlier day is not what somebody asks for who asks now.
    """
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    under_way = collaboration.reports.under_way().with_new_data().filter(kind=kind, requested_by=actor).first()
    if under_way:
        return under_way
    parameters = {"collaboration": collaboration.slug, "kind": kind}
    job = jobs.enqueue(DRAW, parameters=parameters, requested_by=actor)
    report = Report.objects.create(collaboration=collaboration, kind=kind, job=job, requested_by=actor)
    record_activity(
        collaboration,
        kind=ActivityEntry.Kind.REPORT,
        text=_("Bestilte en statusrapport."),
        actor=actor,
        on_behalf_of=access_for(actor, collaboration).acting_for,
    )
    return report


@transaction.atomic
def request_text(version: TextVersion, *, actor: User, kind: Report.Kind) -> Report:
    """Order a published version on paper. It never changes, so a paper that is there, or coming, is that one."""
    collaboration = version.text.collaboration
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    made = Report.objects.filter(version=version, kind=kind).exclude(job__state=Job.State.FAILED).first()
    if made and not made.is_lost:
        return made
    job = jobs.enqueue(DRAW, parameters={"version": version.pk, "kind": kind}, requested_by=actor)
    return Report.objects.create(collaboration=collaboration, version=version, kind=kind, job=job, requested_by=actor)


@transaction.atomic
def request_agenda(round_: Round, *, municipality: Municipality | None, actor: User) -> Report:
    """Order the agenda items of a round: of all municipalities, or of one. Raises DomainError without a common text.

    While the same is under way it is that one.
    """
    collaboration = round_.collaboration
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if not hasattr(round_, "agenda"):
        raise DomainError(_("Skriv først den fælles tekst til runden."))
    same = {"kind": Report.Kind.AGENDA, "round": round_, "municipality": municipality}
    under_way = collaboration.reports.under_way().with_new_data().filter(**same, requested_by=actor).first()
    if under_way:
        return under_way
    parameters = {"round": round_.pk, "municipality": municipality.code if municipality else ""}
    job = jobs.enqueue(DRAW, parameters=parameters, requested_by=actor)
    return Report.objects.create(collaboration=collaboration, job=job, requested_by=actor, **same)


@transaction.atomic
def request_case(case: BusinessCase, *, actor: User) -> Report:
    """Order the summary of an approved version. It never changes, so a paper that is there, or coming, is that one.

    Raises DomainError for a draft.
    """
    collaboration = case.collaboration
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if case.is_draft:
        raise DomainError(_("Godkend kladden først. Papiret laves af den godkendte version."))
    made = Report.objects.filter(case=case).exclude(job__state=Job.State.FAILED).first()
    if made and not made.is_lost:
        return made
    job = jobs.enqueue(DRAW, parameters={"case": case.pk}, requested_by=actor)
    return Report.objects.create(
        collaboration=collaboration, case=case, kind=Report.Kind.CASE, job=job, requested_by=actor
    )


@transaction.atomic
def request_case_sheet(case: Case, *, actor: User) -> CaseSheet:
    """Order a published case on paper. One that was made of the same content before, or is coming, is that one.

    A lost file and a job that failed are tried once more.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    snapshot = sheet_snapshot(case)
    made = case.sheets.select_related("job").filter(fingerprint=fingerprint(snapshot)).first()
    if made and made.job.state != Job.State.FAILED and not made.is_lost:
        return made
    job = jobs.enqueue(DRAW_SHEET, parameters={"case": case.slug}, requested_by=actor)
    if made is None:
        return CaseSheet.objects.create(case=case, fingerprint=fingerprint(snapshot), snapshot=snapshot, job=job)
    made.job = job
    made.file, made.sha256, made.size, made.pages = "", "", None, None
    made.save(update_fields=["job", "file", "sha256", "size", "pages"])
    return made


@transaction.atomic
def request_memo(answer: GuideAnswer, *, actor: User, kind: Report.Kind) -> Report:
    """Order the memo of an answer in the guide. It never changes, so a paper that is there, or coming, is that one."""
    collaboration = answer.collaboration
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    made = Report.objects.filter(guide_answer=answer, kind=kind).exclude(job__state=Job.State.FAILED).first()
    if made and not made.is_lost:
        return made
    job = jobs.enqueue(DRAW, parameters={"guide_answer": answer.pk, "kind": kind}, requested_by=actor)
    return Report.objects.create(
        collaboration=collaboration, guide_answer=answer, kind=kind, job=job, requested_by=actor
    )


@transaction.atomic
def request_quarter(collaboration: Collaboration, quarter: Quarter, *, actor: User) -> Report:
    """Order the sheet of a quarter. While one by the same person is under way it is that one."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    same = {"kind": Report.Kind.QUARTER, "quarter": quarter.first}
    under_way = collaboration.reports.under_way().with_new_data().filter(**same, requested_by=actor).first()
    if under_way:
        return under_way
    parameters = {"collaboration": collaboration.slug, "quarter": quarter.first.isoformat()}
    job = jobs.enqueue(DRAW, parameters=parameters, requested_by=actor)
    return Report.objects.create(collaboration=collaboration, job=job, requested_by=actor, **same)


@transaction.atomic
def request_municipality_sheet(municipality: Municipality, quarter: Quarter, *, actor: User) -> MunicipalitySheet:
    """Order the sheet of a quarter for all that a municipality takes part in. The same while it is under way."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    waiting = municipality.quarter_sheets.filter(file="").exclude(job__state=Job.State.FAILED)
    under_way = waiting.filter(quarter=quarter.first, requested_by=actor).first()
    if under_way:
        return under_way
    parameters = {"municipality": municipality.code, "quarter": quarter.first.isoformat()}
    job = jobs.enqueue(DRAW_MUNICIPALITY, parameters=parameters, requested_by=actor)
    return MunicipalitySheet.objects.create(
        municipality=municipality, quarter=quarter.first, job=job, requested_by=actor
    )


@transaction.atomic
def retry_report(report: Report, *, actor: User) -> Report:
    """Try a report that failed once more, from the data that it already has."""
    jobs.retry(report.job, actor=actor)
    return report


@transaction.atomic
def retry_municipality_sheet(sheet: MunicipalitySheet, *, actor: User) -> MunicipalitySheet:
    """Try one that failed once more: the same quarter, and the data that it already has."""
    jobs.retry(sheet.job, actor=actor)
    return sheet


def record_looks(sheet: MunicipalitySheet, *, administrator: User) -> None:
    """Leave a trace in each collaboration of the sheet that the administrator does not take part in, once a day."""
    named = [each["collaboration"] for each in sheet.snapshot["collaborations"]]
    looks = todays_looks(administrator).filter(collaboration__in=named).order_by().values("collaboration")
    for each in Collaboration.objects.filter(pk__in=named).exclude(pk__in=looks):
        if access_for(administrator, each).looks_from_outside:
            record_administrator_look(each, administrator=administrator)


@transaction.atomic
def redraw_report(report: Report, *, actor: User) -> Report:
    """Draw a report whose file is lost once more, from its own data. While the file is there nothing happens."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not report.is_lost:
        return report
    logger.warning("The lost file %s is drawn again for user %s", report.file.name, actor.pk)
    report.job = jobs.enqueue(DRAW, parameters=report.job.parameters, requested_by=actor)
    report.file, report.sha256, report.size, report.pages = "", "", None, None
    report.save(update_fields=["job", "file", "sha256", "size", "pages"])
    return report
