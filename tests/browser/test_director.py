"""A director has five minutes before a meeting: what must we decide next, and by when?"""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.pages import EXAMPLE

# What the next meeting of Horsens is about; the day moves with the day of loading, so any will do.
NEXT = re.compile(r"^Næste beslutning: .*Vedtægter.*, (senest )?\d{1,2}\. \w+ \d{4}$")


def test_a_director_signs_in_and_finds_the_decision_that_is_due(open_page, product):
    page = sign_in(open_page(), product, "direktoer")
    expect(page).to_have_url(f"{product.url}/dashboard/")
    expect(page.get_by_role("heading", level=1)).to_have_text(NEXT)
    decisions = page.get_by_role("region", name="Jeres beslutninger")
    expect(decisions.get_by_role("listitem").first).to_contain_text("Kommunalbestyrelsen")
    decisions.get_by_role("link", name="Vedtægter, version").first.click()
    expect(page).to_have_url(re.compile(rf"/{EXAMPLE}/tekster/\d+/versioner/\d+/$"))
    assert page.complaints == []
