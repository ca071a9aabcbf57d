"""An administrator adds a point and publishes; a running collaboration takes the process over, answers and all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe_violations, is_wider_than_window, sign_in, surprises

SLUG = "faelles-loen"
MAKE = f"""
from accounts.models import User
from municipalities.models import Municipality
from phases.services import start_collaboration

actor = User.objects.get(email="koordinator@example.org")
made = start_collaboration(
    name="Fælles løn", purpose="Lønnen laves ét sted.", initiator=Municipality.objects.get(name="Odder"), actor=actor
)
assert made.slug == "{SLUG}"
"""
POINT = "Spørg medarbejderne, hvad de mener"


def is_whole(page: Page) -> None:
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)
    assert surprises(page, 200) == []


@pytest.fixture
def windows(own_product, keep_page):
    """The administrator at a desk, the coordinator on a phone."""
    own_product.do(MAKE)
    desk = sign_in(keep_page(width=1280, dark=False), own_product, "administrator")
    phone = sign_in(keep_page(width=320, dark=True), own_product, "koordinator")
    return desk, phone


def test_a_point_is_added_published_and_taken_over_with_the_answers_kept(windows, own_product):
    desk, phone = windows
    given_an_answer(phone, own_product.url)
    when_the_administrator_adds_a_point(desk, own_product.url)
    then_nobody_else_is_offered_it(phone, own_product.url)
    when_it_is_previewed_and_published(desk)
    then_the_coordinator_takes_it_over(phone, own_product.url)


def given_an_answer(page: Page, url: str) -> None:
    page.goto(f"{url}/samarbejder/{SLUG}/faser/1/punkter/s2/")
    page.get_by_label("Note").fill("Fordelene er flest.")
    page.get_by_role("button", name="Gem punkt").click()
    expect(page.get_by_role("main")).to_contain_text("Tjekliste")


def when_the_administrator_adds_a_point(page: Page, url: str) -> None:
    page.goto(f"{url}/redaktion/")
    page.get_by_role("link", name="Se processens versioner").click()
    page.get_by_role("button", name="Lav en ny version").click()
    is_whole(page)
    page.get_by_role("link", name="Tilføj punkt").click()
    is_whole(page)
    page.get_by_role("button", name="Gem i kladden").click()
    expect(page.get_by_role("alert")).to_contain_text("Ret det her")
    page.get_by_label("Punkt", exact=True).fill(POINT)
    page.get_by_label("Gruppe", exact=True).select_option("organisation")
    page.get_by_label("Kilde").fill("Egen erfaring")
    page.get_by_role("button", name="Gem i kladden").click()
    expect(page.get_by_role("main")).to_contain_text(POINT)
    is_whole(page)


def then_nobody_else_is_offered_it(page: Page, url: str) -> None:
    page.goto(f"{url}/samarbejder/{SLUG}/faser/1/")
    expect(page.get_by_role("main")).not_to_contain_text("Der er en nyere proces")


def when_it_is_previewed_and_published(page: Page) -> None:
    page.get_by_role("link", name="Se, hvordan det vil se ud").click()
    expect(page.get_by_role("main")).to_contain_text(POINT)
    is_whole(page)
    page.get_by_role("link", name="Kladde", exact=True).click()
    page.get_by_role("link", name="Se ændringer og udgiv").click()
    expect(page.get_by_role("main")).to_contain_text(f"Nyt: Fase 1: {POINT}")
    is_whole(page)
    page.get_by_label("Hvad er nyt?").fill("Medarbejderne bliver spurgt.")
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_role("main")).to_contain_text("Version 4 gælder")


def then_the_coordinator_takes_it_over(page: Page, url: str) -> None:
    page.goto(f"{url}/samarbejder/{SLUG}/faser/1/")
    expect(page.get_by_role("main")).not_to_contain_text(POINT)
    page.get_by_role("link", name="Se, hvad den ændrer").click()
    expect(page.get_by_role("main")).to_contain_text(POINT)
    is_whole(page)
    page.get_by_role("button", name="Tag den nyeste proces i brug").click()
    expect(page.get_by_role("main")).to_contain_text(POINT)
    page.goto(f"{url}/samarbejder/{SLUG}/faser/1/punkter/s2/")
    expect(page.get_by_label("Note")).to_have_value("Fordelene er flest.")


def test_every_page_of_a_draft_is_whole(product, keep_page):
    """At the width of a phone, where long editing is discouraged but works."""
    page = sign_in(keep_page(width=320, dark=True), product, "administrator")
    for kind, part, key in (
        ("spoergsmaal", "saet", "association--orientation"),
        ("klausuler", "bestemmelser", "board"),
        ("modelguide", "svar", "systemer--ja"),
    ):
        page.goto(f"{product.url}/redaktion/{kind}/")
        page.get_by_role("button", name="Lav en ny version").click()
        entry = [f"{part}/ny/", f"{part}/{key}/ret/", f"{part}/{key}/fjern/"]
        if kind == "modelguide":  # nothing is added to it or taken out
            entry = entry[1:2]
        for rest in ("", "se/", "udgiv/", "slet/", *entry):
            page.goto(f"{product.url}/redaktion/{kind}/kladde/{rest}")
            is_whole(page)
        page.goto(f"{product.url}/redaktion/{kind}/kladde/slet/")
        page.get_by_role("button", name="Slet kladden").click()


def test_a_rule_of_law_gets_a_new_wording(own_product, keep_page):
    page = sign_in(keep_page(width=320, dark=True), own_product, "administrator")
    page.goto(f"{own_product.url}/redaktion/retsregler/")
    page.get_by_role("link", name="Kommunestyrelsesloven § 40").first.click()
    page.get_by_role("button", name="Kontrolleret igen i dag").click()
    expect(page.get_by_role("main")).to_contain_text("kontrolleret i dag")
    page.get_by_role("button", name="Lav en ny udgave").click()
    is_whole(page)
    page.get_by_label("Regel", exact=True).fill("Kommunalbestyrelsen skal bevilge pengene, før de bruges.")
    page.get_by_role("button", name="Gem kladden").click()
    is_whole(page)
    page.get_by_label("Hvorfor ændres reglen?").fill("Klarere ord.")
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_role("main")).to_contain_text("Reglen gælder nu.")
    expect(page.get_by_role("main")).to_contain_text("Klarere ord.")
    is_whole(page)
