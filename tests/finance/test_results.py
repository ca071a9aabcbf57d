"""What a business case comes to: for all, for each municipality, and what if."""

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.allocation import allocate
from finance.appraisal import Kind
from finance.lines import LineData
from finance.results import Terms, after_leaving, work_out

MILLION = 1_000_000
CODES = ["615", "727", "766"]
kroner = st.integers(-(10**9), 10**9).map(Decimal)
amounts = st.dictionaries(st.integers(2027, 2031), kroner, max_size=5)


def share_equally(amount, codes):
    return allocate(amount, dict.fromkeys(codes, Decimal(1)), quantum=Decimal(1))


def share_by(weights, amount, codes):
    return allocate(amount, {code: Decimal(weights[code]) for code in codes}, quantum=Decimal(1))


def line(kind: Kind, figures: dict, name: str = "Linje", code: str = "", **values) -> LineData:
    return LineData(kind, name, amounts={code: {year: Decimal(figure) for year, figure in figures.items()}}, **values)


def case(*lines: LineData, years=range(2027, 2032), **values) -> Terms:
    return Terms(years=list(years), lines=lines, **{"codes": CODES, "share": share_equally, **values})


HJOERRING = case(
    line(Kind.INVESTMENT, {2015: 15_700_000, 2016: 28_700_000, 2017: 37_000_000, 2018: 38_300_000, 2019: 38_300_000}),
    line(Kind.GAIN, {2015: 200_000, 2016: 47_300_000, 2017: 68_000_000, 2018: 92_700_000, 2019: 117_800_000}),
    years=range(2015, 2020),
    codes=["860"],
)


def test_the_hjoerring_case_comes_to_what_its_source_says():
    """KL's casekatalog (2019), Hjørring: 158.0 invested, 326.0 saved, 168.0 net, and accumulated plus in 2016."""
    result = work_out(HJOERRING)
    assert result.total(Kind.INVESTMENT) == 158 * MILLION
    assert result.total(Kind.GAIN) == 326 * MILLION
    assert result.net_total == 168 * MILLION
    assert list(result.net.values()) == [-15_500_000, 18_600_000, 31_000_000, 54_400_000, 79_500_000]
    assert (result.earned_home.first, result.earned_home.lasting) == (2016, 2016)
    assert result.accumulated[2016] == 3_100_000


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), amounts), max_size=6), st.integers(0, 10**7).map(Decimal))
def test_the_municipalities_add_up_to_the_whole_exactly(drawn, pool):
    weights = {"615": 97_571, "727": 23_916, "766": 47_710}
    terms = case(*(line(*each) for each in drawn), share=partial(share_by, weights), risk_pool=pool)
    result = work_out(terms)
    for kind in Kind:
        assert sum(getattr(each, kind.value) for each in result.municipalities) == result.total(kind)
    assert sum(each.net for each in result.municipalities) == result.net_total


def test_a_municipalitys_own_figures_are_its_own_and_the_rest_is_shared():
    own = line(Kind.GAIN, {2028: 1000}, code="727")
    own.amounts.update({code: {2028: Decimal(0)} for code in ("615", "766")})
    result = work_out(case(line(Kind.INVESTMENT, {2027: 300}), own, years=[2027, 2028]))
    assert [(each.investment, each.gain) for each in result.municipalities] == [(100, 0), (100, 1000), (100, 0)]
    assert [each.code for each in result.losers] == ["615", "766"]


def test_figures_of_a_municipality_that_takes_no_part_count_nowhere():
    result = work_out(case(line(Kind.GAIN, {2027: 1000}, code="101")))
    assert result.net_total == 0


def test_a_year_outside_the_case_counts_nowhere():
    assert work_out(case(line(Kind.GAIN, {2020: 1000}))).net_total == 0


def test_without_a_key_what_stands_together_is_not_divided():
    assert work_out(case(line(Kind.GAIN, {2027: 1000}), share=None)).municipalities is None


def test_without_a_key_own_figures_alone_still_are_each_ones_own():
    result = work_out(case(line(Kind.GAIN, {2027: 1000}, code="727"), share=None))
    assert [each.net for each in result.municipalities] == [None, 1000, None]


def test_work_years_are_counted_at_their_rate_in_whole_kroner():
    result = work_out(case(line(Kind.GAIN, {2027: "2.5"}, unit="fte", rate=Decimal("650001"))))
    assert result.total(Kind.GAIN) == 1_625_003


def test_work_years_without_a_rate_are_no_zero():
    with pytest.raises(ValueError, match="has no rate"):
        work_out(case(line(Kind.GAIN, {2027: 2}, unit="fte")))


def test_three_estimates_make_one_figure():
    data = LineData(
        Kind.GAIN,
        "Mindre licens",
        amounts={"": {2027: Decimal(100)}},
        low={"": {2027: Decimal(40)}},
        high={"": {2027: Decimal(220)}},
    )
    assert work_out(case(data)).total(Kind.GAIN) == 110  # (40 + 4 × 100 + 220) / 6


def test_the_risk_pool_is_an_investment_of_the_first_year_in_whole_kroner():
    result = work_out(case(line(Kind.GAIN, {2028: 500}), risk_pool=Decimal("99.10")))
    assert result.by_kind[Kind.INVESTMENT] == {2027: 100, 2028: 0, 2029: 0, 2030: 0, 2031: 0}


def test_what_if_changes_one_thing_and_nothing_else():
    """A fifth of 1000 is 200; a year late the last year's gain falls out."""
    result = work_out(
        case(line(Kind.INVESTMENT, {2027: 1000}), line(Kind.GAIN, {2028: 600, 2029: 600}), years=[2027, 2028, 2029])
    )
    found = {each.key: each.net_total for each in result.what_ifs}
    assert found == {
        "gain-lower": -40,
        "year-late": -400,
        "investment-higher": 0,
        "gain-higher": 440,
        "investment-lower": 400,
    }


def test_what_is_gained_a_year_is_steady_from_the_year_in_which_it_no_longer_changes():
    result = work_out(case(line(Kind.GAIN, {2028: 300, 2029: 500, 2030: 500, 2031: 500})))
    assert result.steady_since == 2029


def test_when_one_leaves_the_others_share_all_costs_and_keep_their_own_gains():
    terms = case(line(Kind.INVESTMENT, {2027: 900}), line(Kind.GAIN, {2028: 600}))
    rest = after_leaving(terms, "615")
    assert [(each.code, each.investment, each.gain) for each in rest] == [("727", 450, 200), ("766", 450, 200)]


def test_nobody_is_left_when_the_only_one_leaves():
    assert after_leaving(case(line(Kind.GAIN, {2027: 1}), codes=["727"]), "727") is None


def test_a_present_value_is_worked_out_only_when_it_is_asked_for():
    lines = (line(Kind.INVESTMENT, {2027: 1000}), line(Kind.GAIN, {2028: 1035}))
    assert work_out(case(*lines)).present_value is None
    assert work_out(case(*lines, rate=Decimal("0.035"))).present_value == 0
