"""The chapter of the user guide about follow-up, walked by the coordinator: see `test_guide.py`."""

from __future__ import annotations

from tests.browser.guide_beginning import in_days
from tests.browser.pages import EXAMPLE, of
from tests.browser.walking import Walk


def follows_up_and_evaluates(walk: Walk) -> None:
    walk.open(of(EXAMPLE))
    walk.choose("Opfølgning")
    walk.choose("Planlæg opfølgning på kvalitet")
    walk.fill("Næste dato", in_days(20))
    walk.fill("Ansvarlig rolle", "Projektleder")
    walk.press("Gem")
    walk.reads("Næste opfølgning er kvalitet")
    walk.choose("Skriv opfølgning på økonomi")
    walk.fill("Hvad så I?", "Budgettet holder.")
    walk.check("Gul: afviger, men kan rettes")
    walk.fill("Begrundelse (valgfrit)", "Licenserne blev dyrere.")
    walk.fill("Hvad retter I til? (valgfrit)", "Vi køber ind to gange om året.")
    walk.fill("Hvorfor retter I det til? (valgfrit)", "Så kender vi prisen.")
    walk.fill("Hvornår følger I op næste gang?", in_days(90))
    walk.press("Gem")
    walk.reads("Vi køber ind to gange om året.")
    walk.choose("Udbudsplan")
    walk.check("I gang")
    walk.press("Gem")
    walk.reads("Udbudsplan er opdateret.")
    walk.choose("Alle nøgletal")
    walk.choose("Nyt nøgletal")
    walk.open(of(EXAMPLE, "rapporter/"))
    walk.open("/")
