"""The phases' pages as somebody uses them, without JavaScript and with."""

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from common.formats import long_date
from municipalities.models import Municipality
from phases import services
from phases.checklist import build_checklist
from phases.models import ChecklistItem, PhaseTransition, RecordedFact, Waiver
from tests import factories

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def section_60(choose_type):
    collaboration = choose_type("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    collaboration.refresh_from_db()
    return collaboration


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def main_of(response) -> str:
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def phase_url(slug, number=1):
    return reverse("phases:phase", args=[slug, number])


def tick_url(slug, *args):
    return reverse("phases:tick", args=[slug, *args])


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


## Tick


def test_a_tick_without_javascript_saves_and_returns_to_the_point(browser, slug):
    response = browser.post(tick_url(slug, 1, "s8"), {"done": "on", "version": 0}, follow=True)
    assert response.redirect_chain == [(f"{phase_url(slug)}#punkt-s8", 302)]
    assert "Gemt: Skriv et oplæg til samarbejdet. 2 af 14 klaret." in text_of(response)
    assert ChecklistItem.objects.get().state == "done"


def test_an_unticked_box_leads_back_to_what_the_point_was(browser, collaboration, slug, item, koordinator):
    given = {"template": item("s8"), "actor": koordinator, "owner": koordinator}
    services.answer_item(collaboration, **given, version=0, state="started")
    states = []
    for version, box in ((1, {"done": "on"}), (2, {}), (3, {})):
        browser.post(tick_url(slug, 1, "s8"), box | {"version": version})
        states.append(ChecklistItem.objects.get().state)
    assert states == ["done", "started", "started"]


def test_what_is_not_relevant_has_no_box_and_takes_no_tick(browser, collaboration, slug, item, koordinator):
    given = {"template": item("s8"), "actor": koordinator}
    services.answer_item(collaboration, **given, version=0, state="not-relevant", reason="Vi har ét")
    assert tick_url(slug, 1, "s8") not in text_of(browser.get(phase_url(slug)))
    for box in ({"done": "on"}, {}):
        response = browser.post(tick_url(slug, 1, "s8"), box | {"version": 1}, follow=True)
        assert "Punktet er sat til “Ikke relevant”." in text_of(response)
    answer = ChecklistItem.objects.get()
    assert (answer.state, answer.reason, answer.version) == ("not-relevant", "Vi har ét", 1)


def test_an_unticked_box_opens_the_point_and_keeps_the_rest(browser, collaboration, slug, item, koordinator):
    due = dt.date(2026, 12, 3)
    services.answer_item(
        collaboration, template=item("s8"), actor=koordinator, version=0, state="done", owner=koordinator, due=due,
        note="Udkast 2",
    )  # fmt: skip
    browser.post(tick_url(slug, 1, "s8"), {"version": 1})
    row = ChecklistItem.objects.get()
    assert (row.state, row.owner, row.due, row.note) == ("open", koordinator, due, "Udkast 2")


def test_htmx_gets_the_point_and_what_depends_on_it(browser, slug):
    response = browser.post(tick_url(slug, 1, "s8"), {"done": "on", "version": 0}, **HTMX)
    page = text_of(response)
    assert page.lstrip().startswith('<li class="sm-check sm-check--done" id="punkt-s8">')
    assert 'name="version" value="1"' in page
    for part in ("phase-next", "phase-conclusion", "krav", "checklist-progress"):
        assert re.search(rf'id="{part}"[^>]*hx-swap-oob="true"', page), part
    assert "<html" not in page
    assert json.loads(response["HX-Trigger"])["announce"] == {
        "value": "Gemt: Skriv et oplæg til samarbejdet. 2 af 14 klaret."
    }
    assert "HX-Request" in response["Vary"]


def test_htmx_and_the_full_page_show_the_same_point(browser, slug):
    swapped = browser.post(tick_url(slug, 1, "s8"), {"done": "on", "version": 0}, **HTMX).content.decode()
    full = browser.get(phase_url(slug)).content.decode()

    def point(page):
        found = re.search(
            r'<li class="[^"]*" id="punkt-s8">.*?</li>\s*(?=<li|</ul>|<div id="phase-next")', page, re.DOTALL
        )
        return re.sub(r"\s+|csrfmiddlewaretoken\" value=\"[^\"]*", " ", found[0]).strip()

    assert point(swapped) == point(full)


def test_a_tick_on_what_somebody_changed_says_who_and_changes_nothing(browser, collaboration, slug, item, bidragyder):
    services.answer_item(
        collaboration, template=item("s8"), actor=bidragyder, version=0, state="not-relevant", reason="Findes"
    )
    response = browser.post(tick_url(slug, 1, "s8"), {"done": "on", "version": 0}, **HTMX)
    assert re.search(r"Bidragyder rettede punktet kl\.\s\d\d\.\d\d\.", text_of(response))
    assert "Se ændringen" in text_of(response)
    assert ChecklistItem.objects.get().state == "not-relevant"


def test_a_tick_that_makes_no_sense_is_not_saved(browser, slug):
    response = browser.post(tick_url(slug, 1, "s8"), {"done": "on", "version": "to"}, follow=True)
    assert "Kunne ikke gemmes. Prøv igen." in text_of(response)
    assert ChecklistItem.objects.count() == 0


def test_a_point_that_follows_a_requirement_can_not_be_ticked_by_hand(browser, slug):
    assert browser.post(tick_url(slug, 3, "k1"), {"done": "on", "version": 0}).status_code == 403


## Item


def item_data(**values):
    return {
        "state": "started",
        "reason": "",
        "owner": "",
        "due": "03.12.2026",
        "note": "Vi mødes",
        "version": 0,
    } | values


def test_a_point_is_answered_with_owner_deadline_and_note(browser, slug, koordinator):
    url = reverse("phases:item", args=[slug, 1, "s8"])
    response = browser.post(url, item_data(owner=koordinator.pk), follow=True)
    row = ChecklistItem.objects.get()
    assert (row.state, row.owner, row.due, row.note) == ("started", koordinator, dt.date(2026, 12, 3), "Vi mødes")
    assert "Gemt: Skriv et oplæg til samarbejdet." in text_of(response)
    assert "Frist: 3. dec. 2026" in text_of(response).replace("\xa0", " ")


def test_only_those_who_work_on_it_can_be_responsible(browser, slug, cast):
    page = browser.get(reverse("phases:item", args=[slug, 1, "s8"]))
    owners = set(page.context["form"].fields["owner"].queryset)
    assert owners == {cast[name] for name in ("koordinator", "bidragyder", "kontakt", "direktoer")}


def test_what_is_wrong_stands_on_top_and_what_was_typed_stays(browser, slug):
    url = reverse("phases:item", args=[slug, 1, "s8"])
    response = browser.post(url, item_data(state="not-relevant", due="31.02.2026"))
    page = text_of(response)
    assert "Ret det her, og prøv igen" in page
    assert "Skriv, hvorfor punktet ikke er relevant." in page
    assert "Skriv datoen som dd.mm.åååå" in page
    assert 'value="31.02.2026"' in page
    assert "Vi mødes</textarea>" in page
    assert "<title>Fejl:" in page


def test_two_who_save_at_once_see_both_and_lose_nothing(browser, collaboration, slug, item, bidragyder):
    services.answer_item(collaboration, template=item("s8"), actor=bidragyder, version=0, state="done", note="Færdigt")
    url = reverse("phases:item", args=[slug, 1, "s8"])
    response = browser.post(url, item_data())
    page = text_of(response)
    assert "En anden har gemt, mens du skrev" in page
    assert "Færdigt" in page
    assert "Vi mødes</textarea>" in page
    assert ChecklistItem.objects.get().note == "Færdigt"
    browser.post(url, item_data(version=1))
    assert ChecklistItem.objects.get().note == "Vi mødes"


def test_a_point_shows_its_history(client_for, collaboration, slug, item, bidragyder):
    services.answer_item(collaboration, template=item("s8"), actor=bidragyder, version=0, state="done", note="Færdigt")
    page = text_of(client_for("laeser").get(reverse("phases:item", args=[slug, 1, "s8"])))
    assert "Sat til “klaret”. Note: Færdigt" in page
    assert "Gem punkt" not in page


def test_the_page_of_a_point_that_follows_a_requirement_is_the_requirement(browser, slug):
    response = browser.get(reverse("phases:item", args=[slug, 3, "k1"]))
    assert response["Location"] == reverse("phases:requirement", args=[slug, 4, "organisation-type"])


def test_a_hidden_point_can_be_read_and_not_answered(browser, choose_type, slug, item, koordinator, odder):
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
    choose_type("agreement")
    url = reverse("phases:item", args=[slug, 2, "a9", "727"])
    page = text_of(browser.get(url))
    assert "Svaret er gemt." in page
    assert "3. maj" in page
    assert "Gem punkt" not in page
    page = text_of(browser.post(url, item_data(version=1, due="31.02.2026")))
    assert ChecklistItem.objects.get().note == "3. maj"
    assert "Det, du skrev, er ikke gemt." in page
    assert '<dt>Note</dt><dd class="sm-pre">Vi mødes</dd>' in page
    assert '<dt>Frist</dt><dd class="sm-pre">31.02.2026</dd>' in page
    assert "Svaret er gemt." not in page


def test_what_was_typed_on_a_point_that_nobody_had_answered_is_shown_after_it_was_hidden(
    browser, client_for, choose_type, collaboration, slug, odder
):
    choose_type("agreement")
    collaboration.participations.filter(municipality=odder).update(state="withdrawn")
    for place in ([2, "a9", "615"], [1, "s6", "727"]):
        page = text_of(browser.post(reverse("phases:item", args=[slug, *place]), item_data()))
        assert '<dt>Note</dt><dd class="sm-pre">Vi mødes</dd>' in page
    for place in ([1, "a9", "615"], [1, "s6", "999"], [1, "s8", "727"]):
        assert browser.post(reverse("phases:item", args=[slug, *place]), item_data()).status_code == 404
    assert ChecklistItem.objects.count() == 0


def test_a_tick_on_a_point_that_was_hidden_says_so_on_the_page_as_it_is_now(browser, choose_type, slug):
    """Somebody chose another form: the point can not be put in its place, so the page is read again."""
    choose_type("agreement")
    url, data, says = tick_url(slug, 2, "a9", "727"), {"done": "on", "version": 0}, "gælder ikke for den valgte"
    assert browser.post(url, data, **HTMX)["HX-Refresh"] == "true"
    assert says in text_of(browser.get(phase_url(slug, 2)))
    assert says in text_of(browser.post(url, data, follow=True))
    assert ChecklistItem.objects.count() == 0


## Requirement


def test_a_requirement_says_why_with_its_basis_in_law(browser, section_60, slug):
    page = text_of(browser.get(reverse("phases:requirement", args=[slug, 5, "authority-approval"])))
    assert "Ankestyrelsen har godkendt vedtægterne" in page
    assert "Kommunestyrelsesloven § 60, stk. 1" in page
    assert "Senest kontrolleret" in page
    assert "Dette er en tjekliste og ikke juridisk rådgivning." in page
    assert "Kravet følger af loven. Ingen kan fravige det." in page


def test_a_requirement_shows_every_municipality_and_what_it_has_recorded(browser, section_60, slug, koordinator, odder):
    services.record_fact(
        section_60,
        key="statutes-adopted",
        municipality=odder,
        date=dt.date(2026, 5, 12),
        note="Enigt",
        actor=koordinator,
    )
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "statutes-adopted"]))
    rows = [(row.partner.name, row.fact and row.fact.date) for row in page.context["page"].rows]
    assert rows == [("Horsens", None), ("Odder", dt.date(2026, 5, 12))]
    assert page.context["form"].initial["municipality"] == "615"
    assert "Enigt" in text_of(page)


