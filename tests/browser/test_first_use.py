"""The first thing the product does, by the person who uses it: from the sign-in page to a PDF in the hand."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Product, sign_in

READY = "Eksempel: Fælles indkøb af hjælpemidler"
FOUNDING = "Eksempel: Fælles driftscenter for it"
PATIENCE = 60_000  # milliseconds; a worker draws the report meanwhile


def open_collaboration(page: Page, product: Product, name: str) -> Page:
    page.goto(f"{product.url}/samarbejder/?soeg={name}")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page


def test_a_coordinator_moves_one_on_orders_its_report_and_takes_a_second_one_back(fresh_product, open_page, tmp_path):
    page = sign_in(open_page(), fresh_product, "koordinator")
    given_the_example_is_in_phase(open_collaboration(page, fresh_product, READY), 3)
    when_i_move_on_to_phase(page, 4)
    then_the_example_is_in_phase(page, 4)
    text = when_i_order_the_report(page, tmp_path / "rapport.pdf")
    assert "Vedtagelse og etablering" in text
    assert READY in text
    given_the_example_is_in_phase(open_collaboration(page, fresh_product, FOUNDING), 4)
    when_i_go_back_to_phase(page, 3, "En kommune vil regne økonomien igen.")
    then_the_example_is_in_phase(page, 3)
    then_history_says(page, "En kommune vil regne økonomien igen.")
    assert page.complaints == []


def given_the_example_is_in_phase(page: Page, number: int):
    expect(page.locator("[aria-current=step]")).to_contain_text(f"Fase {number}, i gang:")


then_the_example_is_in_phase = given_the_example_is_in_phase


def when_i_move_on_to_phase(page: Page, number: int):
    page.get_by_role("link", name=f"Gå videre til fase {number}").first.click()
    page.get_by_role("button", name=f"Gå til fase {number}").click()
    page.goto(page.url.split("/faser/")[0] + "/")


def when_i_order_the_report(page: Page, path) -> str:
    page.get_by_role("button", name="Lav statusrapport").first.click()
    link = page.get_by_role("link", name=re.compile("Hent PDF")).first
    link.wait_for(timeout=PATIENCE)
    with page.expect_download() as download:
        link.click()
    download.value.save_as(path)
    return " ".join(page.extract_text() for page in PdfReader(path).pages)


def when_i_go_back_to_phase(page: Page, number: int, reason: str):
    page.get_by_role("link", name="Faser og krav", exact=True).click()
    page.get_by_role("link", name=re.compile("Gå tilbage")).first.click()
    page.get_by_label(re.compile(f"^{number}\\.")).check()
    page.get_by_label("Begrundelse").fill(reason)
    page.get_by_role("button", name="Gå tilbage").click()
    page.goto(page.url.split("/faser/")[0] + "/")


def then_history_says(page: Page, sentence: str):
    page.get_by_role("link", name="Historik", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(sentence)
