"""A guest from another organisation reads one collaboration: no page, number, file or mail tells of others."""

from __future__ import annotations

import csv
import email
import io
import re
from email import policy
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Product, sign_in
from tests.browser.pages import EXAMPLE, READY, of

GUEST = "gaest@example.org"
SEEN = "Eksempel: Fælles indkøb af hjælpemidler"
OTHERS = (
    "Eksempel: Fælles driftscenter for it",
    "Eksempel: Fælles it-selskab for nitten kommuner",
    "Udviklingsfællesskabet Ringsted-Sorø (RISO)",
    "It- og digitaliseringssamarbejdet Viborg-Silkeborg",
    "Digitaliseringsforening Sjælland (DIGIT)",
    "Den Storkøbenhavnske Digitaliseringsforening",
    "Brugerklubben SBSYS",
    "4K – udviklingssamarbejde i Nordsjælland",
    "IT-Forsyningen I/S",
    "Den Digitale Hotline",
    "Den Digitale Landevej",
    "OS2 – Offentligt Samarbejde og Open Source",
    "MAD til hver DAG",
    "Fællesindkøb Fyn",
)
NOT_SLUGS = {"filtre", "opret", "registrer"}
# Something happens in every collaboration, and the hourly task runs.
SOMETHING_HAPPENS = """
import datetime as dt
from django.utils import timezone
from collaborations.models import Collaboration
from collaborations.services import record_activity
from notifications.services import send_due_mails
at = timezone.now() - dt.timedelta(hours=1)
for each in Collaboration.objects.all():
    record_activity(each, kind="decision", text=f"Noget nyt i {each.name}.", actor=None, at=at)
send_due_mails()
"""


def test_a_guest_sees_the_one_collaboration_and_no_trace_of_others(fresh_product, open_page, tmp_path):
    invites(sign_in(open_page(), fresh_product, "koordinator"), fresh_product)
    page = accepts(open_page(accept_downloads=True), fresh_product)
    every_list_shows_one(page, fresh_product)
    a_search_finds_one(page, fresh_product)
    files_hold_one(page, fresh_product, tmp_path)
    calendars_hold_one(page, open_page(), fresh_product)
    asks_for_mails_at_once(page, fresh_product)
    fresh_product.do(SOMETHING_HAPPENS)
    mails_tell_of_one(fresh_product)
    assert page.goto(fresh_product.url + of(EXAMPLE)).status == 404
    assert all(name not in page.inner_text("body") for name in OTHERS)


def tells_of_one(page: Page) -> None:
    content = page.content()
    assert [name for name in OTHERS if name in content] == []
    assert set(re.findall(r"/(?:samarbejder|profil/mails)/([\w-]+)/", content)) - NOT_SLUGS == {READY}


def invites(page: Page, product: Product) -> None:
    page.goto(product.url + of(READY, "personer/inviter/"))
    page.get_by_label("E-mail").fill(GUEST)
    page.get_by_label("Navn (valgfrit)").fill("Gæst fra en anden organisation")
    page.get_by_label("Læser: ser samarbejdet").check()
    page.get_by_role("button", name="Send invitation").click()
    expect(page.get_by_text(GUEST).first).to_be_visible()


def mails_to_guest(product: Product) -> list[str]:
    """Subject and all parts of each, the newest last."""
    files = sorted((product.data / "mail").iterdir(), key=lambda each: each.stat().st_mtime_ns)
    messages = [email.message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]
    return [
        "\n".join([message["subject"], *(part.get_content() for part in message.walk() if not part.is_multipart())])
        for message in messages
        if message["to"] == GUEST
    ]


def accepts(page: Page, product: Product) -> Page:
    (invitation,) = mails_to_guest(product)
    assert SEEN in invitation
    assert [name for name in OTHERS if name in invitation] == []
    page.goto(product.url + re.search(r"https?://[^/]+(/invitation/\S+)", invitation)[1])
    page.get_by_label("Navn").fill("Gæst")
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Gem og log ind").click()
    expect(page.get_by_text("Velkommen. Din adgangskode er gemt.")).to_be_visible()
    return page


def every_list_shows_one(page: Page, product: Product) -> None:
    for path in ("/", "/samarbejder/", "/profil/mails/"):
        page.goto(product.url + path)
        tells_of_one(page)
        expect(page.get_by_role("main").get_by_role("link", name=SEEN).first).to_be_visible()
    page.goto(f"{product.url}/samarbejder/")
    expect(page.get_by_role("heading", name="1 samarbejde", exact=True)).to_be_visible()
    assert page.goto(f"{product.url}/dashboard/").status == 403


def a_search_finds_one(page: Page, product: Product) -> None:
    """All three examples are called “Fælles …”, and each koordinator is the same person."""
    for asked in ("soeg=Fælles", "soeg=Eksempel", "koordinator=Koordinator"):
        page.goto(f"{product.url}/samarbejder/?{asked}")
        expect(page.get_by_role("heading", name="1 samarbejde", exact=True)).to_be_visible()
        tells_of_one(page)
    page.goto(f"{product.url}/samarbejder/?soeg=driftscenter")
    expect(page.get_by_role("heading", name="0 samarbejder", exact=True)).to_be_visible()
    assert [name for name in OTHERS if name in page.content()] == []


def files_hold_one(page: Page, product: Product, folder: Path) -> None:
    page.goto(f"{product.url}/samarbejder/")
    book = openpyxl.load_workbook(fetched(page, "Hent Excel", folder / "liste.xlsx"))
    assert [row[0] for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)] == [SEEN]
    text = fetched(page, "Hent CSV", folder / "liste.csv").read_text(encoding="utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text), delimiter=";")][1:] == [SEEN]


def fetched(page: Page, link: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    download.value.save_as(path)
    return path


def calendars_hold_one(page: Page, program: Page, product: Product) -> None:
    """Read as a calendar program does, which is not signed in."""
    for path in ("/kalender/", of(READY, "kalender/")):
        page.goto(product.url + path)
        page.get_by_role("button", name="Lav adressen").click()
        address = page.get_by_role("status").locator("code").inner_text()
        answer = program.request.get(product.url + re.sub(r"^https?://[^/]+", "", address))
        text = answer.text().replace("\r\n ", "")
        assert (answer.status, [name for name in OTHERS if name in text]) == (200, [])
    assert SEEN in text
    page.goto(f"{product.url}/kalender/")
    tells_of_one(page)


def asks_for_mails_at_once(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/profil/mails/")
    page.get_by_label("Beslutninger").select_option(label="Straks")
    page.get_by_role("button", name="Gem valg").click()
    expect(page.get_by_text("Dine valg er gemt.")).to_be_visible()


def mails_tell_of_one(product: Product) -> None:
    _invitation, *told = mails_to_guest(product)
    assert any(f"Noget nyt i {SEEN}." in mail for mail in told)
    assert [name for mail in told for name in OTHERS if name in mail] == []
