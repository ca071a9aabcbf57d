"""The editor of a business case on a phone: one year at a time, its totals in sight, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe_violations, is_wider_than_window, sign_in
from tests.browser.test_business_case import DISCARD, MAKE

COVERED = """() => {
  const field = document.activeElement.getBoundingClientRect();
  const bars = document.querySelectorAll(".sm-years, .sm-bottom__totals");
  return [...bars].some((bar) => {
    const box = bar.getBoundingClientRect();
    return field.top < box.bottom - 1 && field.bottom > box.top + 1;
  });
}"""


@pytest.fixture(scope="module")
def slug(own_product) -> str:
    """The collaboration of all tests here, which throw each other's draft away."""
    own_product.do(MAKE.format(number=1))
    return "faelles-loen-1"


@pytest.fixture
def editor(own_product, slug) -> Iterator[Callable[[Page], int]]:
    """Opens the editor of a new draft in a window, and says what its first year is."""

    def editor(window: Page) -> int:
        page = sign_in(window, own_product, "koordinator")
        page.goto(f"{own_product.url}/samarbejder/{slug}/oekonomi/business-case/")
        page.get_by_role("button", name="Regn på det").click()
        return int(page.get_by_label("Første år").input_value())

    yield editor
    own_product.do(DISCARD.format(slug=slug))


def cell(page: Page, line: str, year: int):
    return page.get_by_label(f"{line}, {year}", exact=True)


def test_a_phone_shows_one_year_and_its_neighbours_are_a_press_away(editor, open_page):
    page = open_page(width=320, height=640, dark=True)
    first = editor(page)
    then_only_this_year_is_shown(page, first, place=1)
    expect(page.get_by_role("button", name="Forrige år")).to_be_hidden()
    page.get_by_role("button", name="Næste år").press("Enter")
    then_only_this_year_is_shown(page, first + 1, place=2)
    expect(page.get_by_role("button", name="Næste år")).to_be_focused()
    page.get_by_role("button", name=f"Videre til {first + 2}").click()
    expect(cell(page, "Investering", first + 2)).to_be_focused()
    for _year in range(2):
        page.get_by_role("button", name="Næste år").click()
    then_only_this_year_is_shown(page, first + 4, place=5)
    expect(page.get_by_role("button", name="Forrige år")).to_be_focused()
    for gone in ("Næste år", "Videre til"):
        expect(page.get_by_role("button", name=gone)).to_be_hidden()
    page.get_by_role("button", name="Forrige år").click()
    then_only_this_year_is_shown(page, first + 3, place=4)
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)
    assert page.complaints == []


def test_what_was_typed_in_other_years_is_counted_and_saved(editor, open_page):
    page = open_page(width=320, height=640)
    first = editor(page)
    cell(page, "Investering", first).fill("1,2 mio.")
    page.get_by_role("button", name="Næste år").click()
    cell(page, "Gevinst", first + 1).fill("500.000")
    expect(page.locator("#totals")).to_contain_text("1,2 mio. kr.")
    expect(page.locator("#totals").get_by_text("Netto i alt")).to_be_in_viewport(ratio=1)
    assert axe_violations(page) == []
    when_i_save(page)
    then_only_this_year_is_shown(page, first + 1, place=2)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(cell(page, "Investering", first)).to_have_value("1.200.000")
    expect(cell(page, "Gevinst", first + 1)).to_have_value("500.000")
    for of_phones in ("Forrige år", "Næste år", "Videre til"):
        expect(page.get_by_role("button", name=of_phones)).to_be_hidden()


def then_only_this_year_is_shown(page: Page, year: int, *, place: int):
    cell(page, "Gevinst", year).scroll_into_view_if_needed()
    expect(page.get_by_text(f"{year}, år {place} af 5", exact=True)).to_be_in_viewport(ratio=1)
    for line in ("Investering", "Drift", "Gevinst"):
        expect(cell(page, line, year)).to_be_visible()
    shown = page.locator("[data-year]:visible").evaluate_all("cells => cells.map(cell => cell.dataset.year)")
    assert set(shown) == {str(year)}


