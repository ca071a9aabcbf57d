"""The lease is renewed while the work runs, and the thread that does it goes when the work is over."""

import datetime as dt
import threading
import time

import pytest
from django.utils import timezone

from accounts.models import User
from jobs import services
from jobs.lease import Heartbeat
from jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claimed(settings):
    settings.JOB_LEASE_SECONDS = 1
    user = User.objects.create_user("bestiller@example.org")
    job = services.enqueue("reports.draw", parameters={}, requested_by=user)
    return services.claim(job.pk, "worker")


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def lease(job):
    return Job.objects.get(pk=job.pk).lease_until


def is_let_go(job):
    """Nobody renews the lease any more, and it has run out."""
    renewing = any(thread.name == f"lease-{job.pk}" for thread in threading.enumerate())
    return not renewing and lease(job) < timezone.now()


def test_work_that_takes_longer_than_a_lease_keeps_its_job(claimed, settings):
    first_lease = claimed.lease_until
    with services.running(claimed):
        wait_until(lambda: lease(claimed) > first_lease + dt.timedelta(seconds=settings.JOB_LEASE_SECONDS))
        assert services.claim(claimed.pk, "other") is None
        services.finish(claimed)
    assert Job.objects.get(pk=claimed.pk).attempts == 1


def test_the_heartbeat_stops_when_another_worker_holds_the_job(claimed):
    with Heartbeat(claimed) as heartbeat:
        Job.objects.filter(pk=claimed.pk).update(worker="other")
        wait_until(lambda: not heartbeat.is_alive())
        stolen = lease(claimed)
    assert lease(claimed) == stolen


def test_the_job_of_work_that_hangs_goes_to_another_worker_and_fails_in_the_end(claimed, settings):
    settings.JOB_MAX_SECONDS, settings.JOB_MAX_ATTEMPTS = 0.5, 2
    with services.running(claimed):
        wait_until(lambda: is_let_go(claimed))
        second = services.claim(claimed.pk, "other")
        with services.running(second):
            wait_until(lambda: is_let_go(claimed))
            services.sweep()
            failed = Job.objects.get(pk=claimed.pk)
            assert (failed.state, failed.attempts, len(failed.error_number)) == (Job.State.FAILED, 2, 4)
            services.finish(second)
            pytest.fail("the second attempt published what had been given up")
        services.report_progress(claimed, step="Sætter op", progress=50)
        pytest.fail("the first attempt went on")
    assert Job.objects.get(pk=claimed.pk).state == Job.State.FAILED


def test_losing_the_job_ends_the_work_without_failing_it(claimed):
    with services.running(claimed):
        Job.objects.filter(pk=claimed.pk).update(worker="other")
        services.report_progress(claimed, step="Sætter op", progress=50)
        pytest.fail("the work went on")
    job = Job.objects.get(pk=claimed.pk)
    assert (job.state, job.worker, job.step) == (Job.State.RUNNING, "other", "")


def test_no_thread_is_left_when_the_work_is_over(claimed):
    with services.running(claimed):
        services.finish(claimed)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("lease-")] == []
