"""The chapters of the user guide about the economy, walked by the coordinator: see `test_guide.py`."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.pages import EXAMPLE, of
from tests.browser.walking import Walk

PAPER_PATIENCE = 60_000  # milliseconds; a worker draws the summary meanwhile


def goes_through_the_economy(walk: Walk, slug: str) -> None:
    compares_keys(walk)
    proposes_a_key(walk)
    makes_a_case(walk, slug)
    approves_it_and_takes_the_summary_along(walk)
    records_what_is_granted(walk)


def compares_keys(walk: Walk) -> None:
    walk.open(of(EXAMPLE))
    walk.choose("Økonomi")
    walk.choose("Sammenlign nøgler")
    walk.fill("Beløb, der deles (valgfrit)", "12,4 mio.")
    walk.press("Sammenlign")
    walk.reads("12,4 mio. kr. deles mellem 7 kommuner i")
    walk.picture("noegler")


def proposes_a_key(walk: Walk) -> None:
    walk.choose("Opret nøgle")
    walk.fill("Hvad hedder nøglen?", "En del lige")
    walk.check("Fast del + indbyggere")
    walk.press("Opret nøgle")
    walk.choose("Tilføj del")
    walk.page.go_back()
    walk.look()
    walk.choose("Foreslå denne nøgle")
    walk.fill("Beløb, der deles (valgfrit)", "12,4 mio.")
    walk.press("Foreslå denne nøgle")
    walk.reads("“En del lige”, version 1, er foreslået.")


def makes_a_case(walk: Walk, slug: str) -> None:
    walk.open(of(slug))
    walk.choose("Økonomi")
    walk.choose("Begynd på business casen")
    walk.look()
    walk.press("Regn på det")
    first = int(walk.page.get_by_label("Første år").input_value())
    walk.page.get_by_label(f"Investering, {first}", exact=True).first.fill("1,2 mio.")
    for year in range(first + 1, first + 4):
        walk.page.get_by_label(f"Gevinst, {year}", exact=True).first.fill("600.000")
    walk.page.get_by_role("button", name="Gem kladde").last.click()
    walk.reads("Kladden er gemt.")
    walk.picture("business-case")


def approves_it_and_takes_the_summary_along(walk: Walk) -> None:
    walk.press("Gem, og gå til godkendelse")
    walk.fill("Godkendt af", "Styregruppen")
    walk.fill("Dato", timezone.localdate().strftime("%d.%m.%Y"))
    walk.press("Godkend version")
    walk.reads("Version 1, godkendt")
    walk.press("Lav resumé")
    expect(walk.page.get_by_role("link", name="Hent PDF")).to_be_visible(timeout=PAPER_PATIENCE)
    walk.look()


def records_what_is_granted(walk: Walk) -> None:
    walk.open(of(EXAMPLE))
    walk.choose("Økonomi")
    walk.choose("Se bevillingerne")
    walk.reads("Fire kommuner mangler at bevilge")
    walk.choose("Registrér bevilling")
    walk.pick("Kommune", "Horsens")
    grants(walk, "2,92 mio.")
    walk.reads("Tre kommuner mangler at bevilge")
    walk.choose("Horsens")
    walk.choose("Træk tilbage")


def records_the_own(walk: Walk) -> None:
    """The kommunekontakt of Odder."""
    walk.open(of(EXAMPLE))
    walk.choose("Økonomi")
    walk.choose("Se bevillingerne")
    walk.choose("Registrér bevilling")
    grants(walk, "720.000")
    walk.reads("Bevillingen i Odder er registreret.")


def grants(walk: Walk, amount: str) -> None:
    walk.fill("Budgetår", "2027")
    walk.fill("Beløb i kroner", amount)
    walk.check("I det vedtagne budget")
    walk.fill("Hvornår blev det besluttet?", timezone.localdate().strftime("%d.%m.%Y"))
    walk.press("Registrér bevilling")
