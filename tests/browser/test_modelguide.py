"""The guide as a person meets it: answers that point two ways, with the keyboard's focus, without JavaScript, kept."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import axe_violations, is_wider_than_window, sign_in
from tests.browser.guide_models import DRIFT, MARKET, SHOW, answers
from tests.browser.pages import READY, of

TWO_WAYS = "Jeres svar peger på 2 modeller: indkøbssamarbejde og drifts- og supportsamarbejde."


def test_answers_that_point_two_ways_are_shown_shared_and_kept(fresh_product, open_page):
    page = sign_in(open_page(), fresh_product, "koordinator")
    page.goto(f"{fresh_product.url}/modelguide/?samarbejde={READY}")
    for question in (MARKET, DRIFT):
        answers(page, question, "Ja")
    page.get_by_role("button", name=SHOW).click()

    expect(page.get_by_role("main")).to_contain_text(TWO_WAYS)
    for name in ("Indkøbssamarbejde", "Drifts- og supportsamarbejde"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("Her peger svarene").first).to_be_visible()
    expect(page.locator("#resultat")).to_be_focused()
    assert axe_violations(page) == []

    shared = page.url
    page.get_by_role("link", name="Gem svaret på samarbejdet").click()
    page.get_by_label("Bemærkning (valgfrit)").fill("Svaret i direktionen")
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.get_by_role("main")).to_contain_text("Svaret er gemt på")
    expect(page.get_by_role("main")).to_contain_text(TWO_WAYS)
    expect(page.get_by_role("main")).to_contain_text("Svaret i direktionen")
    assert axe_violations(page) == []
    what_is_kept_is_short_on_a_phone_and_its_parts_unfold(page)
    page.goto(f"{fresh_product.url}{of(READY)}")
    expect(page.get_by_role("main")).to_contain_text(f"Modelguiden: {TWO_WAYS}")
    assert page.complaints == []

    somebody_else_opens_the_address(open_page(java_script_enabled=False), fresh_product, shared)
    on_a_phone_it_is_a_list(open_page(width=320, dark=True), fresh_product, shared)


def what_is_kept_is_short_on_a_phone_and_its_parts_unfold(page):
    page.set_viewport_size({"width": 320, "height": 700})
    expect(page.get_by_text("Her peger svarene").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") < 4000
    page.locator("summary", has_text="Formål og organisering").press("Enter")
    expect(page.get_by_text("Her peger svarene").first).to_be_visible()
    expect(page.get_by_role("heading", name="Formål og organisering")).to_have_count(1)
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def somebody_else_opens_the_address(page, product, address):
    """Without JavaScript, and without seeing the collaboration."""
    sign_in(page, product, "fremmed")
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text(TWO_WAYS)
    expect(page.get_by_role("main")).not_to_contain_text("Svarene gælder")
    expect(page.get_by_role("group", name=DRIFT).get_by_label("Ja", exact=True)).to_be_checked()


def on_a_phone_it_is_a_list(page, product, address):
    sign_in(page, product, "koordinator")
    page.goto(address)
    row = page.get_by_role("row", name=re.compile("^Drifts- og supportsamarbejde")).first
    cells = [cell.bounding_box()["y"] for cell in row.locator("td").all()]
    assert cells == sorted(cells)
    assert len(set(cells)) == 3
    assert not is_wider_than_window(page)
    assert axe_violations(page) == []
