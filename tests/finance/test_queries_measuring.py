"""What was measured takes as many queries for two years as for thirty, and that number stands here."""

from decimal import Decimal

import pytest
from django.urls import reverse

from finance.services import record_measurement
from tests import factories
from tests.finance.build_cases import approve, line, make_case

PAGES = {"economy": 12, "measured": 7}


@pytest.mark.parametrize(("page", "number"), [(page, number) for page in PAGES for number in (2, 30)])
def test_few_and_many_take_the_same_queries(page, number, client_for, collaboration, django_assert_num_queries):
    approve(make_case(collaboration, line("gain", {2020: 5}), first_year=2020, year_count=2))
    for year in range(1990, 1990 + number):
        by = factories.make_user(password=None)
        record_measurement(collaboration, kind="gain", year=year, amount=Decimal(5), source="Regnskab", actor=by)
    browser, address = client_for("koordinator"), reverse(f"finance:{page}", args=[collaboration.slug])
    assert browser.get(address).status_code == 200
    with django_assert_num_queries(PAGES[page]):
        browser.get(address)
