"""What came of it beside what was expected: the arithmetic and the sentences, with the sources' own figures."""

from decimal import Decimal

import pytest

from finance.appraisal import Kind
from finance.measured import Actual, beside
from finance.measured_pages import measured_page
from finance.services import record_measurement
from tests.finance.build_cases import approve, line, make_case

pytestmark = pytest.mark.django_db
MILLION = 1_000_000


def millions(kind: str, figures: dict[int, float], **values):
    return line(kind, {year: str(round(Decimal(str(each)) * MILLION)) for year, each in figures.items()}, **values)


def content(*kinds: tuple[str, dict[int, int]]):
    """A frozen version as `beside` reads it."""
    years = sorted({year for _kind, figures in kinds for year in figures})
    by_kind = {each.value: {str(year): "0" for year in years} for each in Kind}
    for kind, figures in kinds:
        by_kind[kind] |= {str(year): str(amount) for year, amount in figures.items()}
    lines = [{"kind": kind, "amounts": {str(year): "x" for year in figures}} for kind, figures in kinds]
    return {"lines": lines, "by_kind": by_kind, "years": years}


def gain(year: int, amount: int) -> Actual:
    return Actual(Kind.GAIN, year, Decimal(amount))


def kind_of(measured, kind: str):
    return next(each for each in measured.kinds if each.kind == kind)


def differences(kind) -> dict[int, int | None]:
    return {each.year: each.difference for each in kind.pairs}


## The sources


@pytest.fixture
def aabenraa(collaboration):
    """Invested each year, and what the net targets leave as gains."""
    return approve(
        make_case(
            collaboration,
            millions("investment", {2017: 4.7, 2018: 4.6, 2019: 4.7, 2020: 4.8}),
            millions("gain", {2017: 0, 2018: 2.9, 2019: 6.4, 2020: 9.7}),
            first_year=2017,
            year_count=4,
            price_year=2017,
        )
    )


def test_aabenraa_gained_more_than_it_had_hoped_for_in_both_years(aabenraa, collaboration):
    for year, amount in ((2017, "10300000"), (2018, "6500000")):
        record_measurement(
            collaboration, kind="gain", year=year, amount=Decimal(amount), source="Casekatalog", actor=None
        )
    measured = measured_page(collaboration).measured
    assert differences(kind_of(measured, "gain")) == {2017: 10_300_000, 2018: 3_600_000, 2019: None, 2020: None}
    assert measured.lead == "Gevinsten var 3,6\u00a0mio.\u00a0kr. højere end ventet i 2018."
    assert (kind_of(measured, "gain").expected, kind_of(measured, "gain").actual) == (2_900_000, 16_800_000)


def test_it_forsyningen_was_founded_for_three_million_less(collaboration):
    """Expected: 12 million to found it, against some 6 a year when all is in place. It took 9."""
    expected = dict.fromkeys((2012, 2013, 2014, 2015), 0) | {2016: 6}
    lines = (millions("investment", {2012: 12}), millions("gain", expected))
    approve(make_case(collaboration, *lines, first_year=2012, year_count=5, price_year=2012))
    record_measurement(
        collaboration, kind="investment", year=2012, amount=Decimal(9_000_000), source="Pjece", actor=None
    )
    measured = measured_page(collaboration).measured
    assert differences(kind_of(measured, "investment"))[2012] == -3_000_000
    assert kind_of(measured, "investment").difference / kind_of(measured, "investment").expected == Decimal("-0.25")
    assert measured.lead == "Investeringen var 3,0\u00a0mio.\u00a0kr. lavere end ventet i 2012."
    assert differences(kind_of(measured, "gain"))[2016] is None


## Sentences


@pytest.mark.parametrize(
    ("actual", "said"),
    [
        (5_000_000, "Gevinsten var 1,1\u00a0mio.\u00a0kr. lavere end ventet i 2028."),
        (6_950_000, "Gevinsten var 850.000\u00a0kr. højere end ventet i 2028."),
        (6_100_000, "Gevinsten var som ventet i 2028."),
    ],
)
def test_the_sentence_is_about_the_newest_year_that_is_measured(actual, said):
    told = content(("gain", {2027: 6_100_000, 2028: 6_100_000, 2029: 6_100_000}))
    assert beside(told, [gain(2027, 1), gain(2028, actual)]).lead == said


