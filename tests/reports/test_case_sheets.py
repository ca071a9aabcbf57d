"""A case on paper: a tagged PDF of at most two pages, drawn once for each content, of published cases only."""

import pytest
from django.urls import reverse

from cases.models import Case
from cases.services import index_case
from jobs.models import Job
from reports.case_sheet_paper import draw_case_sheet
from reports.case_sheets import sheet_snapshot
from reports.models import CaseSheet
from reports.services import request_case_sheet
from reports.tasks import draw_case_sheet as draw
from tests import factories
from tests.conftest import CAST
from tests.kept import put_cases, put_catalogue, put_municipalities
from tests.reports.papers import failures_of, pages_of, text_of

pytestmark = pytest.mark.django_db
SIGN_IN = "→ log ind"
STATES = ("draft", "review", "withdrawn")


@pytest.fixture
def case(db):
    return factories.make_case(
        "Fælles drift",
        slug="faelles-drift",
        essence="Sparer 3 mio. kr. om året",
        figures=[
            {"label": "Plan", "value": "12", "unit": "mio. kr.", "role": "expected", "measure": "Etablering"},
            {"label": "Regnskab", "value": "9", "unit": "mio. kr.", "role": "actual", "measure": "Etablering"},
        ],
        advice=[{"text": f"Råd {number}"} for number in range(8)],
    )


@pytest.fixture
def made(case, laeser):
    sheet = request_case_sheet(case, actor=laeser)
    draw.apply(args=[str(sheet.job_id)])
    return CaseSheet.objects.get()


def content_of(sheet):
    with sheet.file.open() as file:
        return file.read()


def test_the_sheet_is_a_tagged_pdf_that_says_what_the_case_says(made):
    content = content_of(made)
    assert failures_of(content) == []
    text = text_of(content)
    for said in (
        "Fælles drift",
        "Sparer 3 mio. kr. om året",
        "Råd 5",
        "Arket viser et udvalg",
        "/cases/faelles-drift/",
    ):
        assert said in text
    assert "mod forventet 12" in text
    assert (made.job.state, made.pages, made.size) == (Job.State.DONE, len(pages_of(content)), len(content))


def test_every_case_of_the_catalogue_fits_on_two_pages():
    put_municipalities()
    put_catalogue()
    put_cases()
    pages = {case.slug: draw_case_sheet(sheet_snapshot(case)).pages for case in Case.objects.all()}
    assert {slug: number for slug, number in pages.items() if number > 2} == {}


def test_the_same_content_is_drawn_once_whoever_asks(made, case, koordinator):
    assert request_case_sheet(case, actor=koordinator) == made
    assert Job.objects.count() == 1


def test_a_case_that_has_changed_gets_a_new_sheet(made, case, laeser):
    changed = Case.objects.get()
    changed.document = {**case.document, "outlook": "Flere kommuner"}
    index_case(changed)
    assert request_case_sheet(changed, actor=laeser) != made


@pytest.mark.parametrize("what", ["lost", "failed"])
def test_what_was_lost_or_failed_is_tried_again(made, case, laeser, what):
    if what == "lost":
        made.file.storage.delete(made.file.name)
    else:
        Job.objects.update(state=Job.State.FAILED, error_number="1234")
    again = request_case_sheet(case, actor=laeser)
    assert (again.pk, again.is_ready) == (made.pk, False)
    assert again.job_id != made.job_id
    draw.apply(args=[str(again.job_id)])
    assert CaseSheet.objects.get().is_ready


def test_a_job_that_is_taken_twice_makes_one_file(made):
    draw.apply(args=[str(made.job_id)])
    assert len(made.file.storage.listdir(f"case-sheets/{made.case_id}")[1]) == 1


## Pages and rights

ORDERS = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 302)}
SEES = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 200)}
NOBODY = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 404)}
TABLE = {
    ("POST", "reports:order_case_sheet", "published"): ORDERS,
    ("GET", "reports:case_sheet", "published"): SEES,
    ("GET", "reports:download_case_sheet", "published"): SEES,
    # Not even editors: what is not published goes nowhere on paper.
    **{("POST", "reports:order_case_sheet", state): NOBODY for state in STATES},
    **{("GET", "reports:case_sheet", state): NOBODY for state in STATES},
    **{("GET", "reports:download_case_sheet", state): NOBODY for state in STATES},
}


@pytest.mark.parametrize(("method", "name", "state"), list(TABLE))
def test_a_row_of_the_table(client_for, made, case, method, name, state):
    Case.objects.update(state=state)
    answers = {}
    for who in ("anonym", *CAST):
        response = getattr(client_for(who), method.lower())(reverse(name, args=[case.slug]))
        to_sign_in = response.status_code == 302 and response.url.startswith("/log-ind/")
        answers[who] = SIGN_IN if to_sign_in else response.status_code
        b"".join(response.streaming_content if response.streaming else ())  # closes the file
    assert answers == TABLE[method, name, state]


def page_of(client_for, case, **headers):
    return client_for("laeser").get(reverse("reports:case_sheet", args=[case.slug]), **headers).content.decode()


def test_before_anybody_has_ordered_it_the_page_offers_to_make_it(client_for, case):
    assert "Lav caseark" in page_of(client_for, case)
    assert client_for("laeser").get(reverse("reports:download_case_sheet", args=[case.slug])).status_code == 404


def test_the_page_follows_the_sheet_until_it_is_ready(client_for, case, laeser):
    sheet = request_case_sheet(case, actor=laeser)
    assert 'hx-trigger="every 2s"' in page_of(client_for, case)
    part = page_of(client_for, case, headers={"HX-Request": "true"})
    assert part.lstrip().startswith('<div id="progress"')
    draw.apply(args=[str(sheet.job_id)])
    assert "Hent PDF" in page_of(client_for, case)


def test_a_failure_is_said_with_its_number(client_for, case, made):
    Job.objects.update(state=Job.State.FAILED, error_number="7F3A")
    assert "Fejlnummer 7F3A." in page_of(client_for, case)


def test_a_lost_file_is_said_and_can_be_made_again(client_for, case, made):
    browser = client_for("laeser")
    made.file.storage.delete(made.file.name)
    assert browser.get(reverse("reports:download_case_sheet", args=[case.slug])).status_code == 404
    assert "Lav caseark" in page_of(client_for, case)
