"""What differs between two documents, and the small steps that change one. Pure."""

import pytest

from editing.changes import compare
from editing.documents import digest, moved, with_entry, with_new, without

A, B, C, D = ({"key": key, "lane": lane} for key, lane in (("a", 1), ("b", 2), ("c", 1), ("d", 1)))
DOCUMENT = {"rows": [A, B, C, D], "other": []}


def said(entry):
    return [("Tekst", entry.get("text", ""))]


def statuses(before, after) -> list[tuple[str, str]]:
    found = compare("Rækker", before, after, title=lambda each: each["key"], said_before=said, said_after=said)
    return [(each.status, each.title) for each in found.changes]


def keys(document) -> list[str]:
    return [each["key"] for each in document["rows"]]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ([A, B, C, D], []),
        ([A, B, D], [("removed", "c")]),
        ([A, {**B, "text": "Ny"}, C, D], [("changed", "b")]),
        ([{"key": "e"}, A, B, C, D], [("added", "e")]),
        ([D, A, B, C], [("moved", "d")]),
        ([D, A, {**B, "text": "Ny"}], [("moved", "d"), ("changed", "b"), ("removed", "c")]),
    ],
)
def test_each_entry_is_said_once(after, found):
    assert statuses([A, B, C, D], after) == found


def test_the_words_that_went_and_came_are_told_apart():
    then, now = {"key": "a", "text": "Aftal en pris"}, {"key": "a", "text": "Aftal en frist"}
    (change,) = compare("R", [then], [now], title=str, said_before=said, said_after=said).changes
    (field,) = change.fields
    assert [run.text for run in field.old if run.kind == "removed"] == ["pris"]
    assert [run.text for run in field.new if run.kind == "added"] == ["frist"]


@pytest.mark.parametrize(("key", "up", "order"), [("c", True, "cbad"), ("c", False, "abdc"), ("a", True, "abcd")])
def test_an_entry_moves_past_the_next_of_its_lane(key, up, order):
    assert "".join(keys(moved(DOCUMENT, "rows", key, up=up, lane=lambda each: each["lane"]))) == order


def test_a_change_gives_a_new_document():
    assert keys(without(DOCUMENT, "rows", "b")) == ["a", "c", "d"]
    assert keys(with_new(DOCUMENT, "rows", {"key": "e"})) == ["a", "b", "c", "d", "e"]
    assert with_entry(DOCUMENT, "rows", {"key": "b", "text": "Ny"})["rows"][1] == {"key": "b", "text": "Ny"}
    assert keys(DOCUMENT) == ["a", "b", "c", "d"]


def test_the_version_of_an_entry_is_what_it_says_and_not_how_it_is_written():
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1}) != digest({"a": 1, "b": [3]})
