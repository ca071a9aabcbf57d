"""One person walks through one chapter of the user guide, and remembers everything that stands on the way.

What the guide sets in bold must be a label on a page of its chapter, what it quotes must be said there. With
SAMARBEJDE_SCREENSHOTS (`make screenshots`) the walk writes the guide's pictures.
"""

from __future__ import annotations

import email
import os
import re
from email import policy
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Product, sign_in

GUIDE = ROOT / "docs" / "brugervejledning.md"
PICTURES = os.environ.get("SAMARBEJDE_SCREENSHOTS")
LARGEST_PICTURE = 600_000  # bytes
# What a reader sees: without what is only there for screen readers, and without what is not text.
READ = """() => {
  const body = document.body.cloneNode(true);
  body.querySelectorAll('.visually-hidden, [aria-hidden=true], script, noscript, svg').forEach((each) => each.remove());
  const text = (element) => element.textContent.replace(/\\s+/g, ' ').trim();
  const named = 'a, button, summary, label, legend, h1, h2, h3, caption, th, dt, option';
  return {labels: [...body.querySelectorAll(named)].map(text), text: text(body)};
}"""


class Walk:
    """One person walks through one chapter. Everything that stands on the pages on the way is remembered."""

    def __init__(self, page: Page, product: Product, who: str = ""):
        self.page, self.product = page, product
        self.labels: set[str] = set()
        self.text = ""
        self.pictures: set[str] = set()
        if who:
            sign_in(page, product, who)

    def look(self) -> None:
        self.page.wait_for_load_state()
        seen = self.page.evaluate(READ)
        self.labels |= {label.rstrip(":").strip() for label in seen["labels"]}
        self.text += " " + seen["text"]

    def open(self, path: str) -> None:
        self.page.goto(self.product.url + path)
        self.look()

    def choose(self, name: str | re.Pattern, role: str = "link", nth: int = 0) -> None:
        self.page.get_by_role(role, name=name).nth(nth).click()
        self.look()

    def press(self, name: str) -> None:
        self.choose(name, "button")

    def unfold(self, name: str | re.Pattern, nth: int = 0) -> None:
        self.page.locator("summary", has_text=name).nth(nth).click()

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).fill(value)

    def pick(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def check(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def reads(self, sentence: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(sentence)

    def picture(self, name: str) -> None:
        self.look()
        self.pictures.add(f"img/{name}.png")
        if PICTURES:
            path = Path(PICTURES) / f"{name}.png"
            self.page.screenshot(path=path, full_page=True)
            assert path.stat().st_size <= LARGEST_PICTURE

    def went_through(self, title: str) -> None:
        """The chapter says nothing that did not stand on the way, and shows what was seen."""
        chapter = chapters()[title]
        unseen = [label for label in bold(chapter) if label not in self.labels]
        assert not unseen, f"Not seen on the way through “{title}”: {unseen}"
        assert [said for said in quoted(chapter) if said not in self.text] == []
        assert set(re.findall(r"!\[[^]]+\]\(([^)]+)\)", chapter)) == self.pictures
        assert self.page.complaints == []


def chapters() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def bold(chapter: str) -> list[str]:
    return [" ".join(label.split()) for label in re.findall(r"\*\*(.+?)\*\*", chapter, re.DOTALL)]


def quoted(chapter: str) -> list[str]:
    return [" ".join(said.split()) for said in re.findall(r"“(.+?)”", chapter, re.DOTALL)]


def newest_mail(product: Product) -> tuple[str, str]:
    """Subject and text."""
    path = max((product.data / "mail").iterdir(), key=lambda each: each.stat().st_mtime_ns)
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    return message["subject"], message.get_content()
