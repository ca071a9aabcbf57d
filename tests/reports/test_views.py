"""The report pages: who may order, follow and fetch; what they say on the way."""

import datetime as dt
import json
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from jobs.models import Job
from reports import services
from reports.models import Report
from tests import factories

pytestmark = pytest.mark.django_db
MESSAGES = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])


def url(name, collaboration, *args):
    return reverse(f"reports:{name}", args=[collaboration.slug, *args])


def fetch(client, report):
    """The answer to fetching, with what was streamed as `body`."""
    response = client.get(url("download", report.collaboration, report.pk))
    response.body = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def set_job(report, **values):
    Job.objects.filter(pk=report.job_id).update(**values)


## Who may what (architecture § 3a), cell by cell

SEES = ["koordinator", "bidragyder", "laeser", "kontakt", "direktoer", "kommunelaeser", "administrator"]
ORDERS = ["koordinator", "bidragyder", "kontakt", "direktoer"]
STRANGERS = ["fremmed", "redaktoer"]

LIST = {**dict.fromkeys(SEES, 200), "tidligere_kontakt": 200, **dict.fromkeys(STRANGERS, 404), "anonym": 302}
ORDER = {
    **dict.fromkeys(SEES, 403),
    **dict.fromkeys(ORDERS, 302),
    **dict.fromkeys(["tidligere_kontakt", *STRANGERS], 404),
    "anonym": 302,
}
PROGRESS = {**dict.fromkeys(SEES, 200), **dict.fromkeys(["tidligere_kontakt", *STRANGERS], 404), "anonym": 302}
# The paper of today: Samsø, whose contact the former participant is, left on 1 June 2026.
DOWNLOAD = PROGRESS


def cells(table):
    return pytest.mark.parametrize(("who", "status"), table.items(), ids=table)


@cells(LIST)
def test_who_sees_the_list(who, status, collaboration, client_for):
    assert client_for(who).get(url("list", collaboration)).status_code == status


@cells(ORDER)
def test_who_orders(who, status, collaboration, client_for):
    response = client_for(who).post(url("order", collaboration))
    assert response.status_code == status
    assert Report.objects.count() == (1 if who in ORDERS else 0)


@cells(PROGRESS)
def test_who_follows_an_order(who, status, collaboration, client_for, koordinator):
    report = services.request_report(collaboration, actor=koordinator)
    assert client_for(who).get(url("progress", collaboration, report.pk)).status_code == status


@cells(ORDER)
def test_who_tries_again(who, status, collaboration, client_for, koordinator):
    report = services.request_report(collaboration, actor=koordinator)
    set_job(report, state="failed", error_number="7F3A", attempts=3)
    assert client_for(who).post(url("retry", collaboration, report.pk)).status_code == status
    assert Job.objects.get().state == ("queued" if who in ORDERS else "failed")


@pytest.fixture
def finished(collaboration, koordinator):
    """A report of today whose file is there; what it says does not matter here."""
    job = Job.objects.create(task_name="reports.draw", state="done", step="Klar", progress=100)
    return Report.objects.create(
        collaboration=collaboration,
        job=job,
        requested_by=koordinator,
        snapshot={},
        data_at=timezone.now(),
        file=ContentFile(b"%PDF-1.7", name="statusrapport.pdf"),
        sha256="0" * 64,
        size=8,
        pages=1,
    )


@cells(DOWNLOAD)
def test_who_fetches_the_paper(who, status, finished, client_for):
    assert fetch(client_for(who), finished).status_code == status


@pytest.mark.parametrize(
    ("data_at", "status"),
    [("2026-01-31", 404), ("2026-02-01", 200), ("2026-05-31", 200), ("2026-06-01", 404), ("2026-11-20", 404)],
)
def test_a_former_participant_fetches_the_papers_of_its_own_time(data_at, status, finished, client_for):
    """Samsø took part from 1 February and left on 1 June 2026."""
    noon = timezone.make_aware(dt.datetime.fromisoformat(data_at)).replace(hour=12)
    Report.objects.filter(pk=finished.pk).update(data_at=noon)
    client = client_for("tidligere_kontakt")
    assert fetch(client, finished).status_code == status
    listed = client.get(url("list", finished.collaboration)).context["ready"]
    assert listed == ([finished] if status == 200 else [])


