"""Two versions side by side: which clauses changed, and which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.word_differences import segments
from decisions.clauses import Draft
from decisions.comparison import compare

PURPOSE, EXIT, OWN = (
    Draft("purpose", "Formål", "Vi driver it."),
    Draft("exit", "Udtræden", "Et år."),
    Draft("", "Andet", "x"),
)


def test_what_stays_is_what_changed_least_and_a_changed_clause_may_have_moved_too():
    """First C comes to the front, and B is written anew in its place; then A is written anew behind C."""
    before = [Draft("a", "A", "1"), Draft("b", "B", "2"), Draft("c", "C", "3")]
    after = [Draft("c", "C", "3"), Draft("a", "A", "1"), Draft("b", "B", "22")]
    found = {row.heading: (row.status, row.moved) for row in compare(before, after)}
    assert found == {"C": ("moved", True), "A": ("same", False), "B": ("changed", False)}
    again = [Draft("c", "C", "3"), Draft("a", "A", "11")]
    rows = {row.heading: (row.status, row.moved) for row in compare([before[0], before[2]], again)}
    assert rows == {"C": ("same", False), "A": ("changed", True)}


def rows(old, new) -> list[tuple[str, str]]:
    return [(row.status, row.heading) for row in compare(old, new)]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ([PURPOSE, EXIT, OWN], [("same", "Formål"), ("same", "Udtræden"), ("same", "Andet")]),
        ([PURPOSE, OWN], [("same", "Formål"), ("removed", "Udtræden"), ("same", "Andet")]),
        ([PURPOSE, EXIT, OWN, Draft("", "Nyt", "y")],
         [("same", "Formål"), ("same", "Udtræden"), ("same", "Andet"), ("added", "Nyt")]),
        ([Draft("purpose", "Formålet", "Vi driver it."), EXIT, OWN],
         [("changed", "Formålet"), ("same", "Udtræden"), ("same", "Andet")]),
        ([], [("removed", "Formål"), ("removed", "Udtræden"), ("removed", "Andet")]),
    ],
)  # fmt: skip
def test_clauses_are_known_by_the_catalogue_or_their_heading(new, found):
    assert rows([PURPOSE, EXIT, OWN], new) == found


def test_of_two_that_changed_places_one_is_moved():
    found = rows([PURPOSE, EXIT], [EXIT, PURPOSE])
    assert sorted(status for status, _heading in found) == ["moved", "same"]


def test_clauses_of_the_same_heading_are_compared_in_their_order():
    old = [Draft("", "Andet", "Et."), Draft("", "Andet", "To.")]
    new = [Draft("", "Andet", "Et."), Draft("", "Andet", "Tre."), Draft("", "Andet", "Fire.")]
    assert rows(old, new) == [("same", "Andet"), ("changed", "Andet"), ("added", "Andet")]
    assert rows(new, old) == [("same", "Andet"), ("changed", "Andet"), ("removed", "Andet")]


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_every_clause_of_both_versions_stands_in_the_comparison(old, new):
    before = [Draft("", heading, f"{place}") for place, heading in enumerate(old)]
    after = [Draft("", heading, f"{place}") for place, heading in enumerate(new)]
    found = compare(before, after)
    assert sorted(row.old.body for row in found if row.old) == sorted(each.body for each in before)
    assert [row.new for row in found if row.new] == after


def test_the_words_that_went_and_came_are_marked():
    left, right = segments("Varslet er et år.", "Varslet er to år.")
    assert [each.text for each in left if each.kind == "removed"] == ["et"]
    assert [each.text for each in right if each.kind == "added"] == ["to"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_parts_of_each_side_are_its_text_again(old, new):
    left, right = segments(old, new)
    assert "".join(each.text for each in left) == old
    assert "".join(each.text for each in right) == new
    assert [each.text for each in left if each.kind == "same"] == [each.text for each in right if each.kind == "same"]
