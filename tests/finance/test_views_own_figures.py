"""A line's figures for each municipality: nothing is erased that nobody emptied, and nothing is overwritten unseen."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from finance.case_reading import load_case
from finance.services import open_extra, revise_case, save_case, save_own_figures
from finance.services.cases import Written
from tests.finance.build_cases import approve, line, make_case
from tests.finance.test_views_cases import at, fields_of
from tests.finance.test_views_conflicts import again, shown


@pytest.fixture
def case(collaboration, koordinator):
    return make_case(
        collaboration,
        line("investment", {2027: 1000}, "Etablering"),
        line("gain", {2028: 600, 2029: 600}, "Mindre drift"),
        actor=koordinator,
        first_year=2027,
        year_count=3,
    )


@pytest.fixture
def row(case):
    return case.lines.get(name="Mindre drift")


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def url(collaboration, row):
    return at("own_figures", collaboration.slug, row.pk)


@pytest.fixture
def opened(browser, url):
    """What the browser would send from the page as it is now; the page stays open while others save."""
    return lambda: fields_of(browser.get(url))


@pytest.fixture
def send(browser, url):
    return lambda sent: browser.post(url, sent).content.decode()


def own(row, case, figures):
    cells = {code: {year: Decimal(each) for year, each in by_year.items()} for code, by_year in figures.items()}
    return save_own_figures(row, cells, version=case.version, actor=None)


def held(row):
    row.refresh_from_db()
    return row.amounts


def test_a_page_that_nobody_touched_changes_nothing(case, row, opened, send):
    send(opened())
    assert held(row) == {"": {"2028": "600", "2029": "600"}}


def test_estimates_of_a_line_stay_when_nobody_touched_its_page(case, row, opened, send):
    case = open_extra(case, "estimates", version=case.version, actor=None)
    wide = replace(load_case(case).lines[1], low={"": {2028: Decimal(500)}}, high={"": {2028: Decimal(900)}})
    save_case(case, Written({}, [wide]), version=case.version, actor=None)
    send(opened())
    row.refresh_from_db()
    assert (row.low, row.high) == ({"": {"2028": "500"}}, {"": {"2028": "900"}})


def test_estimates_stay_beside_the_figures_that_stay(case, row, opened, send):
    case = open_extra(case, "estimates", version=case.version, actor=None)
    cells = {each: {"727": {2028: Decimal(each)}, "615": {2028: Decimal(each)}} for each in (4, 5, 6)}
    wide = replace(load_case(case).lines[1], low=cells[4], amounts=cells[5], high=cells[6])
    save_case(case, Written({}, [wide]), version=case.version, actor=None)
    send(opened() | {"k615-2028": "7"})
    row.refresh_from_db()
    assert (row.low, row.high) == ({"727": {"2028": "4"}}, {"727": {"2028": "6"}})


def test_own_figures_that_are_emptied_give_the_line_back_its_one_figure(case, row, opened, send):
    own(row, case, {"727": {2028: 5}})
    send(opened() | {"k727-2028": ""})
    assert held(row) == {}


def test_figures_of_years_that_are_not_on_the_page_stay(case, row, opened, send):
    case = own(row, case, {"727": {2028: 5, 2029: 7}})
    save_case(case, Written({"year_count": 2}), version=case.version, actor=None)
    send(opened() | {"k727-2028": "6"})
    assert held(row) == {"727": {"2028": "6", "2029": "7"}}


def test_figures_of_a_municipality_that_has_left_stay_and_the_page_says_so(
    case, row, opened, send, browser, url, odder
):
    own(row, case, {"727": {2028: 5}, "615": {2028: 7}})
    case.collaboration.participations.filter(municipality=odder).update(state="withdrawn")
    assert "De bliver stående." in browser.get(url).content.decode()
    send(opened() | {"k615-2028": "8"})
    assert held(row) == {"727": {"2028": "5"}, "615": {"2028": "8"}}


def test_figures_that_are_all_of_other_years_stay_when_nothing_is_typed(case, row, opened, send):
    case = own(row, case, {"727": {2029: 7}})
    save_case(case, Written({"year_count": 2}), version=case.version, actor=None)
    send(opened())
    assert held(row) == {"727": {"2029": "7"}}


def test_figures_that_are_not_on_the_page_stay_when_all_that_are_is_emptied(case, row, opened, send):
    case = own(row, case, {"727": {2028: 5, 2029: 7}})
    save_case(case, Written({"year_count": 2}), version=case.version, actor=None)
    send(opened() | {"k727-2028": ""})
    assert held(row) == {"727": {"2029": "7"}}


def test_the_figures_of_somebody_else_are_shown_beside_the_own(case, row, opened, send):
    mine = opened()
    own(row, case, {"615": {2028: 999}})
    page = send(mine | {"k727-2028": "5"})
    assert "En anden har gemt, mens du skrev" in page
    assert shown(page) == {"Odder, 2028": ("Ikke oplyst", "5")}
    assert 'value="999"' in page
    assert held(row) == {"615": {"2028": "999"}}
    send(again(page))
    assert held(row) == {"615": {"2028": "999"}, "727": {"2028": "5"}}


def test_a_year_that_moved_and_a_municipality_that_left_meanwhile_lose_nothing(case, row, opened, send, odder):
    mine = opened() | {"k727-2027": "11", "k615-2027": "12"}
    save_case(case, Written({"first_year": 2028}), version=case.version, actor=None)
    case.collaboration.participations.filter(municipality=odder).update(state="withdrawn")
    page = send(mine)
    assert shown(page)["Odder"] == ("Deltager ikke mere.", "2027: 11")
    send(again(page))
    assert held(row) == {"615": {"2027": "12"}}


def test_a_page_of_a_draft_that_was_approved_shows_what_was_typed(case, row, opened, send, collaboration):
    mine = opened() | {"k727-2028": "777777"}
    approve(case)
    for said in ("Intet er gemt.", "Der er nu en anden kladde, version 2."):
        page = send(mine)
        assert said in page
        assert re.search(r"<dt>Odder</dt><dd[^>]*>2028: 777777<", page)
        revise_case(collaboration, actor=None)


def test_a_page_of_a_line_that_was_deleted_shows_what_was_typed(case, row, opened, send):
    mine = opened() | {"k727-2028": "777777"}
    save_case(case, Written({}, removed={"lines": [row.pk]}), version=case.version, actor=None)
    page = send(mine)
    assert "Linjen er slettet, mens du skrev" in page
    assert "2028: 777777" in page
