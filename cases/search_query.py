"""What somebody asks for, worked out of the words in the search field. Pure: reads the list of synonyms and no more.

Every word must be found, in one of the ways of its concept: as it is, inflected, as the beginning or the end of a
compound, written together with its neighbour, or as a word that means the same. Words in quotes are a phrase. No sign
is an operator.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from cases.ranking import Concept, Pattern
from cases.words import STOP_WORDS, Word, stem, variants, words_of
from common.data_files import read_yaml

MAX_LENGTH = 200
MAX_WORDS = 12
SYNONYMS = Path(__file__).resolve().parent / "data" / "synonyms.yaml"
LEAST_BEGINNING, LEAST_END, LEAST_PART = 3, 4, 5

# What a way of finding is worth beside the word itself. Two words that stand as one are surer than each alone.
JOINED = 1.1
SAME_MEANING = 0.75
PART_OF_COMPOUND = 0.7
MISSPELT = 0.6
COMPOUND_OF_MEANING = 0.5
PART = 0.4
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|»([^«]*)«')


def parse(text: str) -> tuple[Concept, ...]:
    """What this text asks for. Only its first 200 signs and twelve words count."""
    text = text.replace("\x00", " ")[:MAX_LENGTH]
    phrases = [next(filter(None, found), "") for found in _QUOTED.findall(text)]
    concepts = [concept for phrase in phrases for concept in _phrase(phrase)]
    concepts += _loose(words_of(_QUOTED.sub(" ", text)))
    # What is asked for twice is asked for once.
    return tuple(dict.fromkeys(concepts))[:MAX_WORDS]


def _phrase(text: str) -> Iterator[Concept]:
    parts = [part for word in words_of(text) for part in word.parts]
    if len(parts) == 1:
        yield from _loose(words_of(text))
    elif parts:
        said = " ".join(part.word for part in parts)
        yield Concept(said, (Pattern(f" {' '.join(part.stem for part in parts)} "),), is_phrase=True)


def _loose(words: list[Word]) -> list[Concept]:
    words = words[:MAX_WORDS]
    extra = _what_neighbours_say(words)
    concepts = []
    for number, word in enumerate(words):
        only_a_sign = len(word.joined) == 1 and word.joined.isalpha()
        if word.joined in STOP_WORDS or only_a_sign:
            continue
        patterns = dict.fromkeys([*_ways(word), *extra[number]])
        concepts.append(Concept(word.joined, tuple(sorted(patterns, key=lambda each: -each.quality))))
    return concepts


def _ways(word: Word) -> Iterator[Pattern]:
    """A word as it is and in compounds; with a hyphen also apart."""
    for spelling in _spellings(word.joined):
        for root in variants(stem(spelling)):
            yield from whole(root, 1.0)
            yield from compounds(root, PART_OF_COMPOUND)
    if len(word.parts) > 1:
        yield Pattern(f" {' '.join(part.stem for part in word.parts)} ", JOINED)


def whole(root: str, quality: float) -> Iterator[Pattern]:
    yield Pattern(f" {root} ", quality)


def compounds(root: str, quality: float) -> Iterator[Pattern]:
    """Compounds that begin or end with it. In "udbud af skoler" neither "ud" nor "af" is worth looking for."""
    if len(root) >= LEAST_BEGINNING and root.isalpha():
        yield Pattern(f" {root}", quality)
    if len(root) >= LEAST_END and root.isalpha():
        yield Pattern(f"{root} ", quality)


def _spellings(word: str) -> list[str]:
    """Without Danish letters on the keyboard, æ is written ae and ø oe."""
    return list(dict.fromkeys([word, word.replace("oe", "ø"), word.replace("ae", "æ").replace("oe", "ø")]))


def _what_neighbours_say(words: list[Word]) -> dict[int, list[Pattern]]:
    """For each word what it means with those beside it: "it drift" is "itdrift", "fri software" is "open source"."""
    extra: dict[int, list[Pattern]] = defaultdict(list)
    for number, (word, following) in enumerate(pairwise(words)):
        root = stem(word.joined + following.joined)
        for each in (number, number + 1):
            extra[each] += [*whole(root, JOINED), Pattern(f" {root}", PART_OF_COMPOUND)]
    synonyms = _synonyms()
    for length in range(1, 4):
        for start in range(len(words) - length + 1):
            said = tuple(part.stem for word in words[start : start + length] for part in word.parts)
            joined = stem("".join(word.joined for word in words[start : start + length]))
            forms = dict.fromkeys([said, *((form,) for form in variants(joined))])
            for other in (other for form in forms for other in synonyms.get(form, ())):
                for each in range(start, start + length):
                    extra[each] += _of_synonym(other)
    return extra


def _of_synonym(stems: tuple[str, ...]) -> Iterator[Pattern]:
    yield from whole(" ".join(stems), SAME_MEANING)
    if len(stems) == 1:
        yield from compounds(stems[0], COMPOUND_OF_MEANING)


@lru_cache(maxsize=1)
def _synonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For the stems of every word and phrase of the list, the others of its groups."""
    meanings: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for group in read_yaml(SYNONYMS):
        members = [words_of(str(each)) for each in group]
        stems = [tuple(part.stem for word in words for part in word.parts) for words in members]
        stems += [(stem("".join(word.joined for word in words)),) for words in members]
        for said in stems:
            meanings[said] += [other for other in stems if other != said]
    return {said: tuple(dict.fromkeys(others)) for said, others in meanings.items()}


def respelt(text: str, instead: dict[str, str]) -> str:
    """The text with these folded words replaced."""
    text = text[:MAX_LENGTH]
    pieces, place = [], 0
    for word in words_of(text):
        if word.joined in instead:
            pieces += [text[place : word.start], instead[word.joined]]
            place = word.end
    return " ".join("".join([*pieces, text[place:]]).split())


def typed(text: str, concept: Concept) -> str:
    """What asks for this concept, as somebody wrote it."""
    text = text[:MAX_LENGTH]
    if concept.is_phrase:
        return concept.word
    return next((text[word.start : word.end] for word in words_of(text) if word.joined == concept.word), concept.word)


def parts_of(word: str) -> list[Pattern]:
    """The words that a compound may be made of: "indkøbscentral" of "indkøb". Most are no words and find nothing."""
    places = range(LEAST_PART, len(word) - 2)
    heads = [stem(word[:place]) for place in places]
    tails = [stem(word[place:]) for place in range(3, len(word) - LEAST_PART + 1)]
    patterns = [pattern for root in (*heads, *tails) if len(root) >= LEAST_PART for pattern in whole(root, PART)]
    return list(dict.fromkeys(patterns))


def as_misspelling_of(words: list[str]) -> list[Pattern]:
    return [
        pattern
        for word in words
        for root in variants(stem(word))
        for pattern in (*whole(root, MISSPELT), *compounds(root, MISSPELT * PART_OF_COMPOUND))
    ]
