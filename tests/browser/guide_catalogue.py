"""The chapter of the guide about the catalogue, which everybody reads, and what a coordinator does with it."""

from __future__ import annotations

import re

from tests.browser.guide_beginning import RUNNING
from tests.browser.pages import of
from tests.browser.walking import Walk

SHEET_PATIENCE = 60_000  # milliseconds; a worker draws the sheet meanwhile


def somebody_looks_for_what_others_did(walk: Walk) -> None:
    finds_a_case(walk)
    reads_it(walk)
    compares_some(walk)
    walk.went_through("Casekatalog")


def finds_a_case(walk: Walk) -> None:
    walk.choose("Casekatalog")
    walk.fill("Søg i cases", "forsyningen")
    walk.press("Søg")
    walk.reads("IT-Forsyningen I/S")
    walk.page.get_by_role("checkbox", name=re.compile("^§.60-fællesskab")).check()
    walk.press("Vis")
    walk.picture("casekatalog")


def reads_it(walk: Walk) -> None:
    walk.page.get_by_role("main").get_by_role("link", name="IT-Forsyningen").first.click()
    walk.look()
    walk.press("Hent som PDF")
    walk.page.get_by_role("link", name="Hent PDF").wait_for(timeout=SHEET_PATIENCE)
    walk.look()


def compares_some(walk: Walk) -> None:
    walk.open("/cases/?organisering=section-60")
    walk.check("Sammenlign: IT-Forsyningen I/S")
    walk.check("Sammenlign: MAD til hver DAG")
    walk.press("Sammenlign de valgte")
    walk.reads("Casene er forskellige på")


## Koordinator


def builds_on_a_case(walk: Walk, slug: str) -> None:
    walk.open(of(slug))
    walk.choose("Faser og krav")
    walk.reads("Hvad andre har lært")
    walk.choose(re.compile("^Brug i samarbejdet"))
    walk.fill("Hvad tager I med jer fra casen? (valgfrit)", "Vi begynder med én opgave.")
    walk.press("Gem henvisningen")
    walk.reads("Vi begynder med én opgave.")
    walk.open("/cases/it-forsyningen/")
    walk.choose("Brug i mit samarbejde")


def tells_of_what_runs(walk: Walk) -> None:
    walk.choose("Samarbejder")
    walk.choose(RUNNING)
    walk.choose("Rapporter")
    walk.choose(re.compile("^Fortæl andre kommuner"))
    walk.press("Send til casekataloget")
    walk.reads("Udkastet er sendt til redaktørerne af casekataloget.")
