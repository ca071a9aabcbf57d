"""A point of the checklist as somebody ticks or answers it, without JavaScript and with."""

import datetime as dt
import json
import re

from django.urls import reverse

from phases import services
from phases.models import ChecklistItem
from tests.phases.pages import HTMX, phase_url, text_of, tick_url

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
