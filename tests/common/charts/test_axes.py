"""The steps of a scale: round, few, and around everything that is drawn."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from common.charts.axes import MOST_GRIDLINES, Scale, shortened, steps_for, width_of

AMOUNTS = st.lists(st.decimals(-(10**11), 10**11, places=2), min_size=1, max_size=40)


@given(AMOUNTS)
def test_the_steps_are_few_even_and_around_all_amounts_and_zero(amounts):
    steps = steps_for(amounts)
    assert 2 <= len(steps) <= MOST_GRIDLINES
    assert steps[0] <= min(*amounts, Decimal(0))
    assert steps[-1] >= max(*amounts, Decimal(0))
    assert Decimal(0) in steps
    assert len({after - before for before, after in pairwise(steps)}) == 1


@given(AMOUNTS)
def test_every_amount_stands_inside_the_drawing(amounts):
    scale = Scale(steps_for(amounts), 276.0, 56.0)
    assert all(55.9 <= scale.at(amount) <= 276.1 for amount in amounts)


def test_steps_are_the_ones_that_a_person_would_choose():
    assert steps_for([Decimal(-11_000_000), Decimal(14_400_000)]) == tuple(
        Decimal(each) * 1_000_000 for each in (-20, -10, 0, 10, 20)
    )
    assert steps_for([Decimal(0)]) == tuple(Decimal(each) for each in ("0", "0.2", "0.4", "0.6", "0.8", "1"))


def test_from_a_million_the_scale_counts_in_millions():
    large, small = (Scale(steps_for([Decimal(top)]), 0, 100) for top in (12_400_000, 800_000))
    assert [each.label for each in large.gridlines] == ["0", "2,5", "5", "7,5", "10", "12,5"]
    assert [each.label for each in small.gridlines] == ["0", "200.000", "400.000", "600.000", "800.000"]
    assert [each.is_zero for each in small.gridlines] == [True, False, False, False, False]


def test_a_name_that_is_too_long_is_cut_with_an_ellipsis():
    assert shortened("Odder", 100) == "Odder"
    cut = shortened("Indbyggere og arbejdspladser", 100)
    assert (cut, width_of(cut) <= 100) == ("Indbyggere og a…", True)