def test_a_former_participant_is_not_shown_what_is_under_way(collaboration, koordinator, client_for):
    services.request_report(collaboration, actor=koordinator)
    page = client_for("tidligere_kontakt").get(url("list", collaboration))
    assert (page.context["coming"], "Lav statusrapport" in page.content.decode()) == ([], False)


def test_the_day_after_a_role_ends_the_paper_is_not_fetched(finished, cast, client_for):
    cast["laeser"].memberships.update(valid_from=dt.date(2026, 1, 1), valid_to=timezone.localdate() - dt.timedelta(1))
    address = url("download", finished.collaboration, finished.pk)
    assert client_for("laeser").get(address).status_code == 404


@pytest.mark.parametrize("name", ["order", "retry", "redraw"])
def test_orders_are_posts(name, collaboration, koordinator, client_for):
    report = services.request_report(collaboration, actor=koordinator)
    args = [] if name == "order" else [report.pk]
    assert client_for("koordinator").get(url(name, collaboration, *args)).status_code == 405


@pytest.mark.parametrize("name", ["progress", "download"])
def test_a_report_is_not_found_under_another_collaboration(name, finished, koordinator, client_for):
    other = factories.make_collaboration(coordinator=koordinator)
    assert client_for("koordinator").get(url(name, other, finished.pk)).status_code == 404


def test_a_former_participant_is_not_shown_how_it_goes_today(collaboration, client_for):
    Collaboration.objects.filter(pk=collaboration.pk).update(
        status="red", status_reason="Horsens er i tvivl.", status_at=timezone.now()
    )
    page = client_for("tidligere_kontakt").get(url("list", collaboration)).content.decode()
    for text in ("Rød", "Horsens er i tvivl.", "Koordinator", "Opdateret", "kommuner</li>"):
        assert text not in page
        if text != "Horsens er i tvivl.":
            assert text in client_for("laeser").get(url("list", collaboration)).content.decode()


def test_only_whoever_may_order_sees_the_button(collaboration, client_for):
    for who in SEES:
        page = client_for(who).get(url("list", collaboration)).content.decode()
        assert ("Lav statusrapport" in page) == (who in ORDERS)


## The list


def test_without_reports_the_list_says_so(collaboration, client_for):
    assert "Ingen rapporter endnu." in client_for("koordinator").get(url("list", collaboration)).content.decode()


def test_a_finished_report_stands_with_date_person_pages_and_size(finished, client_for):
    Report.objects.filter(pk=finished.pk).update(
        data_at=dt.datetime(2026, 11, 20, 13, 5, tzinfo=dt.UTC), pages=6, size=214_300
    )
    page = client_for("laeser").get(url("list", finished.collaboration)).content.decode()
    for text in ("20. nov. 2026, kl.\u00a014.05", "Koordinator", "214\u00a0kB", "Hent PDF"):
        assert text in page.replace("20.\u00a0nov.\u00a02026", "20. nov. 2026")


def test_the_list_takes_the_same_queries_for_three_and_thirty(
    collaboration, koordinator, client_for, django_assert_max_num_queries
):
    client = client_for("koordinator")

    def queries():
        with django_assert_max_num_queries(100) as captured:
            client.get(url("list", collaboration))
        return len(captured)

    def make(count):
        for _number in range(count):
            job = Job.objects.create(task_name="reports.draw", state="done")
            Report.objects.create(
                collaboration=collaboration,
                job=job,
                requested_by=koordinator,
                snapshot={},
                data_at=timezone.now(),
                file="reports/x.pdf",
                sha256="0" * 64,
                size=1,
                pages=1,
            )

    client.get(url("list", collaboration))
    make(3)
    few = queries()
    make(27)
    assert queries() == few


