"""Celery tasks of this app, and what a worker does when it starts and for each task of the schedule."""

from celery import shared_task
from celery.signals import task_failure, task_prerun, task_success, worker_ready
from django.conf import settings

from jobs import schedules, services


@shared_task(name="jobs.sweep")
def sweep() -> None:
    services.sweep()


@shared_task(name="jobs.sweep_at_start")
def sweep_at_start(everything: bool = False) -> None:
    """Not by beat: it has a name of its own, so that it is not taken for a sign that beat lives."""
    services.sweep(everything=everything)


@worker_ready.connect
def sweep_when_a_worker_starts(**kwargs) -> None:
    """Now for what waits; and one lease later for what a worker that was killed just before still seems to hold."""
    sweep_at_start.apply_async(kwargs={"everything": True})
    sweep_at_start.apply_async(countdown=settings.JOB_LEASE_SECONDS + 1)


# No task says by itself that it ran: one of an app below this could not, and the next one would forget it.


@task_prerun.connect
def note_start(task, **kwargs) -> None:
    schedules.note_start(task.name)


@task_success.connect
def note_success(sender, **kwargs) -> None:
    schedules.note_success(sender.name)


@task_failure.connect
def note_failure(sender, exception, **kwargs) -> None:
    schedules.note_failure(sender.name, exception)
