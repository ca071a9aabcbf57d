"""Finding cases by words. One function for pages, exports and counts (ADR 0018)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from cases.excerpts import best_passage, excerpt, marked
from cases.models import Case
from cases.ranking import Concept, Entry, rank
from cases.search_index import candidates, words_like, written
from cases.search_query import as_misspelling_of, parse, parts_of, respelt
from cases.search_text import passages
from cases.words import stem

SUGGESTIONS = 3
# Of the words that a misspelt one may be, so many are looked for without being asked for.
NEAREST = 2
EXCERPTS = 50


class SearchUnavailable(Exception):
    """The database could not answer. Show something else, and say so."""


@dataclass(frozen=True)
class Hit:
    """A case that was found. `excerpt` is the place that matched with `<mark>` around the hits, or None; `title` and
    `essence` are the case's own with the hits marked. All three are None for hits that no excerpt was asked for."""

    pk: int
    excerpt: SafeString | None = None
    title: SafeString | None = None
    essence: SafeString | None = None


@dataclass(frozen=True)
class Found:
    """Hits in the order of how well they match, and other spellings that would find something.

    `entries` and `concepts` are what was found and by what: `explain` marks a page of them without searching again.
    """

    hits: tuple[Hit, ...] = ()
    suggestions: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = field(default=(), repr=False, compare=False)
    concepts: tuple[Concept, ...] = field(default=(), repr=False, compare=False)


def find(cases: QuerySet, text: str, *, start: int = 0, count: int = EXCERPTS) -> Found:
    """Cases of this queryset that hold the words of `text`, best first. Reaches nothing outside the queryset, which
    must not be sliced. `count` of the hits from `start` on get an excerpt. Raises `SearchUnavailable`."""
    with _database():
        return _find(cases, text, start, count)


def explain(found: Found, pks: Sequence[int]) -> dict[int, Hit]:
    """Those hits with what of them is marked, for a page that shows a part of them. Raises `SearchUnavailable`."""
    wanted = set(pks)
    with _database():
        hits = _explained([entry for entry in found.entries if entry.pk in wanted], found.concepts)
    return {hit.pk: hit for hit in hits}


@contextmanager
def _database() -> Iterator[None]:
    """A statement that fails does not take the page's transaction with it."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        raise SearchUnavailable from error


def _find(cases: QuerySet, text: str, start: int, count: int) -> Found:
    concepts = parse(text)
    entries = candidates(cases, concepts)
    ranking = rank(concepts, entries)
    suggestions: tuple[str, ...] = ()
    if missing := [concept for concept in ranking.missing if not concept.is_phrase]:
        nearest = _nearest(cases, missing)
        entries = list({entry.pk: entry for entry in (*entries, *nearest.entries)}.values())
        concepts = tuple(nearest.instead.get(concept, concept) for concept in concepts)
        ranking = rank(concepts, entries)
        suggestions = _suggestions(text, nearest, entries)
    hits = [Hit(entry.pk) for entry in ranking.entries]
    hits[start : start + count] = _explained(ranking.entries[start : start + count], concepts)
    return Found(tuple(hits), suggestions, ranking.entries, concepts)


@dataclass(frozen=True)
class _Nearest:
    """For concepts that no case has: what to look for instead, the words they may be misspellings of, and candidates
    for both. The words stand in cases of the queryset."""

    instead: dict[Concept, Concept]
    words: dict[str, list[str]]
    entries: list[Entry]


def _nearest(cases: QuerySet, missing: Sequence[Concept]) -> _Nearest:
    likely = {concept: words_like(concept.word) for concept in missing}
    ways = {concept: [*as_misspelling_of(words), *parts_of(concept.word)] for concept, words in likely.items()}
    entries = candidates(cases, [concept.also(ways[concept]) for concept in missing])
    texts = [text for entry in entries for text in entry.texts]
    seen = {
        concept: [word for word in words if any(f" {stem(word)} " in text for text in texts)]
        for concept, words in likely.items()
    }
    instead = {
        concept: concept.also(as_misspelling_of(words[:NEAREST]) if words else parts_of(concept.word))
        for concept, words in seen.items()
    }
    return _Nearest(instead, {concept.word: words for concept, words in seen.items() if words}, entries)


def _suggestions(text: str, nearest: _Nearest, entries: list[Entry]) -> tuple[str, ...]:
    """The query in other spellings, of those that find a case: the nearest words first."""
    spelt = written(word for words in nearest.words.values() for word in words)
    proposals = [
        respelt(text, {wrong: spelt[words[min(number, len(words) - 1)]] for wrong, words in nearest.words.items()})
        for number in range(SUGGESTIONS if nearest.words else 0)
    ]
    return tuple(said for said in dict.fromkeys(proposals) if not rank(parse(said), entries).missing)


def _explained(entries: Sequence[Entry], concepts: Sequence[Concept]) -> list[Hit]:
    """Hits with what of them matched. Three queries for any number."""
    if not entries:
        return []
    rows = Case.objects.select_related("model").prefetch_related("topics", "municipalities")
    cases = rows.in_bulk([entry.pk for entry in entries])
    hits = []
    for entry in entries:
        by_field = passages(cases[entry.pk])
        hits.append(
            Hit(
                entry.pk,
                excerpt(best_passage(concepts, entry, by_field), concepts),
                marked(cases[entry.pk].title, concepts),
                marked(cases[entry.pk].essence, concepts),
            )
        )
    return hits
