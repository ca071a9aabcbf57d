"""A least and a most for everybody: the others carry what that moves, and it adds up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from finance.allocation import allocate
from finance.bounds import allocate_within

D = Decimal
WEIGHTS = st.dictionaries(
    st.from_regex(r"[0-9]{3}", fullmatch=True), st.integers(0, 10**6).map(Decimal), min_size=1, max_size=40
).filter(lambda all_: any(all_.values()))


@st.composite
def bounded(draw):
    """Weights, a total, and bounds within which it can be shared."""
    weights = draw(WEIGHTS)
    total = D(draw(st.integers(0, 10**9)))
    least = D(draw(st.integers(0, int(total) // len(weights))))
    counted = sum(1 for weight in weights.values() if weight)
    left = int(total) - (len(weights) - counted) * int(least)
    most = D(draw(st.integers(max(int(least), -(-left // counted)), int(total) + 1)))
    return total, weights, least, most


@given(bounded())
def test_it_adds_up_within_the_bounds(asked):
    total, weights, least, most = asked
    shares = allocate_within(total, weights, minimum=least, maximum=most, quantum=D(1))
    assert sum(shares.values()) == total
    assert all(least <= share <= most for share in shares.values())
    assert list(shares) == list(weights)


@given(bounded())
def test_who_weighs_more_never_pays_a_krone_less(asked):
    total, weights, least, most = asked
    shares = allocate_within(total, weights, minimum=least, maximum=most, quantum=D(1))
    for one in weights:
        for other in weights:
            if weights[one] > weights[other]:
                assert shares[one] >= shares[other]


@given(bounded())
def test_those_at_no_bound_pay_in_the_proportion_of_their_weights(asked):
    total, weights, least, most = asked
    shares = allocate_within(total, weights, minimum=least, maximum=most, quantum=D(1))
    free = {code: share for code, share in shares.items() if least < share < most}
    assume(len(free) > 1)
    whole, paid = sum(weights[code] for code in free), sum(free.values())
    for code, share in free.items():
        assert abs(Fraction(share) - Fraction(paid) * Fraction(weights[code]) / Fraction(whole)) <= 1 + len(free)


@given(bounded())
def test_bounds_that_bind_nobody_change_nothing(asked):
    total, weights, _least, _most = asked
    assert allocate_within(total, weights, maximum=total, quantum=D(1)) == allocate(total, weights, quantum=D(1))


def test_a_least_amount_is_carried_by_the_others():
    """100 by 1, 3 and 6 is 10, 30 and 60. With 20 as the least the other 80 are shared 3 to 6: 26,67 and 53,33."""
    shares = allocate_within(D(100), {"1": D(1), "2": D(3), "3": D(6)}, minimum=D(20))
    assert shares == {"1": D(20), "2": D("26.67"), "3": D("53.33")}


def test_a_most_amount_is_carried_by_the_others():
    """With 40 as the most the other 60 are shared 1 to 3: 15 and 45, which is over it again; so 20, 40 and 40."""
    shares = allocate_within(D(100), {"1": D(1), "2": D(3), "3": D(6)}, maximum=D(40))
    assert shares == {"1": D(20), "2": D(40), "3": D(40)}


@pytest.mark.parametrize(
    ("total", "bounds", "says"),
    [
        (D(100), {"minimum": D(51)}, "can not be shared by 2"),
        (D(100), {"maximum": D(49)}, "can not be shared by 2"),
        (D(100), {"minimum": D(30), "maximum": D(20)}, "is more than the most"),
        (D(100), {"minimum": D("0.005")}, "no multiple of 0.01"),
        (D(-100), {"minimum": D(1)}, "must not be negative"),
    ],
)
def test_what_can_not_be_within_the_bounds_says_why(total, bounds, says):
    with pytest.raises(ValueError, match=says):
        allocate_within(total, {"1": D(1), "2": D(1)}, **bounds)
