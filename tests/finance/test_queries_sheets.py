"""The table of a case goes out and comes in with as many queries for few lines and municipalities as for many."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from finance.appraisal import Kind
from finance.lines import LineData
from tests import factories
from tests.finance.build_cases import make_case, make_key

# Each with all that the door asks: the session, the user, the collaboration, and who may what.
OUT, SHOWN = 18, 18


def fill(collaboration, number):
    """So many municipalities, and so many lines with a figure for each of them."""
    codes = []
    for _ in range(number):
        place = factories.make_municipality(population=1000)
        factories.make_participation(collaboration, place)
        codes.append(place.code)
    lines = [
        LineData(Kind.GAIN, f"Linje {each}", amounts={code: {2027: Decimal(5)} for code in codes})
        for each in range(min(number, 40))
    ]
    return make_case(collaboration, *lines, first_year=2027, year_count=10, key=make_key(collaboration))


@pytest.mark.parametrize("number", [3, 98])
def test_few_and_many_take_the_same_queries(number, client_for, collaboration, django_assert_num_queries):
    fill(collaboration, number)
    browser = client_for("koordinator")
    out, into = (reverse(f"finance:{name}", args=[collaboration.slug]) for name in ("draft_sheet", "import_case"))
    content = browser.get(out).content
    with django_assert_num_queries(OUT):
        browser.get(out)
    with django_assert_num_queries(SHOWN):
        shown = browser.post(into, {"file": SimpleUploadedFile("tabel.xlsx", content)})
    assert "Ingen ændringer." in shown.content.decode()