def test_a_contact_is_offered_the_own_municipality_only(client_for, section_60, slug):
    page = client_for("kontakt").get(reverse("phases:requirement", args=[slug, 5, "statutes-adopted"]))
    assert page.context["form"].fields["municipality"].widget.choices == [("727", "Odder")]


def test_a_decision_is_recorded_and_corrected(browser, section_60, slug, odder):
    url = reverse("phases:record_fact", args=[slug, 5, "statutes-adopted"])
    data = {"key": "statutes-adopted", "municipality": "727", "date": "12.05.2026", "source": "Punkt 7"}
    page = browser.post(url, data, follow=True)
    assert "Registreringen er gemt." in text_of(page)
    browser.post(url, data | {"date": "13.05.2026"})
    assert [fact.date.day for fact in RecordedFact.objects.all()] == [12, 13]
    browser.post(url, data | {"date": "", "take_back": "on", "note": "Forkert møde"})
    assert RecordedFact.objects.last().date is None


def test_a_decision_in_the_future_is_refused_and_what_was_typed_stays(browser, section_60, slug):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    url = reverse("phases:record_fact", args=[slug, 5, "statutes-adopted"])
    data = {"key": "statutes-adopted", "municipality": "727", "date": f"{tomorrow:%d.%m.%Y}", "note": "Enigt"}
    page = text_of(browser.post(url, data))
    assert "Datoen ligger i fremtiden." in page
    assert "Enigt</textarea>" in page
    assert RecordedFact.objects.count() == 0


