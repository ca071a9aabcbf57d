"""The life of a job. Rows are real and so is the broker (a folder); nothing of ours is replaced."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from jobs import services
from jobs.models import Job

pytestmark = pytest.mark.django_db
MESSAGES = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])


@pytest.fixture(autouse=True)
def _empty_queue():
    for message in MESSAGES.glob("*.msg"):
        message.unlink()


@pytest.fixture
def user():
    return User.objects.create_user("bestiller@example.org", name="Bestiller")


@pytest.fixture
def job(user):
    return services.enqueue("reports.draw", parameters={"kind": "status"}, requested_by=user)


@pytest.fixture
def no_broker():
    """A broker that can not take a message: where its folder should be there is a file."""
    hidden = MESSAGES.with_name("hidden")
    MESSAGES.rename(hidden)
    MESSAGES.write_text("")
    yield
    MESSAGES.unlink()
    hidden.rename(MESSAGES)


def messages() -> int:
    return len(list(MESSAGES.glob("*.msg")))


def age(job, seconds):
    Job.objects.filter(pk=job.pk).update(queued_at=timezone.now() - dt.timedelta(seconds=seconds))


def let_the_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def test_a_job_is_sent_when_its_transaction_is_committed_and_not_before(user, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.enqueue("reports.draw", parameters={}, requested_by=user)
        assert messages() == 0
    assert messages() == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_transaction_that_is_rolled_back_leaves_neither_row_nor_message(user):
    with transaction.atomic():
        services.enqueue("reports.draw", parameters={}, requested_by=user)
        transaction.set_rollback(True)
    assert (Job.objects.count(), messages()) == (0, 0)


@pytest.mark.usefixtures("no_broker")
def test_without_a_broker_the_job_waits_in_its_row_until_a_sweep(user, django_capture_on_commit_callbacks, caplog):
    with django_capture_on_commit_callbacks(execute=True):
        job = services.enqueue("reports.draw", parameters={}, requested_by=user)
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED
    assert "the sweep sends it again" in caplog.text


def test_a_claim_takes_the_job_for_one_attempt_with_a_lease(job):
    before = timezone.now()
    claimed = services.claim(job.pk, "somewhere")
    assert (claimed.state, claimed.attempts) == (Job.State.RUNNING, 1)
    assert claimed.worker.startswith("somewhere/")
    assert claimed.lease_until >= before + dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)


def test_a_second_message_for_a_job_that_runs_changes_nothing(job):
    claimed = services.claim(job.pk, "first")
    assert services.claim(job.pk, "second") is None
    job.refresh_from_db()
    assert (job.worker, job.attempts) == (claimed.worker, 1)


def test_a_message_for_a_job_that_is_done_or_unknown_changes_nothing(job):
    services.finish(services.claim(job.pk, "first"))
    assert services.claim(job.pk, "second") is None
    assert services.claim("00000000-0000-0000-0000-000000000000", "second") is None


def test_a_job_whose_lease_has_run_out_is_taken_by_another_worker(job):
    services.claim(job.pk, "killed")
    let_the_lease_run_out(job)
    second = services.claim(job.pk, "other")
    assert (second.attempts, second.worker.split("/")[0]) == (2, "other")


def test_the_worker_that_lost_its_job_writes_nothing_more(job):
    first = services.claim(job.pk, "slow")
    let_the_lease_run_out(job)
    second = services.claim(job.pk, "slow")
    for late in (
        lambda: services.report_progress(first, step="Henter data", progress=10),
        lambda: services.finish(first),
    ):
        with pytest.raises(services.JobLost):
            late()
    services.fail(first, ValueError("too late"))
    job.refresh_from_db()
    assert (job.state, job.worker, job.progress, job.error) == (Job.State.RUNNING, second.worker, 0, "")


def test_progress_is_written_and_lengthens_the_lease(job):
    claimed = services.claim(job.pk, "worker")
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now())
    services.report_progress(claimed, step="Henter data", progress=20)
    job.refresh_from_db()
    assert (job.step, job.progress) == ("Henter data", 20)
    assert job.lease_until > timezone.now() + dt.timedelta(seconds=settings.JOB_LEASE_SECONDS - 2)


def test_a_finished_job_has_no_lease_and_is_at_a_hundred_per_cent(job):
    services.finish(services.claim(job.pk, "worker"))
    job.refresh_from_db()
    assert (job.state, job.step, job.progress, job.lease_until) == (Job.State.DONE, "Klar", 100, None)
    assert job.finished_at is not None


def test_an_exception_fails_the_attempt_and_the_next_one_is_sent_at_once(job, django_capture_on_commit_callbacks):
    claimed = services.claim(job.pk, "worker")
    with django_capture_on_commit_callbacks(execute=True), services.running(claimed):
        raise ValueError("the paper jammed")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error_number, job.lease_until) == (Job.State.QUEUED, 1, "", None)
    assert "ValueError: the paper jammed" in job.error
    assert messages() == 1


def test_after_the_last_attempt_the_job_has_failed_with_a_number_that_the_log_knows(job, caplog):
    for _attempt in range(settings.JOB_MAX_ATTEMPTS):
        with services.running(services.claim(job.pk, "worker")):
            raise ValueError("the paper jammed")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == (Job.State.FAILED, settings.JOB_MAX_ATTEMPTS, None)
    assert len(job.error_number) == 4
    assert int(job.error_number, 16) >= 0
    assert f"Error number {job.error_number}" in caplog.text
    assert services.claim(job.pk, "worker") is None


def test_a_user_may_begin_a_new_round_of_attempts(job, user, django_capture_on_commit_callbacks):
    for _attempt in range(settings.JOB_MAX_ATTEMPTS):
        services.fail(services.claim(job.pk, "worker"), ValueError("jam"))
    age(job, 3600)
    job.refresh_from_db()
    before = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        services.retry(job, actor=user)
    assert (job.state, job.attempts, job.error, job.error_number) == (Job.State.QUEUED, 0, "", "")
    assert job.queued_at >= before > job.created_at
    assert messages() == 1
    assert services.claim(job.pk, "worker").attempts == 1


@pytest.mark.parametrize("state", [Job.State.QUEUED, Job.State.RUNNING, Job.State.DONE])
def test_trying_again_does_nothing_to_a_job_that_has_not_failed(job, user, state, django_capture_on_commit_callbacks):
    Job.objects.filter(pk=job.pk).update(state=state, attempts=1, lease_until=timezone.now() + dt.timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        services.retry(job, actor=user)
    assert (job.state, job.attempts, messages()) == (state, 1, 0)


def test_the_sweep_sends_what_has_waited_for_a_lease_but_not_what_was_just_ordered(job):
    assert (services.sweep(), messages()) == (0, 0)
    age(job, settings.JOB_LEASE_SECONDS + 1)
    assert (services.sweep(), messages()) == (1, 1)


def test_a_worker_that_starts_sends_everything_that_waits(job):
    assert (services.sweep(everything=True), messages()) == (1, 1)


def test_the_sweep_sends_what_a_dead_worker_held_but_not_what_a_living_one_holds(job):
    age(job, 600)
    services.claim(job.pk, "worker")
    assert services.sweep() == 0
    let_the_lease_run_out(job)
    assert services.sweep() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.RUNNING, 1)


def test_the_sweep_gives_up_a_job_whose_last_attempt_died(job):
    for _attempt in range(settings.JOB_MAX_ATTEMPTS):
        assert services.claim(job.pk, "killed") is not None
        let_the_lease_run_out(job)
    age(job, 600)
    assert services.sweep() == 0
    job.refresh_from_db()
    assert (job.state, len(job.error_number), job.lease_until) == (Job.State.FAILED, 4, None)
    assert messages() == 0


@pytest.mark.usefixtures("no_broker")
def test_a_sweep_without_a_broker_says_that_nothing_was_sent(job):
    age(job, 600)
    assert services.sweep() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_that_get_the_same_message_only_one_takes_the_job(user):
    job = services.enqueue("reports.draw", parameters={}, requested_by=user)
    ready, taken = threading.Barrier(4), []

    def claim():
        ready.wait()
        try:
            taken.append(services.claim(job.pk, "worker"))
        finally:
            connection.close()

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    job.refresh_from_db()
    assert sorted(claimed is not None for claimed in taken) == [False, False, False, True]
    assert job.attempts == 1
