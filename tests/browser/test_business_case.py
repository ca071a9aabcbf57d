"""A business case as a coordinator makes it: from the empty door to an approved version and its paper in the hand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import axe_violations, is_wider_than_window, sign_in

PATIENCE = 60_000  # milliseconds; a worker draws the paper meanwhile
MOST_FIELDS = 20
MAKE = """
import datetime as dt
from accounts.models import User
from collaborations.services import set_participation
from decisions.models import Question
from municipalities.models import Municipality
from phases.services import start_collaboration

actor = User.objects.get(email="koordinator@example.org")
first, *others = Municipality.objects.filter(name__in=["Odder", "Horsens", "Hedensted"])
made = start_collaboration(name="Fælles løn {number}", purpose="Lønnen laves ét sted.", initiator=first, actor=actor)
for each in others:
    set_participation(made, municipality=each, state="participant", date=dt.date(2026, 11, 2), actor=actor)
assert made.slug == "faelles-loen-{number}"
"""


class Filling:
    """Counts the fields that somebody fills in."""

    def __init__(self, page: Page):
        self.page, self.count = page, 0

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(value)
        self.count += 1


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture
def slug(own_product, numbers) -> str:
    """A collaboration of the test's own."""
    number = next(numbers)
    own_product.do(MAKE.format(number=number))
    return f"faelles-loen-{number}"


@pytest.fixture
def page(own_product, slug, open_page) -> Page:
    page = sign_in(open_page(), own_product, "koordinator")
    page.goto(f"{own_product.url}/samarbejder/{slug}/oekonomi/business-case/")
    return page


def test_from_the_empty_door_to_the_paper_with_few_fields(page, tmp_path):
    page.get_by_role("button", name="Regn på det").click()
    filling = Filling(page)
    first = int(page.get_by_label("Første år").input_value())
    when_i_write_what_it_costs_and_gives(filling, first)
    then_a_wrong_number_keeps_everything_and_is_pointed_out(filling, first)
    then_the_totals_say(page, "1,2 mio. kr.")
    when_i_approve_it(filling)
    assert filling.count <= MOST_FIELDS
    expect(page.get_by_role("main")).to_contain_text(f"Investeringen på 1,2 mio. kr. er tjent hjem i {first + 3}.")
    assert axe_violations(page) == []
    text = when_i_order_the_paper(page, tmp_path / "resume.pdf")
    assert f"tjent hjem i {first + 3}" in text
    assert "1.200.000" in text
    assert page.complaints == []


def when_i_write_what_it_costs_and_gives(filling: Filling, first: int):
    filling.fill(f"Investering, {first}", "1,2 mio.")
    for year in range(first + 1, first + 5):
        filling.fill(f"Gevinst, {year}", "500.000")
        filling.fill(f"Drift, {year}", "50000")


def then_a_wrong_number_keeps_everything_and_is_pointed_out(filling: Filling, first: int):
    page = filling.page
    filling.fill(f"Gevinst, {first + 1}", "en halv million")
    page.get_by_role("button", name="Gem kladde").last.click()
    wrong = page.get_by_role("link", name=f"Gevinst, {first + 1}: Skriv et tal")
    expect(wrong).to_be_visible()
    wrong.click()
    expect(page.get_by_label(f"Gevinst, {first + 1}", exact=True)).to_be_focused()
    expect(page.get_by_label(f"Gevinst, {first + 1}", exact=True)).to_have_value("en halv million")
    expect(page.get_by_label(f"Investering, {first}", exact=True)).to_have_value("1.200.000")
    assert axe_violations(page) == []
    filling.fill(f"Gevinst, {first + 1}", "500000")
    page.get_by_role("button", name="Gem kladde").last.click()
    expect(page.get_by_role("main")).to_contain_text("Kladden er gemt.")


def then_the_totals_say(page: Page, amount: str):
    expect(page.locator("#totals")).to_contain_text(amount)


