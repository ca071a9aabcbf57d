"""Finding cases by words. One function for pages, exports and counts (ADR 0018)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from cases.excerpts import best_passage, excerpt, marked
from cases.ranking import Concept, rank
from cases.search_index import read_entries, read_shown, words_like, written
from cases.search_query import as_misspelling_of, parse, parts_of, respelt, typed

SUGGESTIONS = 3
# Of the words that a misspelt one may be, so many are looked for without being asked for.
NEAREST = 2
EXCERPTS = 50


class SearchUnavailable(Exception):
    """The database could not answer. Show something else, and say so."""


@dataclass(frozen=True)
class Hit:
    """A case that was found. `excerpt` is the place that matched with `<mark>` around the hits, or None; `title` and
    `essence` are the case's own with the hits marked. All three are None for hits that no excerpt was asked for.
    `lacking` are the words of the query that the case does not have, as they were typed."""

    pk: int
    excerpt: SafeString | None = None
    title: SafeString | None = None
    essence: SafeString | None = None
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Hits in the order of how well they match, and other spellings that would find something. `missing` are the words
    of the query that stand in no case, as they were typed.

    `concepts` are what the hits were found by: `explain` marks a page of them without searching again.
    """

    hits: tuple[Hit, ...] = ()
    suggestions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
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
        hits = _explained([hit for hit in found.hits if hit.pk in wanted], found.concepts)
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
    ranking = rank(concepts, read_entries(cases, concepts))
    suggestions: tuple[str, ...] = ()
    missing = ranking.missing
    if unknown := [concept for concept in missing if not concept.is_phrase]:
        likely = {concept: words_like(cases, concept.word) for concept in unknown}
        concepts = tuple(_instead(concept, likely) for concept in concepts)
        ranking = rank(concepts, read_entries(cases, concepts))
        if len(unknown) == len(missing) and all(likely.values()):
            suggestions = _suggestions(text, {concept.word: words for concept, words in likely.items()})
    lacking = {pk: _typed(text, words) for pk, words in ranking.lacking.items()}
    hits = [Hit(entry.pk, lacking=lacking.get(entry.pk, ())) for entry in ranking.entries]
    hits[start : start + count] = _explained(hits[start : start + count], concepts)
    return Found(tuple(hits), suggestions, _typed(text, missing), concepts)


def _typed(text: str, concepts: Sequence[Concept]) -> tuple[str, ...]:
    return tuple(typed(text, concept) for concept in concepts)


def _instead(concept: Concept, likely: dict[Concept, list[str]]) -> Concept:
    """For a concept that no case has, what to look for as well: the words that it may be a misspelling of, or those
    that it may be made of."""
    if concept not in likely:
        return concept
    words = likely[concept]
    return concept.also(as_misspelling_of(words[:NEAREST]) if words else parts_of(concept.word))


def _suggestions(text: str, nearest: dict[str, list[str]]) -> tuple[str, ...]:
    """The query in other spellings, the nearest words first. All these words stand in cases that may be seen."""
    spelt = written(word for words in nearest.values() for word in words)
    proposals = [
        respelt(text, {wrong: spelt[words[min(number, len(words) - 1)]] for wrong, words in nearest.items()})
        for number in range(SUGGESTIONS)
    ]
    return tuple(dict.fromkeys(proposals))


def _explained(hits: Sequence[Hit], concepts: Sequence[Concept]) -> list[Hit]:
    """Hits with what of them matched. One query for any number."""
    if not hits:
        return []
    shown = {pk: (title, essence, *parts) for pk, title, essence, *parts in read_shown([hit.pk for hit in hits])}
    explained = []
    for hit in hits:
        title, essence, passages, texts = shown[hit.pk]
        explained.append(
            replace(
                hit,
                excerpt=excerpt(best_passage(concepts, texts, passages), concepts),
                title=marked(title, concepts),
                essence=marked(essence, concepts),
            )
        )
    return explained