def test_the_gain_comes_first_and_costs_after_it_each_with_its_year():
    told = content(("investment", {2027: 900}), ("gain", {2028: 500}))
    measured = beside(told, [Actual(Kind.INVESTMENT, 2027, Decimal(1000)), gain(2028, 400)])
    assert measured.lead == "Gevinsten var 100\u00a0kr. lavere end ventet i 2028."
    assert measured.rest == "Investeringen var 100\u00a0kr. højere end ventet i 2027."


def test_a_kind_without_a_line_has_nothing_expected_which_is_not_zero():
    measured = beside(content(("gain", {2028: 500})), [Actual(Kind.OPERATION, 2028, Decimal(70))])
    assert kind_of(measured, "operation").pairs[0].expected is None
    assert measured.lead == "Driftsudgiften var 70\u00a0kr. i 2028."
    assert kind_of(measured, "operation").compared == ()


def test_a_line_that_nobody_wrote_a_figure_in_expects_nothing():
    told = content(("gain", {2028: 500}))
    told["lines"].append({"kind": "operation", "amounts": {}})
    measured = beside(told, [Actual(Kind.OPERATION, 2028, Decimal(70))])
    assert kind_of(measured, "operation").pairs[0].expected is None


def test_a_year_outside_the_case_is_shown_with_nothing_expected():
    measured = beside(content(("gain", {2028: 500})), [gain(2035, 5)])
    assert [(each.year, each.expected) for each in kind_of(measured, "gain").pairs] == [(2028, 500), (2035, None)]


def test_a_year_of_the_case_without_a_figure_counts_as_nothing_expected_once_it_is_measured():
    told = content(("investment", {2027: 900}), ("gain", {2028: 500}))
    assert [each.year for each in kind_of(beside(told, []), "investment").pairs] == [2027]
    measured = beside(told, [Actual(Kind.INVESTMENT, 2028, Decimal(40))])
    assert differences(kind_of(measured, "investment")) == {2027: None, 2028: 40}


def test_sums_are_of_years_with_both_figures_only():
    measured = beside(content(("gain", {2027: 100, 2028: 200, 2029: 400})), [gain(2027, 90), gain(2028, 250)])
    found = kind_of(measured, "gain")
    assert (found.expected, found.actual, found.difference) == (300, 340, 40)


def test_a_picture_shows_the_years_that_have_both_figures_and_says_how_they_differ():
    measured = beside(content(("gain", {2027: 500, 2028: 900})), [gain(2027, 400)])
    chart = kind_of(measured, "gain").chart
    assert chart.title == "Gevinst: −100\u00a0kr. i forhold til det ventede"
    assert [(each.name, each.amounts) for each in chart.rows] == [("2027", (Decimal(500), Decimal(400)))]
    assert kind_of(beside(content(("gain", {2027: 500})), []), "gain").chart is None


def test_nothing_measured_yet_is_said():
    assert beside(content(("gain", {2028: 500})), []).lead == "Der er ikke skrevet faktiske tal endnu."


def test_without_an_approved_case_the_figure_is_said_and_why_it_stands_alone():
    measured = beside(None, [gain(2028, 5_000_000)])
    assert measured.lead == "Gevinsten var 5,0\u00a0mio.\u00a0kr. i 2028."
    assert measured.rest == "Ingen business case er godkendt endnu, så der er intet at holde tal op mod."
    assert beside(None, []).kinds == ()


def test_a_case_in_words_expects_no_figures(collaboration):
    case = make_case(collaboration, approach="words", description="Færre nedbrud", reason="Tallene er små")
    measured = beside(approve(case).snapshot, [gain(2028, 5)])
    assert measured.rest == "Gevinsterne er beskrevet i ord, så der er ingen ventede tal at holde op mod."


def test_priced_risks_are_expected_as_an_investment():
    told = content(("gain", {2028: 500})) | {"risk_pool": "300.00"}
    told["by_kind"]["investment"]["2028"] = "300"
    measured = beside(told, [Actual(Kind.INVESTMENT, 2028, Decimal(100))])
    assert differences(kind_of(measured, "investment")) == {2028: -200}
