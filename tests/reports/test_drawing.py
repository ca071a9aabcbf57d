"""The worker makes a paper once, whatever happens to the attempts before."""

import datetime as dt
import hashlib
import threading

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection, transaction
from django.utils import timezone

from collaborations.models import ActivityEntry, Collaboration
from jobs import services as jobs
from jobs.models import Job
from reports import services
from reports.drawing import draw_report
from reports.models import Report, report_path
from reports.tasks import draw
from tests.reports.papers import pages_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(founding, koordinator):
    return services.request_report(founding, actor=koordinator)


def content_of(report: Report) -> bytes:
    with report.file.open() as file:
        return file.read()


def files_of(report: Report) -> list[str]:
    folder = report_path(report, "")
    try:
        names = report.file.storage.listdir(folder)[1]
    except FileNotFoundError:
        return []
    return [f"{folder}{name}" for name in names if name.startswith(f"{report.pk}-")]


def no_space_left(*args, **kwargs):
    raise OSError("No space left on device")


def let_the_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def test_an_ordered_report_becomes_a_file_with_size_pages_and_hash(ordered):
    draw.apply(args=[str(ordered.job_id)])
    report = Report.objects.get(pk=ordered.pk)
    content = content_of(report)
    assert (report.job.state, report.job.attempts) == (Job.State.DONE, 1)
    assert report.size == len(content)
    assert report.pages == len(pages_of(content))
    assert report.sha256 == hashlib.sha256(content).hexdigest()
    assert report.data_at is not None
    assert files_of(report) == [report.file.name]


def test_a_second_message_for_the_same_report_makes_nothing_more(ordered):
    draw.apply(args=[str(ordered.job_id)])
    first = Report.objects.get(pk=ordered.pk)
    draw.apply(args=[str(ordered.job_id)])
    again = Report.objects.get(pk=ordered.pk)
    assert (again.file.name, again.sha256, again.job.attempts) == (first.file.name, first.sha256, 1)
    assert len(files_of(again)) == 1


def test_the_data_are_taken_once_and_kept_when_an_attempt_fails(ordered, founding, monkeypatch):
    with monkeypatch.context() as full_disk:
        full_disk.setattr(FileSystemStorage, "save", no_space_left)
        draw.apply(args=[str(ordered.job_id)])
    taken = Report.objects.select_related("job").get(pk=ordered.pk)
    assert (taken.job.state, taken.job.attempts, taken.is_ready) == (Job.State.QUEUED, 1, False)
    Collaboration.objects.filter(pk=founding.pk).update(name="Et nyt navn")
    draw.apply(args=[str(ordered.job_id)])
    report = Report.objects.select_related("job").get(pk=ordered.pk)
    assert (report.job.state, report.job.attempts) == (Job.State.DONE, 2)
    assert (report.snapshot, report.data_at) == (taken.snapshot, taken.data_at)
    assert "Et nyt navn" not in text_of(content_of(report))


class Meddler:
    """Changes the collaboration from a connection of its own, once the participants are being read on this one."""

    def __init__(self, collaboration, actor):
        self.collaboration, self.actor = collaboration, actor
        self.thread = threading.Thread(target=self.change)

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if 'FROM "collaborations_participation"' in sql and self.thread.ident is None:
            self.thread.start()
            self.thread.join(timeout=2)  # where readers keep writers waiting it is done afterwards
        return result

    def change(self):
        try:
            with transaction.atomic():
                Collaboration.objects.filter(pk=self.collaboration.pk).update(name="Et nyt navn")
                ActivityEntry.objects.create(
                    collaboration=self.collaboration, kind="facts", text="Gav det et nyt navn.", actor=self.actor
                )
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_somebody_changes_while_the_data_are_taken_is_left_out_whole(ordered, founding, koordinator):
    meddler = Meddler(founding, koordinator)
    with connection.execute_wrapper(meddler):
        draw.apply(args=[str(ordered.job_id)])
    meddler.thread.join()
    assert Collaboration.objects.get(pk=founding.pk).name == "Et nyt navn"
    taken = Report.objects.get(pk=ordered.pk).snapshot
    assert taken["name"] == "Fælles it-drift"
    assert [entry["text"] for entry in taken["activity"]] == ["Bestilte en statusrapport."]


def test_what_was_changed_after_the_worker_read_the_order_is_in_it(ordered, founding):
    report = Report.objects.select_related("collaboration").get(pk=ordered.pk)
    Collaboration.objects.filter(pk=founding.pk).update(name="Et nyt navn")
    with jobs.running(jobs.claim(ordered.job_id, "worker")) as job:
        draw_report(report, job)
    assert Report.objects.get(pk=ordered.pk).snapshot["name"] == "Et nyt navn"


def test_what_an_attempt_left_when_it_died_is_removed(ordered):
    storage = ordered.file.storage
    left = storage.save(report_path(ordered, f"{ordered.pk}-dead.pdf"), ContentFile(b"half"))
    other = storage.save(report_path(ordered, f"{ordered.pk}1-other.pdf"), ContentFile(b"another report's"))
    draw.apply(args=[str(ordered.job_id)])
    assert (storage.exists(left), storage.exists(other)) == (False, True)


def test_whoever_has_lost_the_job_publishes_nothing(ordered):
    slow = jobs.claim(ordered.job_id, "slow")
    jobs.report_progress(slow, step="Sætter op", progress=40)
    let_the_lease_run_out(slow)
    quick = jobs.claim(ordered.job_id, "quick")
    with jobs.running(slow):
        draw_report(Report.objects.get(pk=ordered.pk), slow)
    assert Report.objects.get(pk=ordered.pk).is_ready is False
    assert files_of(ordered) == []
    with jobs.running(quick):
        draw_report(Report.objects.get(pk=ordered.pk), quick)
    report = Report.objects.get(pk=ordered.pk)
    assert (report.job.state, report.job.attempts) == (Job.State.DONE, 2)
    assert files_of(report) == [report.file.name]


def test_an_attempt_that_loses_the_job_at_the_last_moment_takes_its_file_back(ordered, monkeypatch):
    """Between writing the file and publishing it."""
    job = jobs.claim(ordered.job_id, "slow")
    save = FileSystemStorage.save

    def save_and_be_overtaken(storage, name, content, **kwargs):
        Job.objects.filter(pk=job.pk).update(worker="other")
        return save(storage, name, content, **kwargs)

    monkeypatch.setattr(FileSystemStorage, "save", save_and_be_overtaken)
    with jobs.running(job):
        draw_report(ordered, job)
    assert Report.objects.get(pk=ordered.pk).is_ready is False
    assert files_of(ordered) == []


def test_a_report_that_can_not_be_drawn_fails_after_the_last_attempt_and_keeps_its_order(ordered, break_report):
    report = break_report(ordered)
    assert (report.job.state, report.job.attempts) == (Job.State.FAILED, settings.JOB_MAX_ATTEMPTS)
    assert "KeyError" in report.job.error
    assert report.is_ready is False
    assert files_of(report) == []
