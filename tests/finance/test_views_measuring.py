"""Expected and measured in the browser's eyes: the sentence, the table, the form, and the way back."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.models import Measurement
from finance.services import record_measurement
from tests import factories
from tests.finance.build_cases import approve, line, make_case

NBSP = "\u00a0"


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def approved(collaboration):
    lines = (
        line("investment", {2022: 9_000_000}),
        line("gain", {2022: 0, 2023: 6_100_000, 2024: 6_100_000}),
    )
    return approve(make_case(collaboration, *lines, first_year=2022, year_count=3, price_year=2021))


def at(name: str, slug: str, *args) -> str:
    return reverse(f"finance:{name}", args=[slug, *args])


def text_of(page) -> str:
    """What is read, with the words of a row beside each other and U+00A0 as it is."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def record(collaboration, **values):
    values = {"kind": "gain", "year": 2023, "amount": Decimal(5_000_000), "source": "Regnskab 2023"} | values
    return record_measurement(collaboration, **values, actor=None)


def sent(**values):
    return {"kind": "gain", "year": "2023", "amount": "5 mio.", "source": "Regnskab 2023"} | values


def test_without_a_case_and_figures_the_page_says_what_will_stand_there_and_has_one_action(browser, slug):
    page = browser.get(at("measured", slug))
    assert "Der er ikke skrevet faktiske tal endnu." in text_of(page)
    assert "Her står, hvad I ventede, ved siden af det, der skete, år for år." in text_of(page)
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert main.count("btn-primary") == 1
    assert "<table" not in main


def test_before_anything_is_measured_the_table_has_what_is_expected(browser, slug, approved):
    page = text_of(browser.get(at("measured", slug)))
    assert f"2023 6.100.000{NBSP}kr. Ikke oplyst Ikke oplyst" in page
    assert "Driftsudgift" not in page
    assert "De forventede tal er i 2021-priser, de faktiske i årets egne priser." in page


def test_the_sentence_comes_first_and_the_table_proves_it(browser, slug, collaboration, approved):
    record(collaboration)
    page = text_of(browser.get(at("measured", slug)))
    assert f"Gevinsten var 1,1{NBSP}mio.{NBSP}kr. lavere end ventet i 2023." in page
    assert f"2023 6.100.000{NBSP}kr. 5.000.000{NBSP}kr. −1.100.000{NBSP}kr. Regnskab 2023" in page


def test_more_than_was_expected_has_a_plus(browser, slug, collaboration, approved):
    record(collaboration, amount=Decimal(6_200_000))
    assert f"+100.000{NBSP}kr." in text_of(browser.get(at("measured", slug)))


def test_a_figure_is_written_as_danes_write_it(browser, slug, collaboration):
    page = browser.post(at("record_measurement", slug), sent(amount="1,2 mio."), follow=True)
    assert "Gevinst i 2023 er skrevet." in text_of(page)
    assert Measurement.objects.get().amount == 1_200_000
    assert f"1.200.000{NBSP}kr." in text_of(page)


def test_what_is_wrong_is_pointed_out_and_nothing_that_was_typed_is_lost(browser, slug):
    page = browser.post(at("record_measurement", slug), sent(amount="mange", source="Budgetopfølgning"))
    html = page.content.decode()
    assert '<a href="#id_amount">' in html
    assert 'value="mange"' in html
    assert 'value="Budgetopfølgning"' in html
    assert not Measurement.objects.exists()


def test_a_year_to_come_is_refused(browser, slug):
    page = browser.post(at("record_measurement", slug), sent(year=str(timezone.localdate().year + 1)))
    assert "Et faktisk tal kan ikke ligge ude i fremtiden." in text_of(page)