## The way of an order


def test_ordering_leads_to_a_page_that_says_i_koe(collaboration, client_for):
    response = client_for("koordinator").post(url("order", collaboration), follow=True)
    assert response.redirect_chain == [(url("progress", collaboration, Report.objects.get().pk), 302)]
    assert [step.state for step in response.context["steps"]] == ["now", "coming", "coming", "coming"]
    assert ">I kø<" in response.content.decode()


def test_with_the_broker_down_the_order_stays_and_the_page_says_i_koe(
    collaboration, client_for, django_capture_on_commit_callbacks
):
    hidden = MESSAGES.with_name("hidden")
    MESSAGES.rename(hidden)
    MESSAGES.write_text("where the folder of messages should be")
    try:
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            response = client_for("koordinator").post(url("order", collaboration), follow=True)
    finally:
        MESSAGES.unlink()
        hidden.rename(MESSAGES)
    assert len(callbacks) == 1
    assert (Report.objects.count(), Job.objects.get().state) == (1, "queued")
    assert ">I kø<" in response.content.decode()


@pytest.fixture
def poll(collaboration, client_for, koordinator):
    """What htmx gets when the page asks again: `poll(report, seen="queued-0")`."""
    client = client_for("koordinator")

    def ask(report, seen):
        return client.get(url("progress", collaboration, report.pk), {"set": seen}, headers={"HX-Request": "true"})

    return ask


def announced(response):
    return json.loads(response.headers.get("HX-Trigger", "{}")).get("announce", {}).get("value")


def test_the_page_asks_every_second_second_with_the_stage_it_shows(collaboration, koordinator, poll):
    report = services.request_report(collaboration, actor=koordinator)
    answer = poll(report, "queued-0")
    html = answer.content.decode()
    assert 'hx-trigger="every 2s"' in html
    assert f'hx-get="{url("progress", collaboration, report.pk)}?set=queued-0"' in html
    assert "<html" not in html
    assert "HX-Request" in answer.headers["Vary"]


def test_after_half_a_minute_it_asks_less_often(collaboration, koordinator, poll):
    report = services.request_report(collaboration, actor=koordinator)
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=31)):
        assert 'hx-trigger="every 10s"' in poll(report, "queued-0").content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=61)):
        assert "Det tager længere tid end normalt." in poll(report, "queued-0").content.decode()


def test_after_trying_an_old_failure_again_it_asks_often(collaboration, koordinator, poll):
    report = services.request_report(collaboration, actor=koordinator)
    set_job(report, state="failed", error_number="7F3A", attempts=3)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=3)):
        services.retry_report(report, actor=koordinator)
        html = poll(report, "queued-0").content.decode()
    assert 'hx-trigger="every 2s"' in html
    assert "Det tager længere tid end normalt." not in html


def test_a_step_is_announced_when_it_begins_and_only_then(collaboration, koordinator, poll):
    report = services.request_report(collaboration, actor=koordinator)
    assert announced(poll(report, "queued-0")) is None
    set_job(report, state="running", step="Sætter op", lease_until=timezone.now())
    assert announced(poll(report, "queued-0")) == "Sætter op"
    assert announced(poll(report, "running-2")) is None


def test_when_the_report_is_ready_the_page_stops_asking_and_says_so(finished, poll):
    answer = poll(finished, "running-2")
    html = answer.content.decode()
    assert announced(answer) == "Rapporten er klar til at hente."
    assert "hx-get" not in html
    assert url("download", finished.collaboration, finished.pk) in html