def test_an_appropriation_or_none_needed_is_a_choice(browser, section_60, slug):
    url = reverse("phases:record_fact", args=[slug, 5, "appropriation"])
    browser.post(url, {"key": "no-start-cost", "municipality": "727", "date": "12.05.2026"})
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "appropriation"]))
    assert [row.label for row in page.context["page"].rows] == ["", "Ingen udgift fra start"]
    browser.post(url, {"key": "appropriation", "municipality": "727", "date": "11.05.2026"})
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "appropriation"]))
    assert [row.label for row in page.context["page"].rows] == ["", "Bevilling er givet"]


def test_a_waiver_without_a_reason_is_refused(browser, slug):
    page = text_of(browser.post(reverse("phases:waive", args=[slug, 2, "proposal"]), {"waive-reason": " "}))
    assert "Ret det her, og prøv igen" in page
    assert Waiver.objects.count() == 0


def test_a_waiver_is_shown_to_all_with_name_and_reason(browser, client_for, slug):
    browser.post(reverse("phases:waive", args=[slug, 2, "proposal"]), {"waive-reason": "Vi har talt sammen"})
    for where in (phase_url(slug), reverse("phases:requirement", args=[slug, 2, "proposal"])):
        page = text_of(client_for("kommunelaeser").get(where))
        assert "af Koordinator: Vi har talt sammen" in page
    assert "Fraveget." in page


