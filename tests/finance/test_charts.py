"""The headlines of the charts say what is found; their numbers are those of the tables."""

from decimal import Decimal

import pytest

from finance.case_pages import shown_case
from finance.charts import case_chart
from finance.vocabulary import Approach
from tests.finance.build_cases import approve, line, make_case, make_key

pytestmark = pytest.mark.django_db


def chart_of(collaboration, **gain):
    years = {int(name[1:]): amount for name, amount in gain.items()}
    lines = line("investment", {2027: 1_000_000}), line("gain", years)
    case = approve(make_case(collaboration, *lines, first_year=2027, year_count=3))
    return shown_case(case).chart


def test_the_headline_names_the_year_and_the_drawing_points_at_it(collaboration):
    chart = chart_of(collaboration, y2028=600_000, y2029=600_000)
    assert chart.title == "Udgifterne er tjent hjem i 2029"
    assert (chart.marked, chart.columns) == (2029, (Decimal(-1_000_000), Decimal(600_000), Decimal(600_000)))
    assert chart.line == (Decimal(-1_000_000), Decimal(-400_000), Decimal(200_000))


def test_the_headline_says_when_it_is_not_earned_home_or_not_lastingly(collaboration):
    assert chart_of(collaboration, y2028=100, y2029=0).title == "Udgifterne er ikke tjent hjem i 2029"


def test_years_at_the_end_that_nobody_has_written_in_are_not_drawn(collaboration):
    chart = chart_of(collaboration, y2028=100)
    assert (chart.title, chart.years) == ("Udgifterne er ikke tjent hjem i 2028", (2027, 2028))


def test_the_headline_says_when_it_does_not_last(collaboration):
    chart = chart_of(collaboration, y2028=1_500_000, y2029=-900_000)
    assert (chart.title, chart.marked) == ("Udgifterne er tjent hjem i 2028, men ikke varigt", None)


def test_the_headline_says_when_there_is_never_a_deficit(collaboration):
    chart = chart_of(collaboration, y2027=1_500_000, y2028=0)
    assert (chart.title, chart.marked) == ("Lagt sammen er der overskud fra første år", None)


def test_a_case_in_words_has_no_chart(collaboration):
    case = make_case(collaboration, approach=Approach.WORDS, reason="For tidligt", description="Bedre hjælp")
    assert case_chart(approve(case).snapshot) is None


@pytest.fixture
def page(client_for, collaboration):
    def ask(address: str):
        return client_for("koordinator").get(f"/samarbejder/{collaboration.slug}/oekonomi/noegler/{address}")

    return ask


def test_keys_side_by_side_say_who_feels_the_choice_most(page):
    shown = page("?beloeb=1000000&noegle=lige&noegle=indbyggere").context["page"]
    assert shown.chart.title.startswith("Valget betyder mest for ")
    assert [each.name for each in shown.chart.rows] == [each.party.name for each in shown.comparison.lines]
    assert shown.chart.rows[0].amounts == tuple(each.amount for each in shown.comparison.lines[0].cells)


def test_one_key_alone_has_nothing_to_be_compared_with(page):
    assert page("?beloeb=1000000&noegle=lige").context["page"].chart is None


def test_the_same_key_twice_over_is_said_to_cost_the_same(page, collaboration):
    key = make_key(collaboration, "Lige", weight="equal")
    shown = page(f"?beloeb=1000000&noegle=lige&noegle={key.pk}").context["page"]
    assert shown.chart.title == "Alle kommuner betaler det samme med hver nøgle"
