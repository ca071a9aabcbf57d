"""The sheet of a quarter: one tagged page, from frozen data, for a collaboration and for a municipality."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from collaborations.models import ActivityEntry, Collaboration
from common.formats import long_date
from followup import services as followup
from jobs.models import Job
from reports.models import MunicipalitySheet, Report
from reports.quarter_data import municipality_snapshot, quarter_snapshot
from reports.quarter_paper import draw_quarter
from reports.quarters import Quarter, recent_quarters
from reports.services import request_municipality_sheet, request_quarter
from reports.tasks import draw, draw_municipality_sheet
from tests import factories
from tests.clock import in_days
from tests.finance.build_cases import approve, line, make_case, make_key
from tests.finance.test_appropriations import grant
from tests.followup.conftest import held, loyalty, planned  # noqa: F401 the fixtures
from tests.phases.test_rights import DONE, READS, ask, only, table
from tests.reports.papers import failures_of, pages_of

pytestmark = pytest.mark.django_db
ORDERS = {"koordinator", "bidragyder", "kontakt", "direktoer"}
OF_ODDER = {"kontakt", "direktoer", "kommunelaeser"}
ORDER_ODDERS = OF_ODDER - {"kommunelaeser"}
READ_ODDERS = OF_ODDER | {"administrator"}


@pytest.fixture
def now():
    return Quarter.of(timezone.localdate())


def of_municipality(may, answer):
    """Who has no role for the municipality is told that there is nothing there; an administrator reads."""
    return {
        **dict.fromkeys(table(set(), READS), 404),
        **dict.fromkeys(READ_ODDERS, 403),
        **dict.fromkeys(may, answer),
        "anonym": "sign in",
    }


## Quarters


@pytest.mark.parametrize(
    ("day", "number", "first", "last"),
    [
        (dt.date(2026, 1, 1), 1, dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        (dt.date(2026, 6, 30), 2, dt.date(2026, 4, 1), dt.date(2026, 6, 30)),
        (dt.date(2026, 12, 31), 4, dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
    ],
)
def test_a_quarter_is_three_months(day, number, first, last):
    quarter = Quarter.of(day)
    assert (quarter.number, quarter.first, quarter.last) == (number, first, last)
    assert quarter.next.previous == quarter


def test_the_running_quarter_and_a_year_back_can_be_chosen():
    labels = [each.label for each in recent_quarters(dt.date(2026, 2, 1))]
    assert labels == ["1. kvartal 2026", "4. kvartal 2025", "3. kvartal 2025", "2. kvartal 2025", "1. kvartal 2025"]


## What it says


@pytest.fixture
def told(collaboration, koordinator, planned, held, loyalty, odder):  # noqa: F811
    """Something of everything, this quarter; the follow-up on the form is late."""
    year = timezone.localdate().year
    key = make_key(collaboration, "Lige", weight="equal")
    case = make_case(collaboration, line("investment", {year: 1_000_000}), first_year=year, year_count=2, key=key)
    approve(case)
    grant(collaboration, odder, year=year)
    planned("economy", days=40)
    held("quality", days=0, light="red", reason="Ventetiden er fordoblet.", observed="Kø hver mandag.")
    held("form", days=400, next_date=in_days(-3))
    followup.record_value(
        loyalty, municipality=None, period="Nu", date=in_days(0), value=88, source="x", actor=koordinator
    )
    followup.set_tool(collaboration, tool="tenders", state="ready", date=in_days(0), actor=koordinator)
    return collaboration


def test_the_sheet_says_economy_quality_and_form_with_dates_and_roles(told, now):
    paper = draw_quarter(quarter_snapshot(told, now.first))
    (page,) = pages_of(paper.content)
    assert failures_of(paper.content) == []
    for said in (
        now.label,
        "Over frist: samarbejdsform skulle være holdt",
        f"Bidrag i {now.year}",
        "1.000.000 kr.",
        "fra 1 af 2 kommuner",
        "Rød: Ventetiden er fordoblet.",
        "Kø hver mandag.",
        "2 procentpoint fra målet i Nu.",
        "Udbudsplan Klar",
        "Styregruppens formand",
        "Ikke oplyst",
    ):
        assert said in page.replace("\u00a0", " "), said


def test_a_quiet_quarter_says_so_and_what_is_unknown_is_not_zero(collaboration, now):
    paper = draw_quarter(quarter_snapshot(collaboration, now.previous.first))
    (page,) = pages_of(paper.content)
    assert f"Der er ikke skrevet noget om opfølgning i {now.previous.label}." in page
    assert "Ikke oplyst: der er ikke valgt nøgletal." in page
    assert f"Bidrag i {now.previous.year} Ikke oplyst" in page
    assert "Ikke planlagt" in page
    assert " 0 kr." not in page.replace("\u00a0", " ")


def test_a_year_of_the_case_that_nobody_has_written_in_is_not_known(collaboration, now):
    """It is neither 0 nor the average of the other years."""
    key = make_key(collaboration, "Lige", weight="equal")
    lines = line("gain", {now.year - 1: 1_000_000, now.year + 1: 0})
    approve(make_case(collaboration, lines, first_year=now.year - 1, year_count=3, key=key))
    (page,) = pages_of(draw_quarter(quarter_snapshot(collaboration, now.first)).content)
    assert f"Bidrag i {now.year} Ikke oplyst" in page
    assert f"Gevinst i {now.year} Ikke oplyst" in page
    assert "gennemsnit" not in page


def test_another_quarters_follow_up_and_figures_are_not_this_ones(told, now):
    part = quarter_snapshot(told, now.previous.previous.first)["collaborations"][0]
    assert all(area["held"] is None for area in part["areas"])
    assert (part["figures"][0]["newest"], part["is_quiet"]) == (None, True)


def test_long_texts_and_many_rows_stay_on_one_page(told, held, koordinator, now):  # noqa: F811
    long = {"observed": "Vi så det samme igen. " * 90, "reason": "x " * 70, "light": "yellow"}
    for subject in ("economy", "quality", "form", "evaluation"):
        held(subject, days=0, adapted="Nyt møde. " * 90, why="Fordi.", **long)
    for number in range(8):
        values = {"definition": "x", "unit": "stk.", "period": "2026", "reason": "Styring"}
        followup.define_key_figure(told, name=f"Et nøgletal med et langt navn {number}", **values, actor=koordinator)
    Collaboration.objects.filter(pk=told.pk).update(name="Et samarbejde med et meget langt navn " * 3)
    paper = draw_quarter(quarter_snapshot(Collaboration.objects.get(pk=told.pk), now.first))
    assert paper.pages == 1


def test_a_municipalitys_sheet_shows_its_own_amounts_and_what_is_late_first(told, odder, now):
    calm = factories.make_collaboration("Alt er roligt", participants=[odder])
    factories.make_collaboration("Fra en kilde", participants=[odder], origin="source")
    taken = municipality_snapshot(odder, now.first)
    assert [each["name"] for each in taken["collaborations"]] == ["Fælles it-drift", calm.name]
    assert taken["collaborations"][0]["money"]["pays"] == "500000"
    paper = draw_quarter(taken)
    (page,) = pages_of(paper.content)
    assert failures_of(paper.content) == []
    today = long_date(timezone.localdate())
    said = f"2 samarbejder. Over frist med opfølgning pr. {today}: 1. Med et rødt lys i {now.label}: 1."
    assert said in " ".join(page.split())


def test_a_municipality_with_many_collaborations_stays_on_one_page(odder, now):
    for number in range(14):
        factories.make_collaboration(f"Et samarbejde med et ret langt navn {number:02d}", participants=[odder])
    paper = draw_quarter(municipality_snapshot(odder, now.first))
    assert paper.pages == 1
    assert "6 samarbejder er ikke vist." in pages_of(paper.content)[0]


def test_a_municipality_without_collaborations_is_told_so(samsoe, now):
    paper = draw_quarter(municipality_snapshot(samsoe, now.first))
    assert f"deltager ikke i noget samarbejde, der føres her, i {now.label}." in pages_of(paper.content)[0]


@pytest.mark.parametrize("number", [1, 20])
def test_few_and_many_collaborations_take_the_same_queries(number, odder, now):
    for _ in range(number):
        factories.make_collaboration(participants=[odder])
    with CaptureQueriesContext(connection) as captured:
        municipality_snapshot(odder, now.first)
    assert len(captured) == 11


## Ordered as other papers


def test_the_order_is_frozen_and_drawn_by_the_worker(told, koordinator, now):
    report = request_quarter(told, now, actor=koordinator)
    assert request_quarter(told, now, actor=koordinator) == report
    draw.apply(args=[str(report.job_id)])
    report = Report.objects.get()
    assert (report.job.state, report.pages, report.title) == (Job.State.DONE, 1, f"Kvartalsark, {now.label}")
    assert report.snapshot["label"] == now.label
    assert report.file_name == f"Kvartalsark Fælles it-drift {now.label}.pdf"
    assert request_quarter(told, now, actor=koordinator) != report


def test_a_municipalitys_order_is_frozen_and_drawn_by_the_worker(told, odder, direktoer, client_for, now):
    sheet = request_municipality_sheet(odder, now, actor=direktoer)
    assert request_municipality_sheet(odder, now, actor=direktoer) == sheet
    draw_municipality_sheet.apply(args=[str(sheet.job_id)])
    sheet = MunicipalitySheet.objects.get()
    assert (sheet.job.state, sheet.pages, sheet.data_at is not None) == (Job.State.DONE, 1, True)
    address = reverse("reports:municipality_sheet", args=["727", sheet.pk])
    assert "Kvartalsarket er klar." in client_for("direktoer").get(address).content.decode()
    draw_municipality_sheet.apply(args=[str(sheet.job_id)])
    assert MunicipalitySheet.objects.get().sha256 == sheet.sha256


## Who


def test_who_orders_the_sheet_of_a_collaboration(client_for, collaboration, now):
    address, sent = reverse("reports:order_quarter", args=[collaboration.slug]), {"quarter": now.first.isoformat()}
    answers, left = ask(client_for, lambda browser: browser.post(address, sent), Report.objects.exists)
    assert (answers, left) == (table(ORDERS, DONE), only(ORDERS))


@pytest.mark.parametrize("sent", [{}, {"quarter": "i går"}, {"quarter": "1999-01-01"}])
def test_a_quarter_that_is_no_choice_is_refused_with_a_sentence(client_for, collaboration, sent):
    address = reverse("reports:order_quarter", args=[collaboration.slug])
    response = client_for("koordinator").post(address, sent, follow=True)
    assert "Vælg et af kvartalerne på listen." in response.content.decode()
    assert not Report.objects.exists()


def test_who_reads_and_orders_a_municipalitys_sheets(client_for, now):
    address, sent = reverse("reports:municipality_sheets", args=["727"]), {"quarter": now.first.isoformat()}
    answers, _ = ask(client_for, lambda browser: browser.get(address))
    assert answers == of_municipality(READ_ODDERS, READS)
    answers, left = ask(client_for, lambda browser: browser.post(address, sent), MunicipalitySheet.objects.exists)
    assert (answers, left) == (of_municipality(ORDER_ODDERS, DONE), only(ORDER_ODDERS))


@pytest.mark.parametrize("name", ["municipality_sheet", "download_municipality_sheet"])
def test_who_fetches_a_municipalitys_sheet(client_for, odder, direktoer, name, now):
    sheet = request_municipality_sheet(odder, now, actor=direktoer)
    draw_municipality_sheet.apply(args=[str(sheet.job_id)])
    address = reverse(f"reports:{name}", args=["727", sheet.pk])

    def fetch(browser):
        response = browser.get(address)
        if response.streaming:
            assert b"".join(response.streaming_content).startswith(b"%PDF")
        return response

    answers, _ = ask(client_for, fetch)
    assert answers == of_municipality(READ_ODDERS, READS)


@pytest.fixture
def failed(odder, direktoer, now):
    """One whose last attempt failed, of a quarter that has been too old to order for years."""
    quarter = Quarter(now.year - 3, 1)
    sheet = request_municipality_sheet(odder, quarter, actor=direktoer)
    Job.objects.filter(pk=sheet.job_id).update(state=Job.State.FAILED, error_number="A1B2")
    return sheet


def test_who_tries_a_municipalitys_sheet_again(client_for, failed):
    address = reverse("reports:retry_municipality_sheet", args=["727", failed.pk])
    waits = Job.objects.filter(state=Job.State.QUEUED).exists
    answers, left = ask(client_for, lambda browser: browser.post(address), waits)
    assert (answers, left) == (of_municipality(ORDER_ODDERS, DONE), only(ORDER_ODDERS))


def test_only_who_may_is_offered_to_try_again(client_for, failed):
    address = reverse("reports:municipality_sheet", args=["727", failed.pk])
    pages = {who: client_for(who).get(address).content.decode() for who in READ_ODDERS}
    assert {who for who, page in pages.items() if "Prøv igen" in page} == ORDER_ODDERS
    assert all("Kvartalsarket kunne ikke laves." in page and "A1B2" in page for page in pages.values())


def test_what_is_tried_again_is_the_same_sheet_of_the_same_quarter(client_for, failed):
    client_for("kontakt").post(reverse("reports:retry_municipality_sheet", args=["727", failed.pk]))
    draw_municipality_sheet.apply(args=[str(failed.job_id)])
    sheet = MunicipalitySheet.objects.get()
    assert (sheet.quarter, sheet.is_ready) == (failed.quarter, True)


def test_a_failed_sheet_is_not_something_to_wait_for(client_for, failed):
    page = client_for("direktoer").get(reverse("reports:municipality_sheets", args=["727"])).content.decode()
    assert "Se fejlen" in page
    assert "Følg det" not in page


def test_what_an_administrator_fetches_is_recorded_in_each_collaboration_of_the_sheet(
    client_for, collaboration, odder, direktoer, administrator, now
):
    """Not in one that the administrator takes part in, and not twice on a day."""
    own = factories.make_collaboration("Egen", participants=[odder])
    factories.make_member(own, administrator, "reader")
    factories.make_collaboration("Uden Odder")
    sheet = request_municipality_sheet(odder, now, actor=direktoer)
    draw_municipality_sheet.apply(args=[str(sheet.job_id)])
    address = reverse("reports:download_municipality_sheet", args=["727", sheet.pk])
    for who in ("direktoer", "administrator", "administrator"):
        client_for(who).get(address).getvalue()
    looks = ActivityEntry.objects.filter(kind=ActivityEntry.Kind.LOOK)
    assert [(each.collaboration, each.actor) for each in looks] == [(collaboration, administrator)]


def test_an_administrator_is_led_to_the_sheets_of_who_takes_part(client_for, collaboration):
    page = client_for("administrator").get(reverse("reports:list", args=[collaboration.slug])).content.decode()
    assert "/kommuner/727/kvartalsark/" in page
    assert "/kommuner/615/kvartalsark/" in page


def test_a_sheet_is_not_found_under_another_municipality(client_for, horsens, cast, direktoer, now):
    sheet = request_municipality_sheet(horsens, now, actor=direktoer)
    for code in ("615", "727"):
        address = reverse("reports:municipality_sheet", args=[code, sheet.pk])
        assert client_for("direktoer").get(address).status_code == 404


def test_the_list_of_reports_leads_those_who_have_sheets_to_them(client_for, collaboration):
    address = reverse("reports:list", args=[collaboration.slug])
    shown = {
        who for who in OF_ODDER | {"koordinator"} if "/kommuner/727/" in client_for(who).get(address).content.decode()
    }
    assert shown == OF_ODDER


def test_a_bad_quarter_is_said_at_the_field(client_for):
    response = client_for("direktoer").post(reverse("reports:municipality_sheets", args=["727"]), {"quarter": "nej"})
    assert "Vælg et af kvartalerne." in response.content.decode()


def test_a_lost_file_is_said(client_for, odder, direktoer, now):
    sheet = request_municipality_sheet(odder, now, actor=direktoer)
    draw_municipality_sheet.apply(args=[str(sheet.job_id)])
    MunicipalitySheet.objects.get().file.storage.delete(MunicipalitySheet.objects.get().file.name)
    address = reverse("reports:download_municipality_sheet", args=["727", sheet.pk])
    assert "Filen er væk. Lav arket igen." in client_for("direktoer").get(address, follow=True).content.decode()
