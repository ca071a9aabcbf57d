"""The chapter of the katalogredaktør, walked by one."""

from __future__ import annotations

from tests.browser.walking import Walk

QUEUE = "/redaktion/cases/"


def edits_the_catalogue(walk: Walk) -> None:
    confirms(walk)
    writes(walk)
    takes_out_and_in(walk)
    walk.went_through("Katalogredaktør")


def confirms(walk: Walk) -> None:
    walk.open(QUEUE)
    walk.choose("Bør opdateres")
    walk.choose("KOMBIT")
    walk.press("Stadig rigtigt")
    walk.reads("Tak. Casen er bekræftet i dag.")


def writes(walk: Walk) -> None:
    walk.open("/redaktion/")
    walk.choose("Se køen")
    walk.choose("Ny case")
    walk.fill("Titel", "Fælles vaskeri")
    walk.press("Opret kladde")
    walk.fill("I én sætning", "To kommuner vasker sammen")
    walk.unfold("Kilder til casen")
    walk.press("Tilføj en kilde")
    walk.page.locator("#id_sources-0-title").fill("Årsrapport")
    walk.press("Gem kladde")
    walk.choose("Ret casen")
    walk.fill("Resumé", "De vasker sammen.")
    walk.press("Gem kladde")
    walk.choose("Se forskelle")
    walk.open(f"{QUEUE}faelles-vaskeri/udgaver/1/")
    walk.open(f"{QUEUE}faelles-vaskeri/")
    walk.picture("case-i-redaktion")
    walk.press("Send til gennemsyn")
    walk.choose("Send tilbage")
    walk.choose("Annullér")


def takes_out_and_in(walk: Walk) -> None:
    walk.open(f"{QUEUE}kombit/")
    walk.choose("Træk casen tilbage")
    walk.fill("Hvorfor?", "Casen er slået sammen med en anden.")
    walk.press("Træk tilbage")
    walk.press("Fortryd, og udgiv igen")
    walk.open(QUEUE)
    walk.picture("koe")
    walk.choose("Indlæs cases")
    walk.open(QUEUE)
    walk.choose("Emner")
    walk.choose("Nyt emne")
    walk.fill("Navn", "Havne")
    walk.fill("Vejledning (valgfrit)", "Cases om drift af havne.")
    walk.press("Gem kladde")
    walk.reads("Læserne kan ikke se det endnu.")
    walk.press("Udgiv emnet")
    walk.reads("Emnet er udgivet.")
    walk.choose("Ret emnet")
    walk.press("Gem kladde")
    walk.choose("Slet kladden")
    walk.press("Slet kladden")
    walk.choose("Fjern emnet")
    walk.reads("Fjern “Havne”?")
    walk.press("Fjern emnet")
    walk.reads("Emnet er fjernet.")
