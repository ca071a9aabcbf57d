"""The part of the user guide that is about users, roles and reference data."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.guide_editing import edits_what_all_share
from tests.browser.pages import EXAMPLE, of
from tests.browser.walking import Walk


def an_administrator_keeps_order(walk: Walk) -> None:
    walk.choose("Brugere")
    walk.picture("brugere")
    gives_a_role(walk)
    walk.pick("Tilstand", "Har ikke taget imod invitationen")
    walk.press("Vis")
    walk.press("Send igen")
    answers_the_request(walk)
    ends_a_role(walk)
    hands_over(walk)
    edits_what_all_share(walk)
    looks_at_reference_data(walk)
    walk.open(of(EXAMPLE))
    expect(walk.page.get_by_role("button", name="Lav statusrapport")).to_have_count(0)
    walk.went_through("Administrator")


def gives_a_role(walk: Walk) -> None:
    walk.choose("Giv en rolle")
    walk.fill("E-mail", "syddjurs@example.org")
    walk.pick("Rolle", "Kommunekontakt")
    walk.pick("Kommune", "Syddjurs")
    walk.press("Giv rollen")
    walk.reads("har fået rollen.")


def answers_the_request(walk: Walk) -> None:
    walk.open("/brugere/")
    walk.choose(re.compile("Svar.*Uden rolle"))
    walk.choose("Giv personen en rolle")
    walk.pick("Rolle", "Direktør")
    walk.pick("Kommune", "Hedensted")
    walk.press("Giv rollen")
    walk.choose(re.compile("Svar.*Uden rolle"))
    walk.fill("Dit svar", "Du er nu direktør for Hedensted.")
    walk.press("Send svar")


def ends_a_role(walk: Walk) -> None:
    walk.open("/brugere/?soeg=laeser")
    walk.choose("Afslut")
    walk.press("Afslut rollen")
    walk.reads("Rollen er afsluttet")


def hands_over(walk: Walk) -> None:
    walk.open("/brugere/?soeg=syddjurs")
    walk.choose("syddjurs@example.org")
    walk.choose("Overdrag roller")
    walk.fill("Hvem overtager? (e-mail)", "kontakt@example.org")
    walk.fill("Begrundelse", "Personen har fået nyt arbejde.")
    walk.press("Se, hvad der sker")
    walk.press("Overdrag rollerne")
    walk.reads("Rollerne er overdraget.")


def looks_at_reference_data(walk: Walk) -> None:
    walk.open(of(EXAMPLE, "personer/"))
    walk.open("/brugere/")
    walk.choose("Åbn stamdata og konti")
    walk.open("/admin/models_catalog/legalrule/")
    walk.open("/admin/accounts/user/")
    walk.choose("laeser@example.org")
