"""The user guide, walked step by step by the three kinds of user, so that it can not go stale: see `walking.py`."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, sign_in
from tests.browser.guide_administration import an_administrator_keeps_order
from tests.browser.guide_beginning import (
    adds_municipalities,
    creates_and_registers,
    describes,
    in_days,
    invites_people,
)
from tests.browser.guide_catalogue import builds_on_a_case, somebody_looks_for_what_others_did, tells_of_what_runs
from tests.browser.guide_curation import edits_the_catalogue
from tests.browser.guide_director import sees_what_must_be_decided
from tests.browser.guide_economy import goes_through_the_economy, records_the_own
from tests.browser.guide_followup import follows_up_and_evaluates
from tests.browser.guide_models import asks_the_model_guide
from tests.browser.pages import EXAMPLE, READY, of
from tests.browser.walking import GUIDE, Walk, newest_mail
from tests.collaborations.files import pdf

REPORT_PATIENCE = 60_000  # milliseconds; a worker draws the report meanwhile
SLUG = "faelles-vagtordning"
OWN_POINT = "Tag de medarbejdere med, som det handler om (Odder)"
HEIGHT = 640  # pixels; a longer page makes a longer picture


def test_every_step_of_the_guide_can_be_walked(fresh_product, open_page):
    anybody_begins(Walk(open_page(height=HEIGHT), fresh_product))
    somebody_looks_for_what_others_did(Walk(open_page(height=HEIGHT), fresh_product, "fremmed"))
    a_coordinator_carries_a_collaboration(Walk(open_page(height=HEIGHT), fresh_product, "koordinator"))
    contact = Walk(open_page(height=HEIGHT), fresh_product)
    somebody_new_takes_the_invitation(contact)
    a_contact_answers_for_the_municipality(contact, open_page(height=HEIGHT))
    a_director_follows(contact, open_page(height=HEIGHT))
    contact.went_through("Kommunekontakt og direktør")
    somebody_asks_for_access(Walk(open_page(height=HEIGHT), fresh_product, "fremmed"))
    edits_the_catalogue(Walk(open_page(height=HEIGHT), fresh_product, "redaktoer"))
    an_administrator_keeps_order(Walk(open_page(height=HEIGHT), fresh_product, "administrator"))


def test_every_picture_of_the_guide_is_there():
    shown = set(re.findall(r"\]\((img/[^)]+)\)", GUIDE.read_text(encoding="utf-8")))
    there = {f"img/{path.name}" for path in (GUIDE.parent / "img").iterdir()}
    assert there == shown


## Kom i gang


def anybody_begins(walk: Walk) -> None:
    walk.open("/log-ind/")
    walk.fill("E-mail", "koordinator@example.org")
    walk.fill("Adgangskode", PASSWORD)
    walk.press("Log ind")
    walk.page.wait_for_url(f"{walk.product.url}/")
    walk.look()
    walk.choose("Samarbejder")
    walk.choose("Casekatalog")
    walk.choose("Processen")
    walk.choose("Modelguide")
    follows_in_a_calendar(walk)
    chooses_mails(walk)
    walk.open(of(EXAMPLE))
    walk.went_through("Kom i gang")


def follows_in_a_calendar(walk: Walk) -> None:
    walk.open("/profil/")
    walk.choose("Åbn din kalender")
    walk.press("Lav adressen")
    walk.reads("Kopiér adressen nu.")
    walk.press("Lav en ny adresse")
    walk.press("Slå adressen fra")
    walk.reads("Adressen virker ikke længere.")
    walk.open(of(EXAMPLE, "beslutninger/"))
    walk.choose("Få dem i din kalender")


def chooses_mails(walk: Walk) -> None:
    walk.open("/profil/")
    walk.choose("Vælg mails")
    walk.pick("Beslutninger", "Straks")
    walk.press("Gem valg")
    walk.reads("Dine valg er gemt.")
    walk.pick("Beslutninger", "Ugentligt")
    walk.press("Gem valg")


## Koordinator


def a_coordinator_carries_a_collaboration(walk: Walk) -> None:
    walk.picture("mit-arbejde")
    creates_and_registers(walk)
    adds_municipalities(walk)
    invites_people(walk)
    describes(walk)
    asks_the_model_guide(walk, SLUG)
    works_the_checklist(walk)
    meets_a_requirement(walk)
    chooses_what_is_decided(walk)
    writes_and_publishes_a_text(walk)
    works_out_a_plan(walk)
    gives_each_its_agenda_item(walk)
    asks_what_a_leaver_would_change(walk)
    goes_through_the_economy(walk, SLUG)
    attaches_a_document(walk)
    waives_a_requirement(walk)
    moves_on_and_back(walk)
    builds_on_a_case(walk, SLUG)
    updates_the_status(walk)
    orders_a_report(walk)
    follows_up_and_evaluates(walk)
    tells_of_what_runs(walk)
    walk.went_through("Koordinator")


def works_the_checklist(walk: Walk) -> None:
    walk.open(of(EXAMPLE))
    walk.choose("Faser og krav")
    walk.picture("fase")
    walk.open(of(SLUG, "faser/1/"))
    walk.check("Overvej, hvor mange kommuner der skal med")
    expect(walk.page.get_by_role("status").first).to_contain_text("Gemt:")
    walk.choose("Udfyld")
    expect(walk.page.locator("li:target")).to_contain_text("(Skanderborg)")
    walk.unfold("Detaljer", nth=1)
    walk.choose("Ret punktet")
    walk.check("I gang")
    walk.pick("Ansvarlig (valgfrit)", "Koordinator")
    walk.fill("Frist (valgfrit)", in_days(20))
    walk.fill("Note (valgfrit)", "Drøftes med de andre i december.")
    walk.press("Gem punkt")


def meets_a_requirement(walk: Walk) -> None:
    walk.open(of(EXAMPLE, "faser/4/"))
    walk.choose("Hver kommunalbestyrelse har vedtaget vedtægterne")
    walk.open(of(EXAMPLE, "faser/4/"))
    walk.choose(re.compile("Udfyld.*vedtægterne"))
    walk.choose("Horsens")
    walk.choose("Registrér beslutning")
    walk.fill("Mødedato", in_days(0))
    walk.page.get_by_role("group", name="Vedtægter").get_by_label("Udfald").select_option("Vedtaget")
    walk.press("Gem registrering")
    walk.reads("Horsens: Registreringen er gemt.")
    walk.picture("beslutninger")
    walk.open(of(EXAMPLE, "beslutninger/om/statutes-adopted/615/"))


def chooses_what_is_decided(walk: Walk) -> None:
    walk.open(of(READY))
    walk.choose("Beslutninger")
    walk.press("Brug disse beslutninger")
    walk.choose("Vælg og ret beslutninger")


def writes_and_publishes_a_text(walk: Walk) -> None:
    walk.open(of(EXAMPLE))
    walk.choose("Tekster")
    walk.choose("Vedtægter")
    walk.choose(re.compile("Ret.*Formål"))
    walk.fill("Tekst", "Fællesskabet driver it for deltagerne.")
    walk.press("Gem bestemmelsen")
    walk.choose("Udgiv til beslutning")
    walk.fill("Hvad er nyt?", "Formålet er skrevet om.")
    walk.press("Udgiv version 2")
    walk.reads("Version 2 er udgivet til beslutning.")


def works_out_a_plan(walk: Walk) -> None:
    walk.choose("Beslutninger")
    walk.choose("Mødekalendere")
    walk.choose("Plan baglæns fra startdatoen")
    walk.fill("Start", in_days(400))
    walk.press("Regn planen ud")


def gives_each_its_agenda_item(walk: Walk) -> None:
    walk.choose("Beslutninger")
    walk.choose(re.compile("Runde 2"))
    walk.choose("Skriv den fælles tekst")
    walk.fill("Overskrift", "Vedtægter for {{ samarbejde }}")
    walk.press("Gem")
    walk.reads("Vedtægter for Eksempel: Fælles driftscenter for it")


def asks_what_a_leaver_would_change(walk: Walk) -> None:
    walk.choose("Beslutninger")
    walk.choose("Hvad nu hvis en kommune kommer til eller træder ud?")
    walk.choose("Horsens")


def attaches_a_document(walk: Walk) -> None:
    walk.open(of(EXAMPLE, "faser/4/punkter/v10/"))
    walk.choose("Vedhæft")
    walk.page.get_by_label("Fil", exact=True).set_input_files(
        files=[{"name": "Notat.pdf", "mimeType": "application/pdf", "buffer": pdf("Notat")}]
    )
    walk.press("Vedhæft")
    walk.reads("Notat")


def waives_a_requirement(walk: Walk) -> None:
    walk.open(of(SLUG, "faser/1/"))
    walk.choose("Ledelsen bakker op i hver kommune")
    walk.unfold("Fravig kravet")
    walk.fill("Begrundelse", "Direktionen drøfter det i januar. Vi begynder imens.")
    walk.picture("fravig-krav")
    walk.press("Fravig kravet")
    walk.reads("Kravet er fraveget. Alle kan se hvorfor.")


def moves_on_and_back(walk: Walk) -> None:
    walk.open(of(READY))
    walk.choose("Gå videre til fase 4")
    walk.picture("gaa-videre")
    walk.press("Gå til fase 4")
    walk.reads("Samarbejdet er nu i fase 4.")
    walk.choose("Gå tilbage til en tidligere fase")
    walk.check("3. Konkretisering")
    walk.fill("Begrundelse", "En kommune vil regne økonomien igen.")
    walk.press("Gå tilbage")
    walk.reads("Samarbejdet er tilbage i fase 3.")


def updates_the_status(walk: Walk) -> None:
    walk.open(of(EXAMPLE))
    walk.picture("overblik")
    walk.choose("Opdatér status")
    walk.check("Gul: afviger, men koordinatoren kan rette det")
    walk.fill("Begrundelse", "Norddjurs behandler først vedtægterne i januar.")
    walk.press("Gem kladde")
    walk.reads("Kladden er gemt. Den er ikke udgivet.")
    walk.press("Udgiv status")
    walk.reads("Norddjurs behandler først vedtægterne i januar.")
    walk.choose("Opdatér status")
    walk.choose("Vælg rytme")
    walk.check("Hvert kvartal")
    walk.fill("Næste status skal være klar", in_days(60))
    walk.fill("Giv direktørerne besked efter så mange dage (valgfrit)", "14")
    walk.press("Gem rytme")
    walk.reads("Rytmen er gemt.")
    walk.choose("Overblik")


def orders_a_report(walk: Walk) -> None:
    walk.choose("Rapporter")
    walk.press("Lav statusrapport")
    walk.page.get_by_role("link", name="Hent PDF").first.wait_for(timeout=REPORT_PATIENCE)
    walk.picture("rapport")


## Kommunekontakt og direktør


def somebody_new_takes_the_invitation(walk: Walk) -> None:
    subject, text = newest_mail(walk.product)
    walk.text += f" {subject} {text}"
    walk.page.goto(re.search(r"http\S+/invitation/\S+", text).group())
    walk.look()
    walk.fill("Adgangskode", "en sætning kun til prøver")
    walk.press("Gem og log ind")
    walk.reads("Svar på invitationen for Hedensted")


def a_contact_answers_for_the_municipality(walk: Walk, page: Page) -> None:
    walk.page = sign_in(page, walk.product, "kontakt")
    walk.look()
    walk.choose(re.compile("Svar.*invitationen for Odder"))
    walk.check("Deltager: vi er med")
    walk.picture("svar-for-kommunen")
    walk.press("Gem svar")
    walk.choose("Ret rolle og bidrag")
    walk.fill("Rolle og bidrag (valgfrit)", "Stiller en medarbejder til rådighed.")
    walk.press("Gem bidrag")
    records_the_decision(walk)
    records_the_own(walk)
    ticks_the_municipalitys_point(walk)
    lets_a_colleague_read(walk)


def records_the_decision(walk: Walk) -> None:
    walk.open(of(EXAMPLE))
    walk.choose("Beslutninger")
    walk.choose("Registrér beslutning")
    walk.fill("Mødedato", in_days(0))
    walk.page.get_by_role("group", name="Fordelingsnøgle").get_by_label("Udfald").select_option("Vedtaget")
    walk.picture("beslutning")
    walk.press("Gem registrering")
    walk.reads("Odder: Registreringen er gemt.")
    walk.open(of(EXAMPLE, "beslutninger/om/fordelingsnoegle/727/"))


def ticks_the_municipalitys_point(walk: Walk) -> None:
    walk.open(of(READY))
    walk.choose("Faser og krav")
    walk.unfold(re.compile(rf"Detaljer.*{re.escape(OWN_POINT)}"))
    walk.choose(re.compile(rf"Ret punktet.*{re.escape(OWN_POINT)}"))
    walk.choose("Annullér")
    walk.check(OWN_POINT)
    expect(walk.page.get_by_role("status").first).to_contain_text("Gemt:")


def lets_a_colleague_read(walk: Walk) -> None:
    walk.choose("Personer")
    walk.choose("Invitér")
    walk.fill("E-mail", "kollega@example.org")
    walk.check("Læser for en kommune: ser kommunens samarbejder")
    walk.press("Send invitation")
    walk.reads("kollega@example.org")


def a_director_follows(walk: Walk, page: Page) -> None:
    walk.page = sign_in(page, walk.product, "direktoer")
    sees_what_must_be_decided(walk)
    walk.choose("Samarbejder")
    walk.choose("Eksempel: Fælles driftscenter for it")
    walk.press("Lav statusrapport")
    walk.page.get_by_role("link", name="Hent PDF").first.wait_for(timeout=REPORT_PATIENCE)
    walk.look()
    walk.choose("Historik")
    walk.pick("Emne", "Beslutning")
    walk.press("Vis")
    walk.reads("Odder: Bevilling: vedtaget")


## Administrator


def somebody_asks_for_access(walk: Walk) -> None:
    walk.choose("Bed om adgang")
    walk.fill("Hvad har du brug for?", "Jeg er direktør i Hedensted Kommune og vil følge Fælles vagtordning.")
    walk.press("Send anmodning")