def test_a_requirement_that_stops_nothing_is_not_offered_to_be_waived(browser, choose_type, slug):
    choose_type("section-60a")
    Collaboration.objects.filter(slug=slug).update(phase=4)
    reminder, stopping = (
        text_of(browser.get(reverse("phases:requirement", args=[slug, 5, key])))
        for key in ("authority-orientation", "principle-decision")
    )
    assert ("Fravig kravet" in reminder, "Fravig kravet" in stopping) == (False, True)


def test_a_waiver_is_taken_back_from_the_same_page(browser, slug):
    browser.post(reverse("phases:waive", args=[slug, 2, "proposal"]), {"waive-reason": "Vi har talt sammen"})
    page = browser.get(reverse("phases:requirement", args=[slug, 2, "proposal"]))
    assert page.context["page"].may_withdraw_waiver
    browser.post(reverse("phases:withdraw_waiver", args=[slug, 2, "proposal"]), {"waive-reason": "Oplægget kommer"})
    assert [row.withdrawn for row in Waiver.objects.all()] == [False, True]


def test_a_requirement_of_a_phase_long_past_says_as_of_when(browser, section_60, slug):
    Collaboration.objects.filter(slug=slug).update(phase=5, founded_on=dt.date(2026, 2, 1))
    page = text_of(browser.get(reverse("phases:requirement", args=[slug, 5, "statutes-adopted"])))
    assert "Kravet er vurderet, som det så ud den 1. februar 2026." in page


## Moves


@pytest.fixture
def ready(collaboration, koordinator):
    for key in ("management-support", "proposal"):
        services.waive(collaboration, requirement=key, reason="Grund", actor=koordinator)
    return collaboration


