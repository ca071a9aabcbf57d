"""The pages of appropriations take as many queries for three municipalities as for 98, and that number stands here."""

import datetime as dt

import pytest
from django.urls import reverse

from finance.models import Appropriation
from tests import factories
from tests.counting import queries_of
from tests.finance.build_cases import approve, line, make_case, make_key

# Each with all that the door asks: the session, the user, the collaboration, and who may what.
PAGES = {"appropriations": 8, "record_appropriation": 9, "appropriation_history": 10, "economy": 13}


def fill(collaboration, number):
    """So many municipalities, each of which pays at the start and has granted something for each of two years."""
    for _place in range(number):
        factories.make_participation(collaboration, factories.make_municipality(population=1000))
    key = make_key(collaboration)
    case = make_case(collaboration, line("investment", {2027: 1_000_000}), first_year=2027, year_count=2, key=key)
    approve(case)
    Appropriation.objects.bulk_create(
        Appropriation(
            collaboration=collaboration, municipality=each.municipality, year=year, amount=5, date=dt.date(2026, 10, 1)
        )
        for each in collaboration.participations.filter(state="participant")
        for year in (2027, 2028)
    )


@pytest.mark.parametrize("number", [3, 98])
def test_few_and_many_take_the_same_queries(number, client_for, collaboration):
    fill(collaboration, number)
    browser, rows = client_for("koordinator"), {"appropriation_history": ["727"]}
    found = {
        page: queries_of(browser, reverse(f"finance:{page}", args=[collaboration.slug, *rows.get(page, [])]))
        for page in PAGES
    }
    assert found == PAGES
