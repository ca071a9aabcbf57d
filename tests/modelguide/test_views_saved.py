"""Answers that are kept on a collaboration: written once, all readable, the newest counts."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations.models import ActivityEntry
from modelguide.models import GuideAnswer
from tests.modelguide.conftest import words_on


@pytest.fixture
def browser(client_for, catalogue):
    return client_for("koordinator")


@pytest.fixture
def address(slug):
    return reverse("modelguide:saved", args=[slug])


@pytest.fixture
def save_at(slug):
    return lambda query: f"{reverse('modelguide:save', args=[slug])}?{query}"


def test_an_answer_is_kept_with_who_when_and_a_note(browser, save_at, koordinator):
    response = browser.post(save_at("drift=ja&antal=4"), {"note": "Fra mødet i marts"}, follow=True)
    row = GuideAnswer.objects.get()
    assert (row.answers, row.saved_by, row.note) == ({"drift": "ja", "antal": 4}, koordinator, "Fra mødet i marts")
    page = words_on(response)
    assert "Svaret er gemt på Fælles it-drift." in page
    assert "Jeres svar peger på én model: drifts- og supportsamarbejde." in page
    assert "Fra mødet i marts" in page
    assert "af Koordinator. Det er det nyeste svar." in page


def test_it_stands_in_the_history(browser, save_at):
    browser.post(save_at("drift=ja"), {"note": ""})
    assert ActivityEntry.objects.latest("pk").text.startswith("Gemte et svar i modelguiden: Jeres svar peger på én")


def test_a_double_click_keeps_one(browser, save_at):
    token = browser.get(save_at("drift=ja")).context["form"]["form_token"].value()
    for _press in range(2):
        assert browser.post(save_at("drift=ja"), {"note": "x", "form_token": token}).status_code == 302
    assert GuideAnswer.objects.count() == 1


def test_nothing_answered_is_nothing_to_keep(browser, save_at, slug):
    for query in ("", "drift=måske"):
        page = words_on(browser.post(save_at(query), {"note": "x"}, follow=True))
        assert "Besvar mindst ét spørgsmål, før du gemmer." in page
    assert not GuideAnswer.objects.exists()


def test_an_answer_that_can_not_be_read_is_named_and_nothing_is_dropped_in_silence(browser, save_at):
    address = save_at("drift=ja&moede=900")
    for response in (browser.get(address), browser.post(address, {"note": "Fra mødet"})):
        assert "Hvor mange personer skal sidde med ved møderne?: Skriv højst 500." in words_on(response)
        assert "drift=ja&amp;moede=900" in response.content.decode()
    assert "Fra mødet</textarea>" in response.content.decode()
    assert not GuideAnswer.objects.exists()


def test_a_note_that_is_too_long_is_not_lost(browser, save_at):
    page = browser.post(save_at("drift=ja"), {"note": "x" * 1001})
    assert "x" * 1001 in page.content.decode()
    assert not GuideAnswer.objects.exists()


def test_cancelling_leads_back_to_the_same_answers(browser, save_at, slug):
    page = browser.get(save_at("drift=ja&antal=4"))
    assert page.context["cancel_url"] == f"{reverse('modelguide:guide')}?samarbejde={slug}&drift=ja&antal=4"


def test_before_anybody_has_answered_the_page_says_so(client_for, catalogue, address):
    assert "Svar på spørgsmålene, og gem resultatet på samarbejdet." in words_on(client_for("koordinator").get(address))
    assert "Koordinatoren eller en bidragyder svarer." in words_on(client_for("laeser").get(address))


def test_the_newest_counts_and_the_older_are_read_and_compared(browser, keep, address, slug):
    first, _second = keep(drift="ja", antal=4), keep(drift="ja", marked="ja", antal=6)
    assert "2 modeller" in words_on(browser.get(address))
    older = words_on(browser.get(reverse("modelguide:answer", args=[slug, first.pk])))
    assert "Der er et nyere svar." in older
    assert "Hvor mange kommuner skal være med? 4 6" in older
    assert "Ikke besvaret Ja" in older
    assert "Skal drift og support blive på kommunale hænder frem for hos en leverandør? Ja Ja" not in older


def test_an_older_answer_that_says_the_same_says_so(browser, keep, slug):
    first, _second = keep(drift="ja"), keep(drift="ja")
    page = words_on(browser.get(reverse("modelguide:answer", args=[slug, first.pk])))
    assert "Ingen. De samme spørgsmål er besvaret på samme måde." in page


def test_an_unknown_answer_is_not_found(browser, slug, saved):
    assert browser.get(reverse("modelguide:answer", args=[slug, saved.pk + 1])).status_code == 404


@pytest.mark.parametrize(("answers", "queries"), [(3, 9), (300, 9)])
def test_few_and_many_answers_take_the_same_queries(
    browser, saved, address, koordinator, django_assert_num_queries, answers, queries
):
    now = timezone.now()
    GuideAnswer.objects.bulk_create(
        GuideAnswer(
            collaboration=saved.collaboration,
            answers=saved.answers,
            told=saved.told,
            summary=saved.summary,
            saved_by=koordinator,
            saved_at=now - dt.timedelta(days=number),
        )
        for number in range(1, answers)
    )
    browser.get(address)
    with django_assert_num_queries(queries):
        browser.get(address)