def test_the_summary_comes_before_the_move(browser, ready, slug):
    page = browser.get(reverse("phases:advance", args=[slug]))
    assert "Gå til fase 2" in text_of(page)
    assert "af Koordinator: Grund" in text_of(page)
    assert PhaseTransition.objects.count() == 0
    moved = browser.post(reverse("phases:advance", args=[slug]), {"date": "20.11.2026", "from_phase": 1}, follow=True)
    assert moved.redirect_chain[-1][0] == phase_url(slug, 2)
    assert "Samarbejdet er nu i fase 2." in text_of(moved)


def test_while_something_stops_there_is_no_button_to_move(browser, slug):
    page = browser.get(reverse("phases:advance", args=[slug]))
    assert "Gå til fase 2" not in text_of(page)
    assert "I kan ikke gå videre endnu" in text_of(page)


def test_a_hand_made_move_past_a_requirement_is_refused(browser, slug):
    page = browser.post(reverse("phases:advance", args=[slug]), {"date": "20.11.2026", "from_phase": 1})
    assert "Disse krav er ikke opfyldt" in text_of(page)
    assert Collaboration.objects.get(slug=slug).phase == 1


def test_a_page_that_somebody_else_has_overtaken_says_so(browser, ready, slug, koordinator):
    """The next phase's page is not offered under the form of the last one, and after the last phase there is none."""
    url, sent = reverse("phases:advance", args=[slug]), {"date": "20.11.2026", "from_phase": 1}
    services.advance(ready, actor=koordinator)
    for values, phase in ((sent, 2), (sent | {"date": ""}, 2), (sent | {"from_phase": 4}, 5)):
        Collaboration.objects.filter(slug=slug).update(phase=phase)
        page = browser.post(url, values, follow=True)
        assert page.redirect_chain == [(phase_url(slug, phase), 302)]
        assert f"Samarbejdet er i mellemtiden flyttet til fase {phase}." in text_of(page)
    assert PhaseTransition.objects.count() == 1


def test_an_empty_form_moves_nothing(browser, ready, slug):
    for name, phase in (("phases:advance", 1), ("phases:go_back", 4)):
        Collaboration.objects.filter(slug=slug).update(phase=phase)
        for data in ({}, {"csrfmiddlewaretoken": "x"}):
            assert browser.post(reverse(name, args=[slug]), data).status_code == 200
    assert PhaseTransition.objects.count() == 0


def test_in_the_last_phase_no_further_one_is_offered(browser, slug):
    Collaboration.objects.filter(slug=slug).update(phase=5)
    url = reverse("phases:advance", args=[slug])
    for answer in (browser.get(url), browser.post(url, {"date": "20.11.2026", "from_phase": 5})):
        assert answer["Location"] == phase_url(slug, 5)


def test_going_back_needs_a_reason(browser, section_60, slug):
    url, data = reverse("phases:go_back", args=[slug]), {"to_phase": 3, "from_phase": 4}
    assert "Ret det her, og prøv igen" in text_of(browser.post(url, data | {"reason": ""}))
    back = browser.post(url, data | {"reason": "Byrådet vil se på økonomien igen"}, follow=True)
    assert back.redirect_chain[-1][0] == phase_url(slug, 3)
    assert PhaseTransition.objects.get().reason == "Byrådet vil se på økonomien igen"


def test_going_back_from_a_phase_that_was_left_says_so(browser, section_60, slug, koordinator):
    services.go_back(section_60, to_phase=2, reason="Forfra", actor=koordinator)
    for to_phase in (1, 3):
        data = {"to_phase": to_phase, "from_phase": 4, "reason": "Grund"}
        page = browser.post(reverse("phases:go_back", args=[slug]), data, follow=True)
        assert page.redirect_chain == [(phase_url(slug, 2), 302)]
        assert "Samarbejdet er i mellemtiden flyttet til fase 2." in text_of(page)
    assert PhaseTransition.objects.count() == 1


def test_from_the_first_phase_there_is_no_way_back(browser, slug):
    assert browser.get(reverse("phases:go_back", args=[slug]))["Location"] == phase_url(slug)
    assert reverse("phases:go_back", args=[slug]) not in main_of(browser.get(phase_url(slug)))


## Begin and read


