"""The page of a business case: its banner, and its table of years on a phone."""

import re

import pytest

from finance.services import revise_case
from tests.finance.build_cases import approve, line, make_case


@pytest.fixture
def page_of(client_for, collaboration):
    def page(who):
        return client_for(who).get(f"/samarbejder/{collaboration.slug}/oekonomi/business-case/").content.decode()

    return page


@pytest.fixture
def case(collaboration):
    lines = line("investment", {2027: 900}, "Etablering"), line("gain", {2028: 1500}, "Mindre drift")
    return approve(make_case(collaboration, *lines, first_year=2027, year_count=2, price_year=2026))


def test_two_links_in_the_banner_are_kept_apart(page_of, case, collaboration):
    revise_case(collaboration, actor=None)
    banner = r'%s\s*<a href="[^"]*versioner/1/tabel.xlsx">Hent tabellen som Excel</a>'
    assert re.search(banner % "Se kladden</a>\\s*·", page_of("koordinator"))
    assert re.search(banner % "Version 2 er under arbejde\\.", page_of("laeser"))


def test_each_amount_of_the_table_of_years_says_its_year_where_the_head_is_not_seen(page_of, case):
    html = page_of("koordinator")
    table = html[html.index('aria-label="Tabel: år for år"') : html.index('id="h-municipalities"')]
    assert '<table class="sm-table sm-table--blocks">' in table
    assert '<td class="sm-number" data-label="2027">900</td>' in table
    assert '<td class="sm-number" data-label="2028"></td>' in table
    assert '<td class="sm-number" data-label="I alt">600</td>' in table
    assert set(re.findall(r"<td[^>]*>(?=[^<])", table)) == {
        f'<td class="sm-number" data-label="{label}">' for label in ("2027", "2028", "I alt")
    }
