"""A case from draft to published by two people, with a conflict between them on the way."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Product, axe_violations, sign_in, surprises

EDIT = "/redaktion/cases/faelles-vaskeri/ret/"
CURATE = "/redaktion/cases/faelles-vaskeri/"
# A third editor: both of the others write in the case.
THIRD = """
from accounts.models import SystemRole, User
SystemRole.objects.create(user=User.objects.get(email="laeser@example.org"), role="editor")
"""
OWN = ("Redaktørens baggrund.", "Administratorens udsigter.")  # what only one of them wrote


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)


def unfold(page: Page, *groups: str) -> None:
    """Open groups of the editor."""
    for group in groups:
        page.locator("details.sm-fold > summary", has_text=group).first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def test_a_case_goes_from_draft_to_published_through_two_people_who_clash(fresh_product, open_page):
    editor = sign_in(open_page(), fresh_product, "redaktoer")
    second = sign_in(open_page(), fresh_product, "administrator")
    fresh_product.do(THIRD)
    begins(editor, fresh_product)
    is_told_what_is_missing_while_it_types(editor)
    adds_a_figure(editor)
    the_second_saves_first(second, fresh_product)
    chooses_field_by_field(editor, second)
    sends_it_to_review(editor)
    is_told_that_a_third_publishes(second, fresh_product)
    publishes(sign_in(open_page(), fresh_product, "laeser"), fresh_product)
    a_reader_finds_it(sign_in(open_page(), fresh_product, "fremmed"), fresh_product)
    assert surprises(editor, 200) == []
    assert surprises(second, 200) == []


def begins(page: Page, product: Product) -> None:
    page.get_by_role("link", name="Redaktion", exact=True).first.click()
    page.get_by_role("link", name="Se køen").click()
    page.get_by_role("link", name="Ny case").click()
    fill(page, "Titel", "Fælles vaskeri")
    press(page, "Opret kladde")
    expect(page).to_have_url(product.url + EDIT)


def is_told_what_is_missing_while_it_types(page: Page) -> None:
    """Without a press, a second after the last key."""
    quality = page.locator("#quality")
    expect(quality).to_contain_text("Skriv casen i én sætning")
    fill(page, "I én sætning", "x" * 161)
    expect(quality).to_contain_text("Den ene sætning er på 161 tegn.")
    fill(page, "I én sætning", "To kommuner vasker sammen")
    fill(page, "Resumé", "Ring på 87 65 43 21")
    expect(quality).to_contain_text("ligner et telefonnummer")
    expect(page.locator("#preview")).to_contain_text("To kommuner vasker sammen")
    fill(page, "Resumé", "De vasker sammen efter § 60.")
    expect(quality).not_to_contain_text("telefonnummer")


def adds_a_figure(page: Page) -> None:
    """The button adds a row where it stands; what was typed stays, and the new row has the focus."""
    expect(page.get_by_role("button", name="Tilføj et tal")).to_be_hidden()
    page.locator("details#maal > summary").click()
    press(page, "Tilføj et tal")
    fill(page, "Hvad tallet viser", "Besparelse")
    expect(page.locator("#id_figures-0-label")).to_be_focused()
    page.locator("#id_figures-0-value").fill("1,5")
    expect(page.locator("#quality")).to_contain_text("Tal uden år: Besparelse.")
    page.locator("details#maal > summary").click()
    expect(page.locator("#id_figures-0-year")).to_be_hidden()
    page.get_by_role("link", name="Tal uden år: Besparelse.").click()
    expect(page.locator("#id_figures-0-year")).to_be_focused()
    page.locator("#id_figures-0-year").fill("2024")
    page.locator("#id_figures-0-source").fill("Årsrapport (2024)")
    unfold(page, "Kilder til casen")
    press(page, "Tilføj en kilde")
    page.locator("#id_sources-0-title").fill("Årsrapport")
    expect(page.locator("#quality")).to_contain_text("Casen har alt, hvad den skal have.")
    expect(page.get_by_label("I én sætning", exact=True)).to_have_value("To kommuner vasker sammen")
    press(page, "Gem kladde")
    expect(page.get_by_role("main")).to_contain_text("Kladden er gemt.")


def the_second_saves_first(page: Page, product: Product) -> None:
    page.goto(product.url + EDIT)


def chooses_field_by_field(editor: Page, second: Page) -> None:
    editor.get_by_role("link", name=re.compile("Ret casen")).click()
    fill(editor, "Resumé", "Redaktørens resumé.")
    fill(editor, "I én sætning", "Redaktørens sætning")
    unfold(editor, "Baggrund og opgaver")
    unfold(second, "Forløb og udsigter")
    fill(editor, "Baggrund", "Redaktørens baggrund.")
    fill(second, "Resumé", "Administratorens resumé.")
    fill(second, "I én sætning", "Administratorens sætning")
    fill(second, "Udsigter", "Administratorens udsigter.")
    press(second, "Gem kladde")
    press(editor, "Gem kladde")
    main = editor.get_by_role("main")
    expect(editor.get_by_role("heading", level=1)).to_have_text("To har rettet samtidig")
    for said in (
        "Redaktørens resumé.",
        "Administratorens resumé.",
        "Redaktørens baggrund.",
        "Administratorens udsigter.",
    ):
        expect(main).to_contain_text(said)
    assert axe_violations(editor) == []
    press(editor, "Gem den samlede udgave")
    expect(main).to_contain_text("Vælg, hvad der skal gælde.")
    editor.get_by_role("group", name="Resumé").get_by_label("Brug det, du skrev").check()
    editor.get_by_role("group", name="I én sætning").get_by_label("Brug det, der er gemt").check()
    press(editor, "Gem den samlede udgave")
    expect(main).to_contain_text("Jeres rettelser er gemt i samme udgave.")


def sends_it_to_review(page: Page) -> None:
    press(page, "Send til gennemsyn")
    expect(page.get_by_role("main")).to_contain_text("Du har selv skrevet i den")
    expect(page.get_by_role("button", name="Udgiv", exact=True)).to_have_count(0)


def is_told_that_a_third_publishes(page: Page, product: Product) -> None:
    """Both wrote in it: neither of them is the one who looks it through."""
    page.goto(product.url + CURATE)
    expect(page.get_by_role("main")).to_contain_text("Du har selv skrevet i den")
    expect(page.get_by_role("button", name="Udgiv", exact=True)).to_have_count(0)


def publishes(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/redaktion/")
    page.get_by_role("link", name="Se “Fælles vaskeri” igennem.").click()
    press(page, "Udgiv")
    expect(page.get_by_role("main")).to_contain_text("Casen er udgivet.")


def a_reader_finds_it(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/cases/faelles-vaskeri/")
    main = page.get_by_role("main")
    for said in (
        "Redaktørens resumé.",
        "Administratorens sætning",
        "Redaktørens baggrund.",
        "Administratorens udsigter.",
    ):
        expect(main).to_contain_text(said)
    assert page.goto(product.url + CURATE).status == 403
