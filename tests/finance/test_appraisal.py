"""Business cases: the tables of the sources, and what must hold for any flow of money."""

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from finance.allocation import allocate
from finance.appraisal import (
    EarnedHome,
    Kind,
    Line,
    Risk,
    a_year_late,
    accumulated,
    earned_home,
    in_prices_of,
    net,
    present_value,
    risk_pool,
    scaled,
    three_point,
)

D = Decimal
KRONER = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)
FLOWS = st.lists(KRONER, min_size=1, max_size=30).map(lambda amounts: dict(enumerate(amounts, start=2027)))
RATES = st.decimals(min_value="-0.5", max_value="1", places=4, allow_nan=False, allow_infinity=False)


def millions(kind: Kind, first: int, *amounts: str) -> Line:
    return Line(kind, {year: D(amount) * 10**6 for year, amount in enumerate(amounts, start=first)})


def in_millions(flow: dict[int, Decimal]) -> list[str]:
    return [f"{amount / 10**6:.1f}" for amount in flow.values()]


## The sources


def test_hjoerring_from_2015_to_2019():
    """004: 158.0 invested, 326.0 saved, 168.0 left; the accumulated sum is positive from 2016."""
    investment = millions(Kind.INVESTMENT, 2015, "15.7", "28.7", "37.0", "38.3", "38.3")
    saved = millions(Kind.GAIN, 2015, "0.2", "47.3", "68.0", "92.7", "117.8")
    assert sum(investment.amounts.values()) == D(158) * 10**6
    assert sum(saved.amounts.values()) == D(326) * 10**6
    flow = net([investment, saved], range(2015, 2020))
    assert in_millions(flow) == ["-15.5", "18.6", "31.0", "54.4", "79.5"]
    assert in_millions(accumulated(flow)) == ["-15.5", "3.1", "34.1", "88.5", "168.0"]
    assert earned_home(flow) == EarnedHome(2016, 2016)


def test_aabenraa_from_2017_to_2020():
    """004: 18.8 invested, and a goal of 0.2 in all, which is reached in the last year."""
    investment = millions(Kind.INVESTMENT, 2017, "4.7", "4.6", "4.7", "4.8")
    gross = millions(Kind.GAIN, 2017, "0", "2.9", "6.4", "9.7")
    flow = net([investment, gross], range(2017, 2021))
    assert sum(investment.amounts.values()) == D("18.8") * 10**6
    assert in_millions(flow) == ["-4.7", "-1.7", "1.7", "4.9"]
    assert in_millions(accumulated(flow)) == ["-4.7", "-6.4", "-4.7", "0.2"]
    assert earned_home(flow) == EarnedHome(2020, 2020)


@pytest.mark.parametrize(("invested", "sums", "after"), [("12", ["-6.0", "0.0"], "2"), ("9", ["-3.0", "3.0"], "1.5")])
def test_it_forsyningen_plan_and_what_it_came_to(invested, sums, after):
    """002 2.7: about 12 planned and about 9 spent, against about 6 a year when all is in place: two years, or one and a
    half. The product says the year in which it happens.
    """
    flow = net([millions(Kind.INVESTMENT, 0, invested), millions(Kind.GAIN, 1, "6", "6", "6")], range(4))
    assert in_millions(accumulated(flow))[1:3] == sums
    assert earned_home(flow).lasting == 2
    assert 1 - accumulated(flow)[1] / flow[2] == D(after)


def test_faellesindkoeb_fyn_saved_by_five():
    """004: 228 in eight years over five municipalities is a little less than 46 each."""
    shares = allocate(D(228_000_000), dict.fromkeys("ABCDE", D(1)), quantum=D(1))
    assert set(shares.values()) == {D(45_600_000)}


## Earned home


@pytest.mark.parametrize(
    ("flow", "found"),
    [
        ((-10, 4, 6, 1), EarnedHome(2029, 2029)),  # exactly nothing is earned home
        ((-10, 12, -5, 4), EarnedHome(2028, 2030)),  # a later investment turns the sum again
        ((-10, 12, -5, 1), EarnedHome(2028, None)),
        ((-10, 3, 3, 3), EarnedHome(None, None)),
        ((5, -10, 6, 0), EarnedHome(2029, 2029)),
        ((0, 3, 4, 5), EarnedHome(None, None, needed=False)),
    ],
)
def test_the_year_it_is_earned_home_first_and_for_good(flow, found):
    assert earned_home({year: D(amount) for year, amount in enumerate(flow, start=2027)}) == found


