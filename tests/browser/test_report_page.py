"""The page that follows a report, in all that it can say: on its way, ready, failed, and when the file is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe_violations, is_wider_than_window, sign_in, surprises
from tests.browser.pages import EXAMPLE, of
from tests.browser.test_pages import VIEWS

PATIENCE = 60_000  # milliseconds; a worker draws the report meanwhile
POLL = re.compile(r"/status/\?set=")
NEWEST = """
from jobs.models import Job
from reports.models import Report
report = Report.objects.first()
job = Job.objects.filter(pk=report.job_id)
"""
FAIL = f"{NEWEST}job.update(state='failed', step='Sætter op', attempts=3, error_number='7F3A')"
LOSE = f"{NEWEST}job.update(state='done'); report.file.storage.delete(report.file.name)"


def assert_it_is_whole(page: Page, status: int = 200):
    assert axe_violations(page) == []
    assert not is_wider_than_window(page)
    assert surprises(page, status) == []


def hold_still(page: Page):
    """The page asks, and hears that there is nothing new."""
    page.route(POLL, lambda route: route.fulfill(status=204))


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_is_whole_whatever_becomes_of_the_report(product, open_page, view):
    page = sign_in(open_page(**VIEWS[view]), product, "koordinator")
    page.goto(product.url + of(EXAMPLE, "rapporter/"))
    hold_still(page)
    page.get_by_role("button", name="Lav statusrapport").click()
    expect(page.get_by_role("link", name="Se, om den er klar")).to_be_visible()
    assert_it_is_whole(page)

    page.unroute(POLL)
    ready = page.get_by_role("link", name="Hent PDF")
    ready.wait_for(timeout=PATIENCE)
    assert_it_is_whole(page)

    file = ready.get_attribute("href")
    product.do(FAIL)
    page.reload()
    expect(page.get_by_role("button", name="Prøv igen")).to_be_visible()
    assert_it_is_whole(page)

    product.do(LOSE)
    page.goto(product.url + file)
    expect(page.get_by_role("heading", name="Filen er væk")).to_be_visible()
    assert_it_is_whole(page, 404)

    page.complaints.clear()
    page.get_by_role("button", name="Lav den igen").click()
    ready.wait_for(timeout=PATIENCE)
    assert surprises(page) == []