def test_totals_follow_risks_and_the_second_scenario_and_enter_saves_nothing(page):
    page.get_by_role("button", name="Regn på det").click()
    first = int(page.get_by_label("Første år").input_value())
    filling = Filling(page)
    filling.fill(f"Investering, {first}", "1,2 mio.")
    then_the_totals_say(page, "1,2 mio. kr.")
    page.get_by_role("button", name="Tilføj risici").click()
    page.get_by_role("button", name="Tilføj et scenarie mere").click()
    risk = {"text": "Forsinkelse", "probability": "50", "cost": "1 mio."}
    for name, value in risk.items():
        page.locator(f"[name=risici-0-{name}]").fill(value)
    then_the_totals_say(page, "1,7 mio. kr.")
    other = page.locator("#scenario").get_by_label(f"Investering, {first}", exact=True)
    other.fill("en million")
    then_the_totals_say(page, "1 felt skal rettes:")
    expect(page.locator("#totals").get_by_role("link", name=f"Investering, {first}")).to_be_visible()
    other.fill("900.000")
    then_the_totals_say(page, "1,7 mio. kr.")
    other.press("Enter")
    page.locator("[name=risici-0-text]").press("Enter")
    page.reload()
    expect(page.locator("[name=risici-0-text]")).to_have_value("")
    assert axe_violations(page) == []
    assert page.complaints == []


SAVE = """
from finance.models import BusinessCase
from finance.services import save_case
from finance.services.cases import Written

case = BusinessCase.objects.get(collaboration__slug="{slug}")
save_case(case, Written({{"not_included": "Flytning af kontorer"}}), version=case.version, actor=None)
"""
DISCARD = """
from finance.models import BusinessCase

BusinessCase.objects.get(collaboration__slug="{slug}").delete()
"""


def test_what_somebody_else_did_meanwhile_is_said_on_a_phone_too(page, own_product, slug):
    page.get_by_role("button", name="Regn på det").click()
    first = int(page.get_by_label("Første år").input_value())
    page.set_viewport_size({"width": 320, "height": 700})
    own_product.do(SAVE.format(slug=slug))
    page.get_by_label(f"Investering, {first}", exact=True).fill("1,2 mio.")
    page.get_by_role("button", name="Gem kladde").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Flytning af kontorer")
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)
    own_product.do(DISCARD.format(slug=slug))
    page.get_by_role("button", name="Gem kladde").last.click()
    expect(page.get_by_role("main")).to_contain_text(f"Investering, {first}: 1.200.000")
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)
    assert page.complaints == []


def when_i_approve_it(filling: Filling):
    page = filling.page
    page.get_by_role("button", name="Gem, og gå til godkendelse").click()
    filling.fill("Godkendt af", "Styregruppen")
    filling.fill("Dato", "20.11.2026")
    page.get_by_role("button", name="Godkend version").click()
    expect(page.get_by_role("main")).to_contain_text("Version 1, godkendt 20. november 2026 af Styregruppen.")


def when_i_order_the_paper(page: Page, path) -> str:
    page.get_by_role("button", name="Lav resumé").click()
    link = page.get_by_role("link", name=re.compile("Hent")).first
    link.wait_for(timeout=PATIENCE)
    with page.expect_download() as download:
        link.click()
    download.value.save_as(path)
    return " ".join(each.extract_text() for each in PdfReader(path).pages)


def test_the_table_goes_out_as_a_spreadsheet_and_comes_in_again(page, tmp_path):
    page.get_by_role("button", name="Regn på det").click()
    filling = Filling(page)
    first = int(page.get_by_label("Første år").input_value())
    when_i_write_what_it_costs_and_gives(filling, first)
    page.get_by_role("button", name="Gem kladde").last.click()
    file = when_i_take_the_table_out(page, tmp_path)
    when_i_load(page, file)
    expect(page.get_by_role("main")).to_contain_text("Ingen ændringer.")
    when_i_load(page, and_write(file, H2="=1+1", I4="mange"))
    for said in ("Celle H2 indeholder en formel.", f"Række 4, {first + 1}: skriv et tal"):
        expect(page.get_by_role("alert")).to_contain_text(said)
    assert axe_violations(page) == []
    when_i_load(page, and_write(file, H2="1,4 mio.", I4=500000))
    expect(page.get_by_role("row", name="Investering")).to_contain_text("1.200.000\u00a0kr.")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Indlæs 1 ændring").click()
    expect(page.get_by_role("main")).to_contain_text("Regnearket er indlæst.")
    expect(page.get_by_label(f"Investering, {first}", exact=True)).to_have_value("1.400.000")
    assert page.complaints == []


def when_i_take_the_table_out(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent tabellen som Excel").click()
    file = folder / "tabel.xlsx"
    download.value.save_as(file)
    page.get_by_role("link", name="Indlæs fra regneark").click()
    return file


def when_i_load(page: Page, file: Path):
    page.get_by_label("Regneark", exact=True).set_input_files(file)
    page.get_by_role("button", name="Læs og vis").click()


def and_write(file: Path, **cells) -> Path:
    book = openpyxl.load_workbook(file)
    for place, value in cells.items():
        book["Tabel"][place] = value
    book.save(file)
    return file
