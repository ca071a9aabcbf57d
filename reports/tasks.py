"""Celery tasks of this app: id in, service out."""

from celery import shared_task

from jobs import services as jobs
from reports.drawing import draw_municipality, draw_report, draw_sheet
from reports.models import CaseSheet, MunicipalitySheet, Report
from reports.services import DRAW, DRAW_MUNICIPALITY, DRAW_SHEET


@shared_task(bind=True, name=DRAW)
def draw(self, job_id: str) -> None:
    job = jobs.claim(job_id, worker=self.request.hostname)
    if job is None:
        return
    with jobs.running(job):
        draw_report(Report.objects.for_drawing().get(job=job), job)


@shared_task(bind=True, name=DRAW_SHEET)
def draw_case_sheet(self, job_id: str) -> None:
    job = jobs.claim(job_id, worker=self.request.hostname)
    if job is None:
        return
    with jobs.running(job):
        draw_sheet(CaseSheet.objects.select_related("case").get(job=job), job)


@shared_task(bind=True, name=DRAW_MUNICIPALITY)
def draw_municipality_sheet(self, job_id: str) -> None:
    job = jobs.claim(job_id, worker=self.request.hostname)
    if job is None:
        return
    with jobs.running(job):
        draw_municipality(MunicipalitySheet.objects.select_related("municipality").get(job=job), job)