@given(FLOWS)
def test_before_the_lasting_year_the_sum_is_negative_and_from_it_never(flow):
    sums, found = accumulated(flow), earned_home(flow)
    if found.lasting is not None:
        assert sums[found.lasting - 1] < 0
        assert all(amount >= 0 for year, amount in sums.items() if year >= found.lasting)
        assert found.first <= found.lasting
    elif found.needed:
        assert sums[max(sums)] < 0
    else:
        assert min(sums.values()) >= 0


SMALL = st.lists(st.integers(-9, 9).map(D), min_size=1, max_size=15).map(lambda each: dict(enumerate(each, start=2027)))


@given(st.one_of(FLOWS, SMALL))
def test_the_years_it_is_earned_home_are_those_in_which_another_library_sees_the_sum_cross_nothing(flow):
    """It is given sums of whole øre, which a float holds exactly; to it, too, nothing at all is not negative."""
    years, sums = list(flow), list(accumulate(int(amount * 100) for amount in flow.values()))
    crossings = pyxirr.zero_crossing_points([float(each) for each in sums])
    upwards = [years[place + 1] for place in crossings if sums[place] < 0]
    found = earned_home(flow)
    assert found.needed == (min(sums) < 0)
    assert found.first == next(iter(upwards), None)
    assert found.lasting == (upwards[-1] if upwards and sums[-1] >= 0 else None)


## Present value


@given(FLOWS, RATES)
def test_a_present_value_is_that_of_exact_fractions(flow, rate):
    factor, first = 1 + Fraction(rate), min(flow)
    exact = sum(Fraction(amount) / factor ** (year - first) for year, amount in flow.items())
    assert abs(Fraction(present_value(flow, rate)) - exact) <= Fraction(1, 200)


@given(FLOWS, RATES)
def test_a_present_value_is_that_of_another_library(flow, rate):
    """It counts in floats, which hold sixteen digits of the largest of the amounts."""
    theirs = pyxirr.npv(float(rate), [float(amount) for amount in flow.values()])
    size = sum(abs(float(amount)) * (1 + float(rate)) ** -place for place, amount in enumerate(flow.values()))
    assert abs(float(present_value(flow, rate)) - theirs) <= 0.01 + size * 1e-11


@given(FLOWS)
def test_without_a_rate_it_is_the_sum(flow):
    assert present_value(flow, D(0)) == sum(flow.values())


def test_year_0_is_not_discounted():
    assert present_value({2027: D(-1000), 2028: D(1035)}, D("0.035")) == 0


@pytest.mark.parametrize("rate", ["-1", "-2", "NaN"])
def test_a_rate_that_takes_everything_is_refused(rate):
    with pytest.raises(ValueError, match="more than -1"):
        present_value({2027: D(1)}, D(rate))


## What if


def test_gains_a_year_late_cost_the_last_year_and_move_nothing_else():
    lines = [millions(Kind.INVESTMENT, 2027, "3"), millions(Kind.GAIN, 2027, "1", "2", "3")]
    years = range(2027, 2030)
    assert in_millions(net(a_year_late(lines, years), years)) == ["-3.0", "1.0", "2.0"]


def test_a_fifth_less_of_one_kind_leaves_the_others():
    lines = [millions(Kind.INVESTMENT, 2027, "3"), millions(Kind.GAIN, 2027, "10")]
    assert in_millions(net(scaled(lines, Kind.GAIN, D("0.8")), [2027])) == ["5.0"]
    assert in_millions(net(scaled(lines, Kind.INVESTMENT, D("1.2")), [2027])) == ["6.4"]


def test_three_estimates_are_weighed_as_the_page_says():
    assert three_point(D(60), D(90), D(150)) == D("95.00")
    with pytest.raises(ValueError, match="must rise"):
        three_point(D(90), D(60), D(150))


def test_risks_that_have_a_price_make_a_pool():
    assert risk_pool([Risk(D("0.1"), D(500_000)), Risk(D("0.25"), D(200_000))]) == D("100000.00")
    with pytest.raises(ValueError, match="may be 12"):
        risk_pool([Risk(D("0.1"), D(1))] * 13)
    with pytest.raises(ValueError, match="between 0 and 1"):
        risk_pool([Risk(D(10), D(1))])


def test_prices_of_another_year_need_every_year_between():
    rises = {2027: D("0.03"), 2028: D("0.02")}
    assert in_prices_of(D(1000), 2026, 2028, rises) == D("1050.60")
    assert in_prices_of(D("1050.60"), 2028, 2026, rises) == D("1000.00")
    assert in_prices_of(D(7), 2026, 2026, {}) == D(7)
    with pytest.raises(ValueError, match="2029 is not known"):
        in_prices_of(D(1), 2026, 2029, rises)
