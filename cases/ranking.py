"""Which cases match a query, and which of them best. Pure: the same answer whatever database found the candidates.

A text is a string of stems with a space on both sides (`search_text`), so that a pattern is a piece of it: " indkøb "
is the word, " indkøb" its beginning, "plads " its end, " åben data " a phrase.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import IntEnum


class Field(IntEnum):
    """Where in a case a word stands, in the order of the texts of an `Entry`."""

    TITLE = 0
    PLACES = 1
    ESSENCE = 2
    TOPICS = 3
    FORMS = 4
    SUMMARY = 5
    ADVICE = 6
    REST = 7


WEIGHTS = {
    Field.TITLE: 10.0,
    Field.PLACES: 7.0,
    Field.ESSENCE: 6.0,
    Field.TOPICS: 5.0,
    Field.FORMS: 5.0,
    Field.SUMMARY: 3.0,
    Field.ADVICE: 2.0,
    Field.REST: 1.0,
}
# What the same word in a second place adds, beside the best place; and a word that is said again in the same place.
ELSEWHERE = 0.3
AGAIN = 0.1
MOST_AGAIN = 5
# A case that lacks a word is shown only where no case has all, and where what it has is half of what was asked for.
ENOUGH = 0.5


@dataclass(frozen=True)
class Pattern:
    """One way of finding what is meant. `quality` is 1 for the word itself, less for what only resembles it."""

    text: str
    quality: float = 1.0

    @property
    def stems(self) -> list[str]:
        return self.text.split()


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for, with the ways of finding it. `word` is how it was written, folded."""

    word: str
    patterns: tuple[Pattern, ...]
    is_phrase: bool = False

    def also(self, patterns: Iterable[Pattern]) -> Concept:
        return replace(self, patterns=(*self.patterns, *patterns))


@dataclass(frozen=True)
class Entry:
    """A case as the search knows it. `texts` stand in the order of `Field`."""

    pk: int
    sort_title: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Ranking:
    """Entries best first, and the concepts that no entry has."""

    entries: tuple[Entry, ...] = ()
    missing: tuple[Concept, ...] = ()


def rank(concepts: Sequence[Concept], entries: Sequence[Entry]) -> Ranking:
    """Those that match, best first. A rare word counts more than one that all have."""
    scores = [[concept_score(concept, entry) for concept in concepts] for entry in entries]
    found_in = [sum(1 for row in scores if row[number]) for number in range(len(concepts))]
    rarity = [math.log(1 + len(entries) / (count or 0.5)) for count in found_in]
    complete = [number for number, row in enumerate(scores) if all(row)]
    chosen = complete or [number for number, row in enumerate(scores) if _has_enough(row, rarity)]
    weighed = {
        number: sum(score * weight for score, weight in zip(scores[number], rarity, strict=True)) for number in chosen
    }
    chosen.sort(key=lambda number: (-round(weighed[number], 6), entries[number].sort_title, entries[number].pk))
    missing = tuple(concept for concept, count in zip(concepts, found_in, strict=True) if not count)
    return Ranking(tuple(entries[number] for number in chosen) if concepts else (), missing)


def _has_enough(row: list[float], rarity: list[float]) -> bool:
    has = sum(weight for score, weight in zip(row, rarity, strict=True) if score)
    return has > 0 and has >= ENOUGH * sum(rarity)


def concept_score(concept: Concept, entry: Entry) -> float:
    """How well the entry answers: the best place counts whole, the others a little; 0 where it is nowhere."""
    best = total = 0.0
    for field, text in enumerate(entry.texts):
        score = WEIGHTS[Field(field)] * _best_match(concept, text)
        best, total = max(best, score), total + score
    return best + ELSEWHERE * (total - best)


def _best_match(concept: Concept, text: str) -> float:
    best = 0.0
    for pattern in concept.patterns:
        if pattern.quality > best and (times := text.count(pattern.text)):
            best = max(best, pattern.quality * (1 + AGAIN * min(times - 1, MOST_AGAIN)))
    return best


def matches(concept: Concept, text: str) -> bool:
    return any(pattern.text in text for pattern in concept.patterns)


## Words that resemble each other

LEAST_ALIKE = 0.75
LEAST_TRIGRAMS = 0.3


def trigrams(word: str) -> set[str]:
    """The pieces of three letters by which PostgreSQL's pg_trgm compares words."""
    padded = f"  {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def shared_trigrams(one: str, other: str) -> float:
    first, second = trigrams(one), trigrams(other)
    return len(first & second) / len(first | second)


def alike(word: str, vocabulary: Iterable[str], most: int = 5) -> list[str]:
    """The words that are nearest to this one, nearest first, of those that are near enough to be a misspelling."""
    near = []
    for other in vocabulary:
        if other == word or abs(len(other) - len(word)) > 3 or shared_trigrams(word, other) < LEAST_TRIGRAMS:
            continue
        ratio = SequenceMatcher(None, word, other, autojunk=False).ratio()
        if ratio >= LEAST_ALIKE:
            near.append((-round(ratio, 6), len(other), other))
    return [other for _, _, other in sorted(near)[:most]]
