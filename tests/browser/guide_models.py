"""The chapter of the user guide about the model guide, walked by the coordinator: see `test_guide.py`."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.pages import of
from tests.browser.walking import Walk

DRIFT = "Skal drift og support blive på kommunale hænder frem for hos en leverandør?"
MARKET = "Vil I stå stærkere over for leverandørerne og påvirke, hvad de udvikler?"
SHOW = "Vis, hvad der taler for og imod"


def answers(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def asks_the_model_guide(walk: Walk, slug: str) -> None:
    walk.open(of(slug))
    walk.choose("Brug modelguiden")
    answers(walk.page, DRIFT, "Ja")
    walk.press(SHOW)
    walk.reads("Jeres svar peger på én model: drifts- og supportsamarbejde.")
    walk.choose("Gem svaret på samarbejdet")
    walk.press("Gem svaret")
    walk.reads("Svaret er gemt på")
    walk.choose("Brug modelguiden")
    walk.open(of(slug))
    walk.choose("Se svaret")
