"""Two versions side by side: which clauses changed, and which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.clauses import Draft
from decisions.comparison import compare, segments

PURPOSE, EXIT, OWN = (
    Draft("purpose", "Formål", "Vi driver it."),
    Draft("exit", "Udtræden", "Et år."),
    Draft("", "Andet", "x"),
)


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