def when_i_save(page: Page):
    page.get_by_role("button", name="Gem kladde").last.click()
    expect(page.get_by_role("main")).to_contain_text("Kladden er gemt.")


def test_what_is_wrong_in_a_year_that_is_not_shown_is_a_link_away(editor, open_page):
    page = open_page(width=320, height=640)
    first = editor(page)
    for year, wrong in ((first + 1, "en halv million"), (first + 3, "lidt mere")):
        while not cell(page, "Gevinst", year).is_visible():
            page.get_by_role("button", name="Næste år").click()
        cell(page, "Gevinst", year).fill(wrong)
    page.get_by_role("button", name="Gem kladde").last.click()
    then_only_this_year_is_shown(page, first + 1, place=2)
    for year, wrong in ((first + 3, "lidt mere"), (first + 1, "en halv million")):
        page.get_by_role("link", name=f"Gevinst, {year}: Skriv et tal").click()
        expect(cell(page, "Gevinst", year)).to_be_focused()
        expect(cell(page, "Gevinst", year)).to_have_value(wrong)
        assert not page.evaluate(COVERED)
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)


def test_the_tabulator_key_goes_from_field_to_field_and_no_bar_covers_one(editor, open_page):
    page = open_page(width=320, height=568)
    first = editor(page)
    page.get_by_label("Første år").focus()
    passed = []
    for _step in range(40):
        page.keyboard.press("Tab")
        passed.append(page.evaluate("() => document.activeElement.getAttribute('aria-label') || ''"))
        is_field = page.evaluate("() => document.activeElement.matches('.sm-lines :is(input, select)')")
        assert not (is_field and page.evaluate(COVERED))
    for line in ("Investering", "Drift", "Gevinst"):
        assert f"{line}, {first}" in passed
        assert f"{line}, {first + 1}" not in passed


def test_where_the_window_is_low_nothing_stands_in_the_way(editor, open_page):
    """As on a screen that is enlarged four times."""
    page = open_page(width=320, height=256)
    first = editor(page)
    cell(page, "Drift", first).focus()
    assert not page.evaluate(COVERED)
    assert page.locator("#totals").evaluate("box => getComputedStyle(box).position") == "static"


def test_without_scripts_all_years_stand_below_each_other(editor, open_page):
    page = open_page(width=320, height=640, java_script_enabled=False)
    first = editor(page)
    for year in range(first, first + 5):
        expect(cell(page, "Gevinst", year)).to_be_visible()
    expect(page.get_by_role("button", name="Næste år")).to_be_hidden()
    cell(page, "Gevinst", first + 4).fill("500.000")
    when_i_save(page)
    expect(cell(page, "Gevinst", first + 4)).to_have_value("500.000")


def test_three_estimates_say_on_the_page_which_they_are(editor, open_page):
    page = open_page(width=320, height=640)
    first = editor(page)
    page.get_by_role("button", name="Tilføj lavt").click()
    for said in ("Lav", "Mest sandsynlig", "Høj"):
        label = page.locator("label:visible", has_text=said).first
        expect(label).to_have_text(said)
        expect(page.get_by_label(f"Gevinst, {first}, {said.lower()}", exact=True)).to_be_visible()
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)


BARS = """() => [".sm-years", ".sm-bottom__totals"].map((name) => {
  const box = document.querySelector(name).getBoundingClientRect();
  return Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
}).reduce((sum, each) => sum + each, 0)"""


def test_what_stays_in_sight_takes_a_small_part_of_the_window(editor, open_page):
    page = open_page(width=320, height=568)
    first = editor(page)
    cell(page, "Drift", first).focus()
    cell(page, "Investering", first).fill("-500")
    expect(page.get_by_text("Under 0. Er det rigtigt?")).to_have_count(0)
    cell(page, "Investering", first).blur()
    expect(page.get_by_text("Under 0. Er det rigtigt?").first).to_be_visible()
    assert cell(page, "Investering", first).get_attribute("aria-describedby").endswith("_doubt")
    cell(page, "Drift", first).scroll_into_view_if_needed()
    assert page.evaluate(BARS) < 568 / 5
    assert axe_violations(page) == []
