"""Which cases match a query, and which of them best. Pure: the same answer whatever database read the counts.

A stem is compared with a space on both sides, so that a pattern is a piece of it: " indkøb " is the word, " indkøb"
its beginning, "plads " its end. " åben data " is a phrase, which is counted in the text itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cached_property


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

    @cached_property
    def stems(self) -> list[str]:
        return self.text.split()

    @property
    def is_phrase(self) -> bool:
        return len(self.stems) > 1


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
    """A case as the search knows it: how often and where it has a stem, and a phrase that is asked for (`packed`)."""

    pk: int
    sort_title: str
    stems: dict[str, int] = field(default_factory=dict)
    phrases: dict[str, int] = field(default_factory=dict)


BITS = 8


def packed(counts: Iterable[int]) -> int:
    """How often something stands in each place, in the order of `Field`, as one number: what is added up is cheap to
    keep, to read and to add. More than counts is not kept."""
    return sum(min(number, 1 + MOST_AGAIN) << BITS * place for place, number in enumerate(counts))


def in_place(counts: int, place: Field) -> int:
    return counts >> BITS * place & (1 << BITS) - 1


@dataclass(frozen=True)
class Ranking:
    """Entries best first, the concepts that no entry has, and for each entry that lacks some which it lacks."""

    entries: tuple[Entry, ...] = ()
    missing: tuple[Concept, ...] = ()
    lacking: dict[int, tuple[Concept, ...]] = field(default_factory=dict)


def rank(concepts: Sequence[Concept], entries: Sequence[Entry]) -> Ranking:
    """Those that match, best first. A rare word counts more than one that all have."""
    scores = _scores(concepts, entries)
    found_in = [sum(1 for row in scores if row[number]) for number in range(len(concepts))]
    matching = sum(1 for row in scores if any(row))
    rarity = [math.log(1 + matching / (count or 0.5)) for count in found_in]
    complete = [number for number, row in enumerate(scores) if all(row)]
    chosen = complete or [number for number, row in enumerate(scores) if _has_enough(row, rarity)]
    weighed = {
        number: sum(score * weight for score, weight in zip(scores[number], rarity, strict=True)) for number in chosen
    }
    chosen.sort(key=lambda number: (-round(weighed[number], 6), entries[number].sort_title, entries[number].pk))
    missing = tuple(concept for concept, count in zip(concepts, found_in, strict=True) if not count)
    lacking = {} if complete else {entries[number].pk: _lacking(concepts, scores[number]) for number in chosen}
    return Ranking(tuple(entries[number] for number in chosen) if concepts else (), missing, lacking)


def _lacking(concepts: Sequence[Concept], row: list[float]) -> tuple[Concept, ...]:
    return tuple(concept for concept, score in zip(concepts, row, strict=True) if not score)


def _has_enough(row: list[float], rarity: list[float]) -> bool:
    has = sum(weight for score, weight in zip(row, rarity, strict=True) if score)
    return has > 0 and has >= ENOUGH * sum(rarity)


def _scores(concepts: Sequence[Concept], entries: Sequence[Entry]) -> list[list[float]]:
    """For each entry how well it answers each concept. What answers alike is worked out once."""
    patterns = [(number, pattern) for number, concept in enumerate(concepts) for pattern in concept.patterns]
    places = [range(len(patterns))[slice(*_span(patterns, number))] for number in range(len(concepts))]
    matched_by: dict[str, list[int]] = {}
    known: list[dict[tuple[int, ...], float]] = [{} for _ in concepts]
    rows = []
    for entry in entries:
        totals = [0] * len(patterns)
        for stem, count in entry.stems.items():
            if stem not in matched_by:
                matched_by[stem] = _matched_by(stem, patterns)
            for place in matched_by[stem]:
                totals[place] += count
        for place, (_, pattern) in enumerate(patterns if entry.phrases else ()):
            totals[place] += entry.phrases.get(pattern.text, 0)
        row = []
        for number, concept in enumerate(concepts):
            counts = tuple(totals[places[number].start : places[number].stop])
            if counts not in known[number]:
                known[number][counts] = _score(concept, counts)
            row.append(known[number][counts])
        rows.append(row)
    return rows


def _span(patterns: list[tuple[int, Pattern]], number: int) -> tuple[int, int]:
    own = [place for place, (owner, _) in enumerate(patterns) if owner == number]
    return (own[0], own[-1] + 1) if own else (0, 0)


def _matched_by(stem: str, patterns: list[tuple[int, Pattern]]) -> list[int]:
    padded = f" {stem} "
    return [place for place, (_, pattern) in enumerate(patterns) if pattern.text in padded]


def _score(concept: Concept, counts: Sequence[int]) -> float:
    """How well it answers: the best place counts whole, the others a little; 0 where it is nowhere."""
    best = total = 0.0
    for place, weight in WEIGHTS.items():
        score = weight * _best_match(concept, [in_place(count, place) for count in counts])
        best, total = max(best, score), total + score
    return best + ELSEWHERE * (total - best)


def _best_match(concept: Concept, times: Sequence[int]) -> float:
    best = 0.0
    for pattern, number in zip(concept.patterns, times, strict=True):
        if number and pattern.quality > best:
            best = pattern.quality * (1 + AGAIN * min(number - 1, MOST_AGAIN))
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


def swapped(word: str) -> set[str]:
    """The words that it is with two letters beside each other in the other order. A short one shares few trigrams with
    what was meant: "drfit" and "drift" two of ten."""
    return {word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1)} - {word}


def alike(word: str, vocabulary: Iterable[str], most: int = 5) -> list[str]:
    """The words that are nearest to this one, nearest first, of those that are near enough to be a misspelling."""
    near, turned = [], swapped(word)
    for other in vocabulary:
        if other == word or abs(len(other) - len(word)) > 3:
            continue
        if other not in turned and shared_trigrams(word, other) < LEAST_TRIGRAMS:
            continue
        ratio = SequenceMatcher(None, word, other, autojunk=False).ratio()
        if ratio >= LEAST_ALIKE:
            near.append((-round(ratio, 6), len(other), other))
    return [other for _, _, other in sorted(near)[:most]]
