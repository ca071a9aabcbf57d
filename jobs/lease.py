"""The lease that a worker has on a job: how long it lasts, and the thread that renews it."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from jobs.models import Job

logger = logging.getLogger(__name__)


def lease_end() -> dt.datetime:
    return timezone.now() + dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)


class Heartbeat(threading.Thread):
    """Renews the lease three times per lease until the work is over, takes too long, or somebody else holds the job.

    A thread, because drawing a long paper is one call that lasts longer than a lease. A process that is killed takes
    its threads along, which is the point. Work that hangs without dying is let go after JOB_MAX_SECONDS: the lease
    runs out, and the sweep finds it.
    """

    def __init__(self, job: Job):
        super().__init__(name=f"lease-{job.pk}", daemon=True)
        self.job = job
        self.over = threading.Event()
        self.deadline = time.monotonic() + settings.JOB_MAX_SECONDS

    def __enter__(self) -> Heartbeat:
        self.start()
        return self

    def __exit__(self, *exc_info) -> None:
        self.over.set()
        self.join()

    def run(self) -> None:
        try:
            while not self.over.wait(settings.JOB_LEASE_SECONDS / 3):
                if time.monotonic() > self.deadline:
                    logger.error("Job %s takes too long; its lease is no longer renewed", self.job.pk)
                    return
                if not self.renew():
                    return
        finally:
            connection.close()  # this thread's own

    def renew(self) -> bool:
        """False when the job is no longer ours. A database that does not answer may answer at the next beat."""
        close_old_connections()
        held = Job.objects.filter(pk=self.job.pk, worker=self.job.worker, state=Job.State.RUNNING)
        try:
            return bool(held.update(lease_until=lease_end()))
        except Error:
            logger.warning("The lease of job %s could not be renewed", self.job.pk, exc_info=True)
            return True
