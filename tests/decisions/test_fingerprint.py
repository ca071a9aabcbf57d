"""The fingerprint of a text covers what it says, and nothing of how it looks."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.fingerprint import normalise, sha256_of

words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
clauses = st.lists(st.tuples(words, words), min_size=1, max_size=5)
hashes = st.lists(st.sampled_from(["a" * 64, "b" * 64]), max_size=2)


def test_anybody_can_work_it_out_again():
    """The example of the module's docstring, by hand."""
    written = '[[["Formål","Vi er enige."]],["' + "a" * 64 + '"]]'
    expected = hashlib.sha256(written.encode("utf-8")).hexdigest()
    assert sha256_of([("Formål", "Vi er enige.")], ["a" * 64]) == expected


@given(clauses, hashes)
def test_the_way_letters_and_lines_are_stored_does_not_matter(given_clauses, annexes):
    same = sha256_of(given_clauses, annexes)
    for form in ("NFC", "NFD"):
        stored = [tuple(unicodedata.normalize(form, part) for part in each) for each in given_clauses]
        assert sha256_of(stored, annexes) == same


def test_line_breaks_and_spaces_that_nobody_sees_do_not_matter():
    plain = sha256_of([("Formål", "En linje\nen til")], [])
    assert sha256_of([(" Formål ", "\r\nEn linje  \r\nen til\n\n")], []) == plain


@pytest.mark.parametrize(
    "other",
    [
        ([("Formål", "Vi er enige!")], []),
        ([("Formålet", "Vi er enige.")], []),
        ([("FormålVi", "er enige.")], []),
        ([("Formål", "Vi er  enige.")], []),
        ([("Formål", "Vi er enige."), ("", "")], []),
        ([("Formål", "Vi er enige.")], ["a" * 64]),
    ],
)
def test_any_other_word_clause_or_annex_gives_another(other):
    assert sha256_of(*other) != sha256_of([("Formål", "Vi er enige.")], [])


@given(clauses, hashes)
def test_the_order_of_clauses_and_annexes_counts(given_clauses, annexes):
    turned = list(reversed(given_clauses))
    normal = [
        tuple(normalise(part).strip() if n == 0 else normalise(part) for n, part in enumerate(each))
        for each in given_clauses
    ]
    if normal != list(reversed(normal)):
        assert sha256_of(turned, annexes) != sha256_of(given_clauses, annexes)
    if annexes != annexes[::-1]:
        assert sha256_of(given_clauses, annexes[::-1]) != sha256_of(given_clauses, annexes)


@given(words)
def test_what_is_normal_stays_as_it_is(text):
    assert normalise(normalise(text)) == normalise(text)
