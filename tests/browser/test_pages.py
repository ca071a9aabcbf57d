"""Every page, at 1280 px light and 320 px dark: axe finds nothing, nothing is too wide, the console is silent."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.browser.conftest import axe_violations, is_wider_than_window, sign_in, surprises
from tests.browser.pages import NOT_PAGES, PAGES

VIEWS = {"1280-light": {"width": 1280, "dark": False}, "320-dark": {"width": 320, "dark": True}}
SCREENSHOTS = os.environ.get("SAMARBEJDE_SCREENSHOTS")


@pytest.fixture(scope="module")
def windows():
    """Signed-in windows by user and view: signing in for each page would take longer than looking at it."""
    return {}


@pytest.fixture
def window(windows, product, keep_page):
    def opened(who, view):
        if (who, view) not in windows:
            page = keep_page(**VIEWS[view])
            windows[who, view] = sign_in(page, product, who) if who else page
        page = windows[who, view]
        page.complaints.clear()
        return page

    return opened


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("page_of", PAGES, ids=lambda page_of: page_of.label)
def test_the_page_is_whole(window, product, page_of, view):
    page = window(page_of.who, view)
    response = page.goto(product.url + page_of.path)
    if page_of.link:
        page.get_by_role("link", name=re.compile(f"^{page_of.link}")).first.click()
        page.wait_for_load_state()
    save_screenshot(page, f"{page_of.label}-{view}")
    assert page_of.link or response.status == page_of.status
    assert page.locator("h1").count() == 1
    assert page.title().endswith("| Samarbejde")
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)
    assert surprises(page, page_of.status) == []


def save_screenshot(page, name):
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS) / f"{name}.png", full_page=True)


def names_of_addresses(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            if pattern.namespace != "admin":
                yield from names_of_addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield prefix + pattern.name


def test_every_address_is_a_page_or_says_why_not():
    looked_at = {page_of.name for page_of in PAGES} | set(NOT_PAGES)
    assert sorted(set(names_of_addresses()) - looked_at) == []


def test_no_address_is_listed_that_does_not_exist():
    listed = ({page_of.name for page_of in PAGES} | set(NOT_PAGES)) - {"403", "404", "405"}
    assert sorted(listed - set(names_of_addresses())) == []
