"""What the address says, and what is passed over."""

import pytest
from django.http import QueryDict

from cases.facets import FACETS
from cases.forms.filtering import MOST_LETTERS, CatalogueForm, CompareForm

OPTIONS = {facet: [("a", "A"), ("b", "B")] for facet in FACETS}


def form(query):
    made = CatalogueForm(QueryDict(query), options=OPTIONS)
    made.full_clean()
    return made


def test_several_keys_of_a_facet_are_kept_each_once():
    assert form("emne=a&emne=b&emne=a&region=b").chosen == {"emne": ["a", "b"], "region": ["b"]}


def test_what_nobody_knows_is_passed_over_and_named():
    asked = form("emne=a&emne=zzz&sorter=hest&side=sidste&format=exe")
    assert asked.chosen == {"emne": ["a"]}
    assert (asked.sort, asked.cleaned_data["side"], asked.cleaned_data["format"]) == ("titel", 1, "")
    assert set(asked.ignored) == {"Fagområde", "Sortering", "Side", "Format"}
    assert form("emne=a&sorter=titel&side=2&format=csv&q=drift&fremmed=1").ignored == []


def test_an_empty_address_asks_for_nothing():
    asked = form("")
    assert (asked.chosen, asked.words, asked.sort, asked.ignored) == ({}, "", "titel", [])
    assert form("q=&sorter=&side=").ignored == []


@pytest.mark.parametrize(
    ("query", "sort"),
    [("q=drift", "match"), ("q=drift&sorter=nyeste", "nyeste"), ("sorter=match", "titel"), ("sorter=parter", "parter")],
)
def test_the_best_match_comes_first_where_there_is_something_to_match(query, sort):
    assert form(query).sort == sort


def test_words_are_one_line_and_not_endless():
    assert form("q=++it%00%0Adrift++").words == "it drift"
    long = form(f"q={'a' * 300}")
    assert (len(long.words), long.ignored) == (MOST_LETTERS, ["Søg i cases"])


@pytest.mark.parametrize("side", ["0x1", "-3", "999999999", "%C2%B2", "1.5"])
def test_a_page_is_a_number(side):
    assert form(f"side={side}").cleaned_data["side"] == 1


def test_cases_to_compare_are_words_of_addresses_each_once():
    asked = CompareForm(QueryDict("case=a-b&case=a-b&case=../x&case=c"))
    asked.full_clean()
    assert asked.slugs == ["a-b", "c"]