def test_the_link_at_a_figure_opens_the_form_with_it(browser, slug, collaboration):
    made = record(collaboration)
    html = browser.get(at("record_measurement", slug), {"slags": "gain", "aar": "2023"}).content.decode()
    assert 'value="5.000.000"' in html
    assert f'name="replaces" value="{made.pk}"' in html
    empty = browser.get(at("record_measurement", slug), {"slags": "operation", "aar": "2023"}).content.decode()
    assert 'value="operation"' in empty
    assert 'value="2023"' in empty
    assert browser.get(at("record_measurement", slug), {"slags": "x", "aar": "9" * 30}).status_code == 200


def test_a_figure_that_the_page_did_not_show_is_replaced_by_pressing_once_more(browser, slug, collaboration):
    record(collaboration)
    page = browser.post(at("record_measurement", slug), sent(amount="4 mio."))
    assert f"Der står allerede 5.000.000{NBSP}kr. under Gevinst i 2023." in text_of(page)
    replaces = re.search(r'name="replaces" value="(\d+)"', page.content.decode())[1]
    browser.post(at("record_measurement", slug), sent(amount="4 mio.", replaces=replaces))
    assert [each.amount for each in Measurement.objects.all()] == [5_000_000, 4_000_000]


def test_a_double_click_writes_one_figure(browser, slug):
    token = {"form_token": "a" * 32}
    first = browser.post(at("record_measurement", slug), sent(**token))
    second = browser.post(at("record_measurement", slug), sent(**token))
    assert (first.status_code, second.status_code) == (302, 302)
    assert Measurement.objects.count() == 1


def test_a_figure_is_taken_back_and_stays_in_the_history(browser, slug, collaboration, approved):
    made = record(collaboration)
    asked = text_of(browser.get(at("take_back_measurement", slug, made.pk)))
    assert f"Gevinst i 2023 står til 5.000.000{NBSP}kr. Trækker du" in asked
    page = browser.post(at("take_back_measurement", slug, made.pk), {"note": "Forkert konto."}, follow=True)
    assert "Gevinst i 2023 er trukket tilbage." in text_of(page)
    assert f"2023 6.100.000{NBSP}kr. Ikke oplyst" in text_of(page)
    assert "Gevinst 2023: trukket tilbage. Forkert konto." in text_of(page)
    assert f"Gevinst 2023: 5.000.000{NBSP}kr. Kilde: Regnskab 2023" in text_of(page)


def test_what_was_taken_back_meanwhile_is_said(browser, slug, collaboration):
    made = record(collaboration)
    for _press in range(2):
        page = browser.post(at("take_back_measurement", slug, made.pk), {"note": ""}, follow=True)
    assert "Tallet er allerede rettet eller trukket tilbage." in text_of(page)


def test_another_collaborations_figure_is_not_found(browser, slug):
    theirs = record(factories.make_collaboration("Et andet"))
    assert browser.get(at("take_back_measurement", slug, theirs.pk)).status_code == 404


def test_a_year_to_come_has_no_link_that_writes(browser, slug, collaboration):
    this_year = timezone.localdate().year
    figures = line("gain", {this_year: 5, this_year + 1: 5})
    approve(make_case(collaboration, figures, first_year=this_year, year_count=2))
    html = browser.get(at("measured", slug)).content.decode()
    assert f"slags=gain&amp;aar={this_year}" in html
    assert f"slags=gain&amp;aar={this_year + 1}" not in html


def test_those_who_read_have_no_links_that_write(client_for, slug, collaboration, approved):
    record(collaboration)
    page = client_for("direktoer").get(at("measured", slug)).content.decode()
    assert "faktiske-tal/skriv" not in page
    assert "traek-tilbage" not in page


def test_the_economys_page_says_it_and_leads_there(browser, slug, collaboration, approved):
    assert at("measured", slug) in browser.get(at("economy", slug)).content.decode()
    record(collaboration)
    assert f"1,1{NBSP}mio.{NBSP}kr. lavere end ventet i 2023" in text_of(browser.get(at("economy", slug)))


def test_without_a_case_and_figures_the_economys_page_does_not_speak_of_it(browser, slug):
    assert at("measured", slug) not in browser.get(at("economy", slug)).content.decode()
