"""Ordering a paper and trying again."""

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from collaborations.models import ActivityEntry, Collaboration
from jobs.models import Job
from reports import services
from reports.models import Report
from reports.tasks import draw
from tests.reports.papers import text_of

pytestmark = pytest.mark.django_db
MESSAGES = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])


@pytest.fixture
def no_broker():
    """A broker that can not take a message: where its folder should be there is a file."""
    hidden = MESSAGES.with_name("hidden")
    MESSAGES.rename(hidden)
    MESSAGES.write_text("")
    yield
    MESSAGES.unlink()
    hidden.rename(MESSAGES)


def test_an_order_is_a_report_with_a_job_that_waits_and_a_line_in_the_history(collaboration, koordinator):
    report = services.request_report(collaboration, actor=koordinator)
    assert (report.job.state, report.job.task_name, report.requested_by) == ("queued", "reports.draw", koordinator)
    assert (report.is_ready, report.snapshot) == (False, None)
    entry = ActivityEntry.objects.get()
    assert (entry.kind, entry.text, entry.actor) == ("report", "Bestilte en statusrapport.", koordinator)


def test_a_kommunekontakt_orders_on_behalf_of_the_municipality(collaboration, kontakt, odder):
    services.request_report(collaboration, actor=kontakt)
    assert ActivityEntry.objects.get().on_behalf_of == odder


def test_a_double_click_is_one_order(collaboration, koordinator):
    first = services.request_report(collaboration, actor=koordinator)
    assert services.request_report(collaboration, actor=koordinator) == first
    assert (Report.objects.count(), Job.objects.count(), ActivityEntry.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_three_orders_at_the_same_moment_are_one(collaboration, koordinator):
    ready, ordered = threading.Barrier(3), []

    def order():
        try:
            seen = Collaboration.objects.get(pk=collaboration.pk)
            ready.wait(timeout=30)
            ordered.append(services.request_report(seen, actor=koordinator))
        finally:
            connection.close()

    threads = [threading.Thread(target=order) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ordered == [Report.objects.get()] * 3
    assert (Job.objects.count(), ActivityEntry.objects.count()) == (1, 1)


def test_another_person_gets_a_report_of_their_own(collaboration, koordinator, kontakt):
    assert services.request_report(collaboration, actor=koordinator) != services.request_report(
        collaboration, actor=kontakt
    )


def test_when_one_is_finished_or_has_failed_the_next_order_is_a_new_one(
    founding, koordinator, make_paper, break_report
):
    finished = make_paper(founding)
    failed = services.request_report(founding, actor=koordinator)
    assert failed != finished
    break_report(failed)
    assert services.request_report(founding, actor=koordinator) not in (finished, failed)


@pytest.mark.usefixtures("no_broker")
def test_with_the_broker_down_the_order_stays(collaboration, koordinator, django_capture_on_commit_callbacks, caplog):
    with django_capture_on_commit_callbacks(execute=True):
        report = services.request_report(collaboration, actor=koordinator)
    assert Report.objects.get(pk=report.pk).job.state == Job.State.QUEUED
    assert "could not be sent" in caplog.text


def test_a_failed_report_is_tried_again_with_the_data_that_it_has(founding, koordinator, break_report):
    report = break_report(services.request_report(founding, actor=koordinator))
    services.retry_report(report, actor=koordinator)
    again = Report.objects.get(pk=report.pk)
    assert (again.job.state, again.job.attempts, again.job.error_number) == ("queued", 0, "")
    assert again.snapshot == report.snapshot
    assert Report.objects.count() == 1


@pytest.fixture
def lost(founding, make_paper):
    report = make_paper(founding)
    report.file.storage.delete(report.file.name)
    return report


def test_a_lost_paper_is_drawn_again_with_its_own_data(lost, founding, koordinator):
    Collaboration.objects.filter(pk=founding.pk).update(name="Et nyt navn")
    again = services.redraw_report(lost, actor=koordinator)
    assert (again.job.state, again.is_ready) == (Job.State.QUEUED, False)
    draw.apply(args=[str(again.job_id)])
    drawn = Report.objects.get(pk=lost.pk)
    assert drawn.job.state == Job.State.DONE, drawn.job.error
    assert (drawn.snapshot, drawn.data_at, drawn.pages) == (lost.snapshot, lost.data_at, lost.pages)
    assert drawn.file.storage.exists(drawn.file.name)
    with drawn.file.open() as file:
        assert "Et nyt navn" not in text_of(file.read())


def test_a_double_click_draws_a_lost_paper_again_once(lost, koordinator):
    first = services.redraw_report(lost, actor=koordinator)
    assert services.redraw_report(lost, actor=koordinator).job == first.job


def test_a_paper_that_is_there_is_not_drawn_again(founding, koordinator, make_paper):
    report = make_paper(founding)
    again = services.redraw_report(report, actor=koordinator)
    assert (again.job, again.file.name) == (report.job, report.file.name)


def test_an_order_is_not_one_that_is_drawn_again_with_old_data(lost, founding, koordinator):
    again = services.redraw_report(lost, actor=koordinator)
    order = services.request_report(founding, actor=koordinator)
    assert order != again
    assert services.request_report(founding, actor=koordinator) == order
