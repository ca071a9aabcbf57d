"""What readers look for is found, and stands where they would expect it: `relevance.yaml`, on whatever database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import cases.reference_data
import models_catalog.reference_data
import municipalities.reference_data
from cases.models import Case
from cases.search import find
from common.danish import search_key

QUERIES = yaml.safe_load(Path(__file__).with_name("relevance.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    municipalities.reference_data.load()
    models_catalog.reference_data.load()
    cases.reference_data.load()


def found(query: str) -> list[str]:
    """The slugs of what is found, best first."""
    slugs = dict(Case.objects.values_list("pk", "slug"))
    return [slugs[hit.pk] for hit in find(Case.objects.published(), query).hits]


def faults_of(entry: dict, hits: list[str]) -> list[str]:
    """In what this answer differs from what a reader expects."""
    checks = {
        "first": lambda slug: hits[:1] == [slug],
        "top": lambda slugs: set(slugs) <= set(hits[:3]),
        "hits": lambda slugs: set(slugs) <= set(hits),
        "without": lambda slugs: not set(slugs) & set(hits),
        "only": lambda slugs: sorted(slugs) == sorted(hits),
        "at_least": lambda number: len(hits) >= number,
        "nothing": lambda wanted: not hits,
        "same_as": lambda other: hits == found(other),
    }
    wrong = [rule for rule, holds in checks.items() if rule in entry and not holds(entry[rule])]
    return [f"{entry['query']}: {rule} {entry[rule]}, found {hits[:6]} of {len(hits)}" for rule in wrong]


def test_a_reader_finds_what_a_reader_expects(catalogue):
    faults = [fault for entry in QUERIES for fault in faults_of(entry, found(entry["query"]))]
    assert not faults, "\n".join(["", *faults])


def test_there_are_forty_queries_and_ten_in_words_that_are_not_in_the_case():
    assert len({entry["query"] for entry in QUERIES}) >= 40
    assert sum(entry.get("other_words", False) for entry in QUERIES) >= 10


def test_those_words_are_indeed_not_in_the_case(catalogue):
    texts = {case.slug: search_key(json.dumps(case.document, ensure_ascii=False)) for case in Case.objects.all()}
    named = [(entry["query"], slug) for entry in QUERIES if entry.get("other_words") for slug in expected(entry)]
    words = {(query, slug): [word for word in search_key(query).split() if len(word) > 3] for query, slug in named}
    said = [(query, slug) for (query, slug), each in words.items() if all(word in texts[slug] for word in each)]
    assert not said


def expected(entry: dict) -> list[str]:
    return [entry["first"]] if "first" in entry else entry["top"]
