"""What readers look for is found, and stands where they would expect it: `relevance.yaml`, on whatever database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from cases.models import Case
from cases.search import find
from cases.words import STOP_WORDS, stem, words_of
from tests.kept import put_cases, put_catalogue, put_municipalities

QUERIES = yaml.safe_load(Path(__file__).with_name("relevance.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    put_municipalities()
    put_catalogue()
    put_cases()


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


def test_not_one_of_those_words_is_in_the_case(catalogue):
    texts = {case.slug: " ".join(words(strings(case.document))) for case in Case.objects.all()}
    said = {
        (entry["query"], slug, word)
        for entry in QUERIES
        if entry.get("other_words")
        for slug in expected(entry)
        for word in words([entry["query"]])
        if len(word) > 3 and any(stem(word) in text for text in (texts[slug], texts[slug].replace(" ", "")))
    }
    assert not said


def words(texts) -> list[str]:
    """What hyphens tie together is one word here."""
    return [word.joined for text in texts for word in words_of(text) if word.joined not in STOP_WORDS]


def strings(value) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


def expected(entry: dict) -> list[str]:
    """The cases that the entry names."""
    return [entry["first"]] if "first" in entry else entry.get("top") or entry["hits"]
