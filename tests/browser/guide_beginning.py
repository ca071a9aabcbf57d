"""How a coordinator begins: makes a collaboration, asks municipalities and people in, and describes it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from tests.browser.walking import Walk

NAME = "Fælles vagtordning"
RUNNING = "Fælles køb af kontorvarer"
NEWCOMER = "hedensted@example.org"


def in_days(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).strftime("%d.%m.%Y")


def creates_and_registers(walk: Walk) -> None:
    walk.choose("Samarbejder")
    walk.choose("Registrér et, der kører")
    walk.fill("Navn", RUNNING)
    walk.fill("Formål", "To kommuner køber kontorvarer sammen.")
    walk.check("5. Implementering og videreudvikling")
    walk.fill("Kilde", "Kommunens hjemmeside")
    walk.press("Registrér samarbejde")
    walk.choose("Mit arbejde")
    walk.choose("Opret samarbejde")
    walk.fill("Navn", NAME)
    walk.fill("Formål", "Fire kommuner deler en døgnvagt for tekniske alarmer.")
    walk.press("Opret samarbejde")
    walk.reads("Sådan kommer I i gang")


def adds_municipalities(walk: Walk) -> None:
    walk.choose("Deltagere")
    walk.choose("Tilføj kommuner")
    walk.fill("Kommuner", "Odder, Horsens, Hedensted")
    walk.press("Tilføj kommuner")
    walk.choose("Horsens")


def invites_people(walk: Walk) -> None:
    walk.choose("Personer")
    walk.choose("Invitér")
    walk.fill("E-mail", NEWCOMER)
    walk.fill("Navn (valgfrit)", "Kommunekontakt, Hedensted")
    walk.check("Kommunekontakt: svarer for en kommune")
    walk.pick("Kommune", "Hedensted")
    walk.press("Send invitation")
    walk.picture("personer")


def describes(walk: Walk) -> None:
    walk.choose("Oplysninger")
    walk.fill("Mål for start (valgfrit)", in_days(300))
    walk.press("Gem oplysninger")
