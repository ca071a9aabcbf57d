"""Shares that add up: examples of the sources, and what must hold whatever is shared."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.allocation import allocate

D = Decimal
QUANTA = st.sampled_from([D(1), D("0.01"), D("0.05"), D(100), D("2.5")])
CODES = st.from_regex(r"[0-9]{3}", fullmatch=True)
WEIGHTS = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False)


@st.composite
def shared(draw):
    """A quantum, a total of so many of them, and weights of which one at least counts."""
    quantum = draw(QUANTA)
    weights = draw(st.dictionaries(CODES, WEIGHTS, min_size=1, max_size=98).filter(lambda all_: any(all_.values())))
    return quantum * draw(st.integers(-(10**12), 10**12)), weights, quantum


def independent(total: Decimal, weights: dict[str, Decimal], quantum: Decimal) -> dict[str, Fraction]:
    """The same worked out another way: one quantum at a time, to whoever is furthest behind the exact share."""
    units, whole = int(abs(total) / quantum), sum(map(Fraction, weights.values()))
    exact = {code: units * Fraction(weight) / whole for code, weight in weights.items()}
    given_ = {code: exact[code] // 1 for code in exact}
    for _left in range(units - sum(given_.values())):
        behind = max(exact, key=lambda code: (exact[code] - given_[code], [-ord(sign) for sign in code]))
        given_[behind] += 1
    sign = -1 if total < 0 else 1
    return {code: sign * count * Fraction(quantum) for code, count in given_.items()}


## What must hold


@given(shared())
def test_shares_add_up_to_the_total_whatever_the_quantum(asked):
    total, weights, quantum = asked
    shares = allocate(total, weights, quantum=quantum)
    assert sum(map(Fraction, shares.values())) == Fraction(total)
    assert all((Fraction(share) / Fraction(quantum)).denominator == 1 for share in shares.values())


@given(shared())
def test_each_share_lies_within_one_quantum_of_the_exact_one(asked):
    total, weights, quantum = asked
    whole = sum(map(Fraction, weights.values()))
    for code, share in allocate(total, weights, quantum=quantum).items():
        assert abs(Fraction(share) - Fraction(total) * Fraction(weights[code]) / whole) < Fraction(quantum)


@given(shared())
def test_another_way_of_counting_gives_the_same(asked):
    total, weights, quantum = asked
    found = {code: Fraction(share) for code, share in allocate(total, weights, quantum=quantum).items()}
    assert found == independent(total, weights, quantum)


@given(shared(), st.randoms())
def test_the_order_of_the_weights_is_no_matter(asked, random):
    total, weights, quantum = asked
    turned = list(weights.items())
    random.shuffle(turned)
    assert allocate(total, dict(turned), quantum=quantum) == allocate(total, weights, quantum=quantum)


@given(shared(), st.integers(1, 1000))
def test_weights_in_another_unit_give_the_same(asked, factor):
    total, weights, quantum = asked
    scaled = {code: weight * factor for code, weight in weights.items()}
    assert allocate(total, scaled, quantum=quantum) == allocate(total, weights, quantum=quantum)


@given(shared())
def test_a_negative_total_gives_the_negated_shares(asked):
    total, weights, quantum = asked
    there = allocate(total, weights, quantum=quantum)
    assert allocate(-total, weights, quantum=quantum) == {code: -share for code, share in there.items()}


@given(shared())
def test_who_has_no_weight_pays_nothing(asked):
    total, weights, quantum = asked
    shares = allocate(total, weights | {"none": D(0)}, quantum=quantum)
    assert shares.pop("none") == 0
    assert shares == allocate(total, weights, quantum=quantum)


## Examples


def test_one_ninth_each_and_what_is_left_goes_to_the_smaller_codes():
    """The fælles programleder of nine municipalities (002 2.4.6): 100 kr. is 11.11 each and one øre more for one."""
    shares = allocate(D(100), {str(code): D(1) for code in range(101, 110)})
    assert list(shares.values()) == [D("11.12"), *[D("11.11")] * 8]


def test_equal_remainders_are_judged_on_exact_fractions():
    """Thirds that a decimal could only write with an end."""
    weights = {"3": D(1), "1": D(1), "2": D(1)}
    assert allocate(D("0.01"), weights) == {"3": D(0), "1": D("0.01"), "2": D(0)}


def test_whole_kroner_for_screens_and_papers():
    people = {"707": D(36_477), "727": D(24_310), "615": D(98_806)}
    assert allocate(D(1_000_000), people, quantum=D(1)) == {"707": D(228_563), "727": D(152_325), "615": D(619_112)}


def test_more_digits_than_the_context_holds():
    shares = allocate(D("1000000000000000000000000000000.01"), {"1": D(1), "2": D(1)})
    assert {code: str(share) for code, share in shares.items()} == {
        "1": "500000000000000000000000000000.01",
        "2": "500000000000000000000000000000.00",
    }


@pytest.mark.parametrize(
    ("total", "weights", "quantum", "says"),
    [
        (D(10), {"1": D(-1), "2": D(2)}, D("0.01"), "weight of 1 must not be negative"),
        (D(10), {"1": D("NaN")}, D("0.01"), "weight of 1"),
        (D(10), {"1": D(0), "2": D(0)}, D("0.01"), "no weight to share by"),
        (D(10), {}, D("0.01"), "no weight to share by"),
        (D("10.005"), {"1": D(1)}, D("0.01"), "no multiple of 0.01"),
        (D("Infinity"), {"1": D(1)}, D("0.01"), "must be a number"),
        (D(10), {"1": D(1)}, D(0), "quantum must be more than nothing"),
    ],
)
def test_what_can_not_be_shared_says_why(total, weights, quantum, says):
    with pytest.raises(ValueError, match=says):
        allocate(total, weights, quantum=quantum)
