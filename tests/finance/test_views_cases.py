"""The business case in the browser's eyes: two doors, one editor, an approval that freezes."""

import re

import pytest
from django.urls import reverse

from finance.models import BusinessCase


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


def at(name: str, slug: str, *args) -> str:
    return reverse(f"finance:{name}", args=[slug, *args])


def fields_of(page) -> dict[str, str]:
    """What a browser would send from the editor's page when nobody touches it."""
    sent = {}
    html = page.content.decode()
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            sent[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        sent[name] = chosen[1] if chosen else ""
    for name, body in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', html, re.DOTALL):
        sent[name] = body.strip()
    return sent


@pytest.fixture
def draft(browser, slug):
    """A draft behind the door of figures."""
    browser.post(at("open_door", slug), {"approach": "figures"})
    return BusinessCase.objects.get()


def write(browser, slug, **cells):
    """Send the editor's page with these cells: `investment_2027="1,2 mio."`."""
    sent = fields_of(browser.get(at("edit_case", slug)))
    for cell, text in cells.items():
        kind, _, rest = cell.partition("_")
        place = next(name.split("-")[1] for name, value in sent.items() if name.endswith("-kind") and value == kind)
        field = f"y{rest}" if rest.isdigit() else rest
        sent[f"linjer-{place}-{field}"] = text
    return browser.post(at("edit_case", slug), sent, follow=True)


def test_nobody_has_begun_and_there_are_two_equal_doors(browser, slug):
    page = browser.get(at("case", slug)).content.decode()
    assert page.count('class="btn btn-outline-primary">Beskriv gevinsterne i ord') == 1
    assert page.count('class="btn btn-outline-primary">Regn på det') == 1


def test_what_is_written_stands_there_afterwards_as_danes_write_it(browser, slug, draft):
    year = draft.first_year
    page = write(browser, slug, **{f"investment_{year}": "1,2 mio.", f"gain_{year + 1}": "500000"})
    assert "Kladden er gemt." in page.content.decode()
    assert 'value="1.200.000"' in page.content.decode()
    assert 'value="500.000"' in page.content.decode()


def test_a_wrong_number_is_pointed_out_and_nothing_that_was_typed_is_lost(browser, slug, draft):
    year = draft.first_year
    page = write(browser, slug, **{f"investment_{year}": "1.2.3", f"gain_{year}": "700000"}).content.decode()
    assert f"Investering, {year}: Skriv et tal" in page
    assert 'value="1.2.3"' in page
    assert 'value="700000"' in page
    assert BusinessCase.objects.get().version == draft.version
