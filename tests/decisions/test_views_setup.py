"""Choosing, on the pages, what is decided, in which order and by when."""

import pytest
from django.urls import reverse

from decisions.models import Question
from tests.decisions.build import decide


def keys(collaboration) -> list[str]:
    return list(collaboration.questions.values_list("key", flat=True))


@pytest.fixture
def place(section_60):
    """The address with that name, about a question where one is given."""
    return lambda name, *args: reverse(f"decisions:{name}", args=[section_60.slug, *args])


def form_of(browser, url) -> dict:
    """What the page's form holds."""
    form = browser.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "")}


def test_the_ticked_questions_of_the_proposal_are_asked(browser, choose_form):
    collaboration = choose_form("section-60")
    url = reverse("decisions:take_set", args=[collaboration.slug])
    page = browser.post(url, {"keys": ["principle-decision", "statutes-adopted"]}, follow=True).content.decode()
    assert "Beslutningerne er valgt." in page
    assert keys(collaboration) == ["principle-decision", "statutes-adopted"]
    rest = browser.get(reverse("decisions:questions", args=[collaboration.slug])).content.decode()
    assert "Resten af forslaget til jeres form" in rest
    assert 'value="accession"' in rest


@pytest.mark.parametrize("sent", [{}, {"keys": ["findes-ikke"]}])
def test_nothing_ticked_asks_nothing_and_says_so(browser, choose_form, sent):
    collaboration = choose_form("section-60")
    url = reverse("decisions:take_set", args=[collaboration.slug])
    assert "Vælg mindst én beslutning." in browser.post(url, sent, follow=True).content.decode()
    assert keys(collaboration) == []


def test_a_question_of_ones_own_is_added_with_what_it_waits_for(browser, section_60, place):
    first = section_60.questions.get(key="principle-decision")
    data = {"title": "Fordelingsnøgle", "scope": "each", "binding": "ja", "requires": [first.pk]}
    page = browser.post(place("add_question"), data, follow=True).content.decode()
    assert "“Fordelingsnøgle” er tilføjet." in page
    assert "kræver først Principbeslutning" in page
    assert list(section_60.questions.get(key="fordelingsnoegle").requires.all()) == [first]


def test_a_question_without_words_keeps_what_else_was_typed(browser, section_60, place):
    before = keys(section_60)
    page = browser.post(place("add_question"), {"title": " ", "explanation": "Hvordan vi deler.", "scope": "joint"})
    assert "Hvordan vi deler." in page.content.decode()
    assert page.context["form"].errors["title"]
    assert keys(section_60) == before


def test_a_thirteenth_question_is_refused_on_the_form(browser, section_60, place):
    columns = section_60.questions.filter(scope="each")
    for number in range(12 - columns.count()):
        browser.post(place("add_question"), {"title": f"Nummer {number}", "scope": "each", "binding": "ja"})
    page = browser.post(place("add_question"), {"title": "For meget", "scope": "each", "binding": "ja"})
    assert "Tabellen kan højst have 12 beslutninger." in page.content.decode()
    assert columns.count() == 12


def test_two_who_reword_a_question_see_both(browser, section_60, place):
    url = place("change_question", "accession")
    first = form_of(browser, url)
    browser.post(url, first | {"title": "Endelig tiltrædelse"})
    page = browser.post(url, first | {"title": "Tiltræd", "explanation": "Det sidste skridt."}).content.decode()
    assert "Endelig tiltrædelse" in page
    assert "Det sidste skridt." in page
    assert section_60.questions.get(key="accession").title == "Endelig tiltrædelse"


def test_questions_that_wait_for_each_other_are_refused(browser, section_60, place):
    accession = section_60.questions.get(key="accession")
    url = place("change_question", "statutes-adopted")
    page = browser.post(url, form_of(browser, url) | {"requires": [accession.pk]}).content.decode()
    assert "Beslutningerne kan ikke vente på hinanden." in page


def test_a_question_moves_one_place_and_at_the_end_none(browser, section_60, place):
    before = keys(section_60)
    browser.post(place("move_question", before[1]), {"op": "1"})
    assert keys(section_60)[:2] == [before[1], before[0]]
    browser.post(place("move_question", before[1]), {"op": "1"})
    assert keys(section_60)[:2] == [before[1], before[0]]


def test_what_somebody_answered_is_not_removed(browser, section_60, place, odder):
    decide(section_60, "principle-decision", odder)
    page = browser.post(place("remove_question", "principle-decision"), follow=True).content.decode()
    assert "Der er registreret svar på beslutningen." in page
    assert Question.objects.filter(key="principle-decision").exists()
    browser.post(place("remove_question", "accession"))
    assert "accession" not in keys(section_60)


def test_a_round_gets_its_deadline_and_can_lose_it(browser, section_60, place):
    url = place("round", section_60.rounds.first().pk)
    assert "Skriv datoen som dd.mm.åååå" in browser.post(url, {"deadline": "snart"}).content.decode()
    page = browser.post(url, {"deadline": "15.12.2027", "version": "1"}, follow=True).content.decode()
    assert "Frist 15. december 2027" in page
    stale = browser.post(url, {"deadline": "", "version": "1"}).content.decode()
    assert "En anden har gemt, mens du skrev" in stale
    assert "15. december 2027" in stale
    assert "Ingen frist" in browser.post(url, {"deadline": "", "version": "2"}, follow=True).content.decode()
