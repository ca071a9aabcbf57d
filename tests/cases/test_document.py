"""A case as one typed document."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.document import CaseDocument, PartyCount, UnreadableDocument, read_document, write_document


@given(st.builds(CaseDocument))
def test_a_document_is_the_same_after_it_was_stored(document):
    assert read_document(json.loads(json.dumps(write_document(document)))) == document


def test_what_is_empty_is_not_stored():
    assert write_document(CaseDocument(title="Fælles køkken", outlook="")) == {"title": "Fælles køkken"}


def test_a_key_that_no_document_has_is_refused_with_its_name():
    with pytest.raises(UnreadableDocument, match="organisering"):
        read_document({"title": "Fælles køkken", "organisering": "forening"})


def test_a_value_of_another_type_is_refused_with_its_place():
    with pytest.raises(UnreadableDocument, match=r"figures\[0\]\.year"):
        read_document({"title": "Fælles køkken", "figures": [{"label": "Pris", "value": "9", "year": "i fjor"}]})


def test_the_newest_count_is_how_many_take_part():
    counts = (PartyCount(11, year=2016), PartyCount(12, year=2019))
    assert CaseDocument(title="x", party_counts=counts, municipalities=("727",)).party_count == 12


def test_without_a_count_those_that_are_named_take_part():
    assert CaseDocument(title="x", municipalities=("727", "615")).party_count == 2


def test_where_nobody_says_how_many_it_is_not_known():
    assert CaseDocument(title="x").party_count is None


@pytest.mark.parametrize(
    ("written", "year"), [("2013-08", 2013), ("2013", 2013), ("", None), ("forår 2013", None), ("²²²²", None)]
)
def test_the_year_of_an_established_case(written, year):
    assert CaseDocument(title="x", established=written).established_year == year
