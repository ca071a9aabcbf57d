"""Celery tasks of this app, and what a worker does when it starts."""

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings

from jobs import services


@shared_task(name="jobs.sweep")
def sweep(everything: bool = False) -> None:
    services.sweep(everything=everything)


@worker_ready.connect
def sweep_when_a_worker_starts(**kwargs) -> None:
    """Now for what waits; and one lease later for what a worker that was killed just before still seems to hold."""
    sweep.apply_async(kwargs={"everything": True})
    sweep.apply_async(countdown=settings.JOB_LEASE_SECONDS + 1)
