"""Filters and their counts: one pass over lean rows."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.facets import FACETS, PARTY_BANDS, UNKNOWN, WORDS, YEAR_BANDS, Row, band_of, count


def row(pk, **keys):
    return Row(pk, {facet: frozenset(said.split()) for facet, said in keys.items()})


ROWS = [
    row(1, formaal="purchasing", organisering="association", emne="indkoeb it-digitalisering"),
    row(2, formaal="purchasing", organisering="agreement", emne="indkoeb"),
    row(3, formaal="operation-support", organisering="association", emne="it-drift"),
    row(4, emne="mad"),
]


def test_nothing_chosen_lets_all_pass():
    assert count(ROWS, {}).passed == [1, 2, 3, 4]


def test_all_facets_must_be_met_and_one_key_of_each_is_enough():
    assert count(ROWS, {"formaal": ["purchasing"], "organisering": ["association"]}).passed == [1]
    assert count(ROWS, {"organisering": ["association", "agreement"]}).passed == [1, 2, 3]


def test_what_says_nothing_is_found_as_unknown():
    assert count(ROWS, {"formaal": [UNKNOWN]}).passed == [4]


def test_a_facet_counts_with_the_other_filters_and_without_its_own():
    counts = count(ROWS, {"organisering": ["association"]}).counts
    assert counts["organisering"] == {"association": 2, "agreement": 1, UNKNOWN: 1}
    assert counts["formaal"] == {"purchasing": 1, "operation-support": 1}


def test_words_narrow_the_counts_of_every_facet():
    counts = count(ROWS, {"organisering": ["association"]}, found={2, 3}).counts
    assert counts["organisering"] == {"agreement": 1, "association": 1}
    assert counts["formaal"] == {"operation-support": 1}


def test_it_is_said_what_each_filter_keeps_out():
    counted = count(ROWS, {"formaal": ["business-driven"], "organisering": ["association"]}, found={1, 3})
    assert counted.passed == []
    assert counted.freed == {"formaal": 2}
    assert count(ROWS, {"formaal": ["purchasing"]}, found={4}).freed == {WORDS: 2, "formaal": 1}


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (None, UNKNOWN),
        (0, "1"),
        (1, "1"),
        (2, "2-4"),
        (4, "2-4"),
        (5, "5-10"),
        (10, "5-10"),
        (11, "over-10"),
        (98, "over-10"),
    ],
)
def test_parties_fall_in_bands(number, key):
    assert band_of(number, PARTY_BANDS) == key


@pytest.mark.parametrize(
    ("year", "key"),
    [(1999, "foer-2010"), (2009, "foer-2010"), (2010, "2010-2014"), (2019, "2015-2019"), (2026, "fra-2020")],
)
def test_years_fall_in_bands(year, key):
    assert band_of(year, YEAR_BANDS) == key


@given(st.integers(0, 10_000))
def test_counts_are_what_choosing_the_key_gives(seed):
    """The slow way: for each key, filter by it instead of by what is chosen in its facet."""
    chance = random.Random(seed)
    keys = ["a", "b", "c"]
    rows = [
        Row(pk, {facet: frozenset(chance.sample(keys, chance.randrange(3))) for facet in list(FACETS)[:3]})
        for pk in range(chance.randrange(12))
    ]
    chosen = {facet: chance.sample(keys, chance.randrange(3)) for facet in list(FACETS)[:2]}
    found = None if chance.random() < 0.3 else set(chance.sample(range(12), 6))
    counted = count(rows, chosen, found)
    for facet in FACETS:
        slow = Counter({key: len(count(rows, {**chosen, facet: [key]}, found).passed) for key in [*keys, UNKNOWN]})
        assert +counted.counts[facet] == +slow