def test_a_contact_begins_a_collaboration_with_the_least(client_for, reference, odder):
    page = client_for("kontakt").get(reverse("phases:create"))
    assert page.context["form"].fields["initiator"].initial == odder
    data = {"name": "Fælles køkken på Ærø", "purpose": "Mad til ældre", "initiator": odder.pk}
    response = client_for("kontakt").post(reverse("phases:create"), data)
    assert response["Location"] == "/samarbejder/faelles-koekken-paa-aeroe/"
    assert Collaboration.objects.get(slug="faelles-koekken-paa-aeroe").phase == 1


def test_nobody_begins_one_for_another_municipality(client_for, reference, horsens):
    data = {"name": "Nyt", "purpose": "Sammen", "initiator": horsens.pk}
    response = client_for("kontakt").post(reverse("phases:create"), data)
    assert response.status_code == 200
    assert not Collaboration.objects.filter(name="Nyt").exists()


def test_what_was_typed_stays_when_something_is_missing(client_for, reference):
    page = text_of(client_for("kontakt").post(reverse("phases:create"), {"name": "Fælles køkken", "purpose": ""}))
    assert 'value="Fælles køkken"' in page
    assert "Ret det her, og prøv igen" in page


def test_a_running_collaboration_is_registered_as_it_stands(client_for, reference, odder, choose_type):
    kind = choose_type("association").organisation_type
    data = {
        "name": "Indkøb sammen",
        "purpose": "Billigere køb",
        "initiator": odder.pk,
        "phase": 5,
        "as_of": "01.06.2019",
        "source": "Vedtægterne",
        "organisation_type": kind.pk,
        "founded_on": "01.07.2013",
    }
    client_for("direktoer").post(reverse("phases:register"), data)
    found = Collaboration.objects.get(name="Indkøb sammen")
    assert (found.phase, found.organisation_type, found.founded_on) == (5, kind, dt.date(2013, 7, 1))
    assert found.transitions.get().source == "Vedtægterne"


def test_the_process_is_read_with_points_requirements_law_and_sources(browser, reference):
    page = text_of(browser.get(reverse("phases:process")))
    for said in (
        "Fase 4: Vedtagelse og etablering",
        "Udpeg områder, som I kan løse bedre sammen",
        "Ankestyrelsen har godkendt vedtægterne",
        "Kun for: § 60-fællesskab og § 60 a-fællesskab",
        "Afklarer: Fordelingsnøgle, Kontingent og startkapital",
        "senest kontrolleret",
        "Siden er en tjekliste og ikke juridisk rådgivning.",
    ):
        assert said in page, said
    assert "{body}" not in page


def test_before_a_process_is_loaded_the_page_says_so(client, fremmed):
    client.force_login(fremmed, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Processen er ikke indlæst endnu." in text_of(client.get(reverse("phases:process")))


def test_a_newer_process_is_offered_to_the_coordinator(browser, client_for, slug, newer_process):
    url = reverse("phases:take_over_process", args=[slug])
    assert url in main_of(browser.get(phase_url(slug)))
    assert url not in main_of(client_for("bidragyder").get(phase_url(slug)))
    page = text_of(browser.get(url))
    assert "Noget nyt" in page
    assert "Udpeg områder, som I kan løse bedre sammen" in page
    browser.post(url)
    assert Collaboration.objects.get(slug=slug).process.version == newer_process


## What is said of the law


def test_what_differs_between_the_forms_is_a_checklist_with_the_day_of_its_last_check(browser, slug, section_60):
    remark = "er en tjekliste og ikke juridisk rådgivning. Senest kontrolleret"
    checked = long_date(section_60.process.version.published_on)
    assert f"Forskellen {remark} {checked}." in text_of(browser.get(phase_url(slug, 4)))
    process = text_of(browser.get(reverse("phases:process")))
    assert process.count(f"Forskellene {remark} {checked}.") == 5


def test_that_only_municipalities_take_part_links_to_the_rule(browser, slug, section_60):
    page = text_of(browser.get(reverse("collaborations:participants", args=[slug])))
    rule = reverse("phases:requirement", args=[slug, 5, "municipalities-only"])
    assert f'href="{rule}">Se reglen</a>' in page
    shown = text_of(browser.get(rule))
    assert "Senest kontrolleret" in shown
    assert "Dette er en tjekliste og ikke juridisk rådgivning." in shown
