"""The life of a job: enqueued, claimed with a lease, worked on, finished or failed, swept up when its worker died.

The row is the truth. A message only wakes a worker, so messages may be lost, doubled or late without harm: a job is
taken by one conditional UPDATE, and whoever no longer holds the lease writes nothing.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import traceback
from contextlib import contextmanager
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jobs.lease import Heartbeat, lease_end
from jobs.models import Job

logger = logging.getLogger(__name__)


class JobLost(Exception):
    """Somebody else holds the job now: this attempt must stop and write nothing more."""


@transaction.atomic
def enqueue(task_name: str, *, parameters: dict, requested_by) -> Job:
    """A job that waits for a worker. Made in the caller's transaction and sent once that is committed."""
    job = Job.objects.create(task_name=task_name, parameters=parameters, requested_by=requested_by)
    transaction.on_commit(partial(_send, job))
    return job


def claim(job_id, worker: str) -> Job | None:
    """Take the job for one attempt, or None when it is finished, taken by another, or out of attempts.

    `worker` says where it runs. Each claim adds a word of its own, so that no two attempts are ever mistaken.
    """
    holder = f"{worker[:100]}/{secrets.token_hex(4)}"
    taken = (
        Job.objects.filter(pk=job_id)
        .claimable()
        .filter(attempts__lt=settings.JOB_MAX_ATTEMPTS)
        .update(
            state=Job.State.RUNNING,
            worker=holder,
            attempts=F("attempts") + 1,
            lease_until=lease_end(),
            started_at=timezone.now(),
            error_number="",
        )
    )
    return Job.objects.get(pk=job_id) if taken else None


@contextmanager
def running(job: Job):
    """Do the work of a claimed job inside: its lease is renewed meanwhile, and an exception fails the attempt.

    The work itself calls `finish` in the transaction that writes its result.
    """
    try:
        with Heartbeat(job):
            yield job
    except JobLost:
        logger.warning("Job %s (%s) was taken over by another worker", job.pk, job.task_name)
    except Exception as exc:  # whatever the work raised, time limits included, is a failure of this attempt
        fail(job, exc)


def report_progress(job: Job, *, step: str, progress: int) -> Job:
    """Say how far the work is: `step` in Danish for the user, `progress` in per cent. Raises JobLost."""
    return _update_held(job, step=step, progress=progress, lease_until=lease_end())


@transaction.atomic
def finish(job: Job) -> Job:
    """The work is done. Call it before writing the result, in the same transaction: JobLost then undoes everything."""
    return _update_held(
        job,
        state=Job.State.DONE,
        step=str(Job.State.DONE.label),
        progress=100,
        lease_until=None,
        finished_at=timezone.now(),
        error="",
    )


@transaction.atomic
def fail(job: Job, exc: BaseException) -> Job:
    """This attempt failed. Another follows at once while any are left; after the last there is an error number."""
    error = "".join(traceback.format_exception(exc))
    try:
        if job.attempts < settings.JOB_MAX_ATTEMPTS:
            _update_held(job, state=Job.State.QUEUED, step="", progress=0, lease_until=None, error=error)
            transaction.on_commit(partial(_send, job))
            logger.warning("Attempt %s of job %s (%s) failed", job.attempts, job.pk, job.task_name, exc_info=exc)
        else:
            _update_held(job, error=error, **_given_up())
            logger.error("Job %s (%s) failed. Error number %s", job.pk, job.task_name, job.error_number, exc_info=exc)
    except JobLost:
        logger.warning("Job %s failed after another worker had taken it over", job.pk, exc_info=exc)
    return job


@transaction.atomic
def retry(job: Job, *, actor) -> Job:
    """Begin a new round of attempts on a job that failed. On any other (a second click) nothing happens."""
    again = Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(
        state=Job.State.QUEUED,
        attempts=0,
        step="",
        progress=0,
        worker="",
        error="",
        error_number="",
        queued_at=timezone.now(),
        finished_at=None,
    )
    job.refresh_from_db()
    if again:
        logger.info("Job %s (%s) is tried again by user %s", job.pk, job.task_name, actor.pk)
        transaction.on_commit(partial(_send, job))
    return job


def sweep(*, everything: bool = False) -> int:
    """Give up jobs whose last attempt died, and wake a worker for those that wait. Returns how many were sent.

    A job that waits shorter than a lease is left alone, since its message is probably on its way; with `everything`
    (a worker has just started) it is sent too: a message that a dead worker had fetched is gone.
    """
    for job in Job.objects.claimable().filter(attempts__gte=settings.JOB_MAX_ATTEMPTS):
        _give_up(job)
    waiting = Job.objects.claimable()
    if not everything:
        waiting = waiting.filter(queued_at__lt=timezone.now() - dt.timedelta(seconds=settings.JOB_LEASE_SECONDS))
    return sum(_send(job) for job in waiting.only("pk", "task_name"))


def _update_held(job: Job, **values) -> Job:
    """Write to the row only if this attempt still holds it; the instance follows."""
    held = Job.objects.filter(pk=job.pk, worker=job.worker, state=Job.State.RUNNING)
    if not held.update(**values):
        raise JobLost(job.pk)
    for name, value in values.items():
        setattr(job, name, value)
    return job


def _given_up() -> dict:
    return {
        "state": Job.State.FAILED,
        "lease_until": None,
        "finished_at": timezone.now(),
        "error_number": secrets.token_hex(2).upper(),
    }


def _give_up(job: Job) -> None:
    values = _given_up()
    # `claimable` once more: between the look and now a worker may have finished it.
    if Job.objects.filter(pk=job.pk, worker=job.worker).claimable().update(error="The worker died.", **values):
        logger.error("Job %s (%s) is given up. Error number %s", job.pk, job.task_name, values["error_number"])


def _send(job: Job) -> bool:
    """Wake a worker. Without a broker the job waits in its row until a sweep sends it."""
    try:
        current_app.send_task(
            job.task_name, args=[str(job.pk)], retry_policy={"max_retries": 1, "interval_start": 0, "interval_max": 0}
        )
    except Exception:  # every transport raises errors of its own kind
        logger.warning("Job %s could not be sent; the sweep sends it again", job.pk, exc_info=True)
        return False
    return True