def test_a_failure_says_how_often_we_tried_and_the_number_and_lets_one_try_again(collaboration, koordinator, poll):
    report = services.request_report(collaboration, actor=koordinator)
    set_job(report, state="failed", step="Sætter op", error_number="7F3A", attempts=3, error="Traceback of operations")
    answer = poll(report, "running-2")
    html = " ".join(answer.content.decode().split())
    assert "Rapporten kunne ikke laves.</strong> Vi har prøvet 3 gange. Fejlnummer 7F3A." in html
    assert announced(answer) == "Rapporten kunne ikke laves."
    assert url("retry", collaboration, report.pk) in html
    assert settings.SUPPORT_EMAIL in html
    assert "Traceback" not in html
    assert "hx-get" not in html


def test_whoever_may_not_order_may_not_try_again(collaboration, koordinator, client_for):
    report = services.request_report(collaboration, actor=koordinator)
    set_job(report, state="failed", error_number="7F3A", attempts=3)
    page = client_for("laeser").get(url("progress", collaboration, report.pk)).content.decode()
    assert "Fejlnummer 7F3A." in page
    assert "Prøv igen" not in page


def test_trying_again_leads_back_to_the_page(collaboration, koordinator, client_for):
    report = services.request_report(collaboration, actor=koordinator)
    set_job(report, state="failed", error_number="7F3A", attempts=3)
    response = client_for("koordinator").post(url("retry", collaboration, report.pk))
    assert response.url == url("progress", collaboration, report.pk)


def test_without_javascript_there_is_a_link_that_asks_again(collaboration, koordinator, client_for):
    report = services.request_report(collaboration, actor=koordinator)
    page = client_for("koordinator").get(url("progress", collaboration, report.pk)).content.decode()
    assert f'href="{url("progress", collaboration, report.pk)}">Se, om den er klar</a>' in page


## The file


def test_the_paper_is_an_attachment_with_a_danish_name_that_nobody_keeps(finished, client_for):
    response = fetch(client_for("laeser"), finished)
    name = f"Statusrapport%20F%C3%A6lles%20it-drift%20{timezone.localdate(finished.data_at)}.pdf"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.body == b"%PDF-1.7"


@pytest.fixture
def lost(finished):
    finished.file.storage.delete(finished.file.name)
    return finished


def test_of_a_lost_file_the_page_says_so_and_offers_to_draw_it_again(lost, client_for):
    response = fetch(client_for("koordinator"), lost)
    html = response.body.decode()
    assert response.status_code == 404
    assert "Vi kan ikke finde rapportens fil." in html
    assert f'action="{url("redraw", lost.collaboration, lost.pk)}"' in html


@pytest.mark.parametrize("who", ["laeser", "tidligere_kontakt"])
def test_whoever_may_not_order_is_told_whom_to_write_to(who, lost, client_for):
    Report.objects.filter(pk=lost.pk).update(data_at=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC))
    html = fetch(client_for(who), lost).body.decode()
    assert "Lav den igen" not in html
    assert settings.SUPPORT_EMAIL in html


@cells(ORDER)
def test_who_has_a_lost_paper_drawn_again(who, status, lost, client_for):
    assert client_for(who).post(url("redraw", lost.collaboration, lost.pk)).status_code == status
    assert Report.objects.get(pk=lost.pk).is_ready == (who not in ORDERS)


def test_a_lost_paper_is_followed_like_an_order(lost, client_for):
    response = client_for("koordinator").post(url("redraw", lost.collaboration, lost.pk), follow=True)
    assert response.redirect_chain == [(url("progress", lost.collaboration, lost.pk), 302)]
    assert ">I kø<" in response.content.decode()


def test_the_file_name_has_no_character_that_a_disk_refuses(finished):
    finished.collaboration.name = '<img src=file:///etc/passwd> "Ærø"'
    name = f"Statusrapport img src=file etc passwd Ærø {timezone.localdate(finished.data_at)}.pdf"
    assert finished.file_name == name


def test_a_report_that_is_not_ready_can_not_be_fetched(collaboration, koordinator, client_for):
    report = services.request_report(collaboration, actor=koordinator)
    assert client_for("koordinator").get(url("download", collaboration, report.pk)).status_code == 404
