"""Amounts in years that are taken out of a business case: they are named and asked about, never lost unseen."""

import re

import pytest

from finance.services import open_extra, save_own_figures
from tests.finance.build_cases import line, make_case
from tests.finance.test_views_cases import at, fields_of


@pytest.fixture
def case(collaboration, koordinator):
    return make_case(
        collaboration,
        line("investment", {2027: 1000}, "Etablering"),
        line("gain", {2028: 600, 2029: 700}, "Mindre drift"),
        actor=koordinator,
        first_year=2027,
        year_count=3,
        price_year=2027,
    )


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration, case):
    return collaboration.slug


def again(browser, slug, page, **typed):
    """What stands on the page that came back, and what is chosen on it."""
    sent = {**fields_of(page), **typed}
    return browser.post(at("edit_case", slug), sent)


def moved(browser, slug, **typed):
    return again(browser, slug, browser.get(at("edit_case", slug)), **typed)


def test_amounts_before_the_new_first_year_are_named_before_anything_is_saved(browser, slug, case):
    page = moved(browser, slug, first_year="2028")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Intet er gemt endnu." in text
    assert "Etablering, 2027: 1.000\u00a0kr." in text
    assert "Mindre drift, 2028" not in text.split("Hvad skal der ske med beløbene?")[0].split("De nye år")[1]
    case.refresh_from_db()
    assert case.first_year == 2027


def test_without_an_answer_it_is_asked_again_and_what_was_typed_stays(browser, slug, case):
    asked = moved(browser, slug, first_year="2028", not_included="Flytning")
    page = again(browser, slug, asked)
    text = page.content.decode()
    assert "Vælg, hvad der skal ske med beløbene, eller ret årene." in text
    assert re.search(r"<title>\s*Fejl: Ret kladden", text)
    assert "Flytning" in text
    case.refresh_from_db()
    assert (case.first_year, case.not_included) == (2027, "")


def test_all_amounts_can_follow_the_first_year(browser, slug, case, collaboration):
    open_extra(case, "scenario", version=case.version, actor=None)
    case.refresh_from_db()
    asked = moved(browser, slug, first_year="2028")
    assert "Så bliver 2027 til 2028." in asked.content.decode()
    assert again(browser, slug, asked, **{"aar-what": "move"}).status_code == 302
    case.refresh_from_db()
    assert case.first_year == 2028
    assert [row.amounts for row in case.lines.filter(name="Etablering")] == [{"": {"2028": "1000"}}] * 2
    assert {year for row in case.lines.filter(name="Mindre drift") for year in row.amounts[""]} == {"2029", "2030"}


def test_they_can_be_left_and_stand_there_again_when_the_year_is_taken_in_again(browser, slug, case):
    asked = moved(browser, slug, first_year="2028")
    assert again(browser, slug, asked, **{"aar-what": "leave"}).status_code == 302
    case.refresh_from_db()
    assert case.first_year == 2028
    page = moved(browser, slug, first_year="2027")
    assert page.status_code == 302
    assert 'value="1.000"' in browser.get(at("edit_case", slug)).content.decode()


def test_fewer_years_are_asked_about_and_can_not_be_moved(browser, slug, case):
    text = moved(browser, slug, year_count="2").content.decode()
    assert "Mindre drift, 2029: 700\u00a0kr." in text
    assert "Gem uden dem." in text
    assert "Flyt alle casens beløb" not in text


def test_an_answer_about_other_amounts_is_no_answer(browser, slug, case):
    asked = moved(browser, slug, first_year="2028")
    page = again(browser, slug, asked, first_year="2029", **{"aar-what": "leave"})
    assert page.status_code == 200
    assert "Mindre drift, 2028: 600\u00a0kr." in page.content.decode()
    case.refresh_from_db()
    assert case.first_year == 2027


NO_SUMS = "Der er ingen summer lige nu: Beløbene i 2027 falder uden for casens nye år."


@pytest.mark.parametrize("answer", [{}, {"aar-what": "noget andet"}])
def test_there_are_no_totals_while_the_question_is_not_answered(browser, slug, case, answer):
    """Nor is a line called one without figures, whose figures are those that are asked about."""
    asked = moved(browser, slug, first_year="2028")
    page = browser.post(at("case_totals", slug), {**fields_of(asked), **answer})
    assert page.status_code == 200
    for html in (asked.content.decode(), page.content.decode()):
        assert NO_SUMS in html
        assert '<a href="#id_aar-what_0">Vælg, hvad der skal ske med dem</a>' in html
        assert "Netto i alt" not in html
        assert "Uden tal" not in html
    assert 'id="id_aar-what_0"' in asked.content.decode()
    assert "change from:find [data-leaving]" in asked.content.decode()


def test_before_the_question_stands_on_the_page_the_totals_say_how_to_come_to_it(browser, slug, case):
    sent = {**fields_of(browser.get(at("edit_case", slug))), "first_year": "2028"}
    html = browser.post(at("case_totals", slug), sent).content.decode()
    assert f"{NO_SUMS} Gem kladden, så spørger vi, hvad der skal ske med dem. Intet går tabt." in html


def test_a_line_whose_figures_are_left_outside_is_not_called_one_without_figures(browser, slug, case):
    asked = moved(browser, slug, first_year="2028")
    again(browser, slug, asked, **{"aar-what": "leave"})
    html = browser.get(at("edit_case", slug)).content.decode()
    assert "Kun med tal, der ikke tæller med: Etablering." in html
    assert "Uden tal" not in html


@pytest.mark.parametrize(("answer", "invested"), [("move", True), ("leave", False)])
def test_the_totals_are_what_the_answer_would_save(browser, slug, case, answer, invested):
    asked = moved(browser, slug, first_year="2028")
    sent = {**fields_of(asked), "aar-what": answer}
    before = browser.post(at("case_totals", slug), sent)
    assert ("1.000\u00a0kr." in before.content.decode()) is invested
    browser.post(at("edit_case", slug), sent)
    after = browser.post(at("case_totals", slug), fields_of(browser.get(at("edit_case", slug))))
    assert before.content == after.content


def test_figures_of_each_municipality_are_asked_about_too(browser, slug, case, odder):
    row = case.lines.get(name="Etablering")
    save_own_figures(row, {odder.code: {2027: 400}}, version=case.version, actor=None)
    assert "Etablering, 2027: 400\u00a0kr." in moved(browser, slug, first_year="2028").content.decode()


@pytest.mark.parametrize(
    "typed", [{"first_year": "2026", "year_count": "4"}, {"year_count": "5"}, {"first_year": "i morgen"}]
)
def test_nothing_is_asked_where_nothing_falls_away(browser, slug, case, typed):
    assert (
        "Hvad skal der ske med beløbene?"
        not in browser.post(
            at("edit_case", slug), {**fields_of(browser.get(at("edit_case", slug))), **typed}, follow=True
        ).content.decode()
    )
