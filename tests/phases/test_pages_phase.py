"""A phase's page: what is missing, the points, and what is said of the law."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collaborations.models import Collaboration
from common.formats import long_date
from municipalities.models import Municipality
from phases import services
from phases.checklist import build_checklist
from phases.models import ChecklistItem
from tests import factories
from tests.phases.pages import main_of, phase_url, text_of

## Phase page


def test_the_page_begins_with_what_is_missing(browser, slug):
    page = browser.get(phase_url(slug))
    conclusion = page.context["page"].conclusion
    assert (conclusion.colour, conclusion.lead) == ("grey", "2 af 3 krav mangler.")
    assert conclusion.rest == "Begynd med: Ledelsen bakker op i hver kommune."
    assert "Opbakning fra ledelsen er ikke afklaret i Horsens og Odder." in text_of(page)


def test_instead_of_a_dead_button_stands_when_it_can_be_used(browser, slug):
    page = browser.get(phase_url(slug))
    assert "I kan gå videre til fase 2, når de 2 krav er opfyldt eller fraveget." in text_of(page)
    assert reverse("phases:advance", args=[slug]) not in main_of(page)
    assert "disabled" not in main_of(page)


def test_when_nothing_stops_there_is_one_primary_button(browser, section_60, slug, koordinator, odder, horsens):
    Collaboration.objects.filter(slug=slug).update(phase=1)
    for key in ("management-support", "proposal"):
        services.waive(section_60, requirement=key, reason="Grund", actor=koordinator)
    page = browser.get(phase_url(slug))
    assert page.context["page"].conclusion.colour == "green"
    assert "2 krav er fraveget." in text_of(page)
    assert main_of(page).count("btn-primary") == 1
    assert f'href="{reverse("phases:advance", args=[slug])}"' in main_of(page)


def test_points_stand_in_groups_with_legends_and_real_checkboxes(browser, slug):
    page = main_of(browser.get(phase_url(slug)))
    assert re.findall(r"<legend>(.*?)</legend>", page) == ["Organisation", "Indhold"]
    boxes = re.findall(r'<input class="form-check-input" type="checkbox"[^>]*id="([^"]+)"', page)
    assert len(boxes) == 13
    assert all(f'<label class="title" for="{box}">' in page for box in boxes)


def test_a_reader_sees_shapes_and_no_checkboxes(client_for, slug):
    page = main_of(client_for("laeser").get(phase_url(slug)))
    assert 'type="checkbox"' not in page
    assert "data-tick " not in page


def test_a_contact_ticks_only_the_points_of_the_own_municipality(client_for, slug):
    page = main_of(client_for("kontakt").get(phase_url(slug)))
    assert re.findall(r'type="checkbox"[^>]*id="([^"]+)"', page) == ["saet-punkt-s6-727"]


def test_help_is_closed_until_it_is_asked_for(browser, slug):
    page = main_of(browser.get(phase_url(slug)))
    assert "Tag jer god tid" in page
    assert "<details open" not in page
    assert not re.search(r"<details[^>]*\sopen", page)


def test_finished_and_hidden_points_are_folded_away(browser, choose_type, slug, item, koordinator, odder):
    collaboration = choose_type("association")
    services.answer_item(
        collaboration,
        template=item("a9"),
        municipality=odder,
        actor=koordinator,
        version=0,
        state="done",
        note="3. maj",
    )
    services.answer_item(collaboration, template=item("a1"), actor=koordinator, version=0, state="done")
    choose_type("agreement")
    page = text_of(browser.get(phase_url(slug, 2)))
    assert "Vis 1 afsluttet" in page
    assert "1 skjult punkt" in page
    assert "Klaret: 3. maj" in page


def test_what_was_set_aside_is_finished_and_not_done(browser, collaboration, slug, koordinator):
    """The words hold for what is not relevant too: one point follows a requirement that is met."""
    rows = [row for row in build_checklist(collaboration, 1).rows if row.requirement is None]
    for row in rows:
        place = row.municipality and Municipality.objects.get(code=row.municipality.code)
        services.answer_item(
            collaboration, template=row.template, municipality=place, actor=koordinator, version=0,
            state="not-relevant", reason="Gjort før",
        )  # fmt: skip
    page = text_of(browser.get(phase_url(slug)))
    assert "1 af 1 punkter klaret" in page
    assert f"Vis {len(rows) + 1} afsluttede" in page
    assert "Ingen åbne punkter i denne fase." in page


def test_a_point_of_a_requirement_links_to_it(browser, section_60, slug):
    page = main_of(browser.get(phase_url(slug, 4)))
    assert "saet-punkt-v2" not in page
    assert f'href="{reverse("phases:requirement", args=[slug, 5, "statutes-adopted"])}"' in page
    assert "Følger af loven og kan ikke fraviges" in page


def test_a_coming_phase_says_that_it_is_not_reached(browser, slug):
    lead = browser.get(phase_url(slug, 3)).context["page"].conclusion.lead
    assert lead == "Samarbejdet er ikke nået til denne fase endnu."


def test_the_last_phase_has_no_requirements(browser, slug):
    Collaboration.objects.filter(slug=slug).update(phase=5)
    page = browser.get(phase_url(slug, 5))
    assert "Der er ingen flere krav at opfylde." in text_of(page)
    assert "btn-primary" not in main_of(page)


def test_the_queries_do_not_depend_on_how_much_there_is(browser, collaboration, slug, item, koordinator):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(phase_url(slug)).status_code == 200
        return len(captured)

    queries()  # the first request of a session also writes it
    before = queries()
    for _ in range(20):
        place = factories.make_municipality()
        factories.make_participation(collaboration, place, state="interested")
        ChecklistItem.objects.create(
            collaboration=collaboration, template=item("s6"), municipality=place, owner=koordinator, note="x"
        )
    assert queries() == before


## What is said of the law


def test_what_differs_between_the_forms_is_a_checklist_with_the_day_of_its_last_check(browser, slug, section_60):
    remark = "er en tjekliste og ikke juridisk rådgivning. Senest kontrolleret"
    checked = long_date(section_60.process.version.published_on)
    assert f"Teksten om organisationsformen {remark} {checked}." in text_of(browser.get(phase_url(slug, 4)))
    process = text_of(browser.get(reverse("phases:process")))
    assert process.count(f"Teksterne om organisationsformer {remark} {checked}.") == 5


def test_that_only_municipalities_take_part_links_to_the_rule(browser, slug, section_60):
    page = text_of(browser.get(reverse("collaborations:participants", args=[slug])))
    rule = reverse("phases:requirement", args=[slug, 5, "municipalities-only"])
    assert f'href="{rule}">Se reglen</a>' in page
    shown = text_of(browser.get(rule))
    assert "Senest kontrolleret" in shown
    assert "Dette er en tjekliste og ikke juridisk rådgivning." in shown
