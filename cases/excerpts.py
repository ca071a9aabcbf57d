"""Shows where a text matches: the words that were found between `<mark>`, everything else escaped. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cases.ranking import Concept, Field, matches
from cases.search_text import BREAK
from cases.words import Word, joined_pairs, stem, words_of

AROUND = 110  # letters shown on each side of the first hit
Span = tuple[int, int]


def best_passage(concepts: Sequence[Concept], texts: Sequence[str], passages: Sequence[Sequence[str]]) -> str:
    """The passage that has most of what was asked for, the weightiest first; empty where only the title has it.

    Texts and passages in the order of `Field`.
    """
    best, found = "", 0
    for field in list(Field)[1:]:
        if not any(matches(concept, texts[field]) for concept in concepts):
            continue
        for text, passage in zip(texts[field].split(BREAK), passages[field], strict=False):
            count = sum(matches(concept, f" {text.strip()} ") for concept in concepts)
            if count > found:
                best, found = passage, count
    return best


def marked(text: str, concepts: Sequence[Concept]) -> SafeString:
    """The whole text with its hits marked."""
    return _with_marks(text, _spans(text, concepts))


def excerpt(text: str, concepts: Sequence[Concept]) -> SafeString | None:
    """The part of a passage around its first hit, or None where there is none."""
    spans = _spans(text, concepts)
    if not spans:
        return None
    start, end = _window(text, spans[0])
    inside = [(first - start, last - start) for first, last in spans if first >= start and last <= end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(before + _with_marks(text[start:end], inside) + after)  # noqa: S308 - escaped in _with_marks


def _window(text: str, span: Span) -> Span:
    start, end = max(0, span[0] - AROUND), min(len(text), span[1] + AROUND)
    if start:
        start = text.find(" ", start, span[0]) + 1 or span[0]
    if end < len(text):
        end = max(text.rfind(" ", span[1], end), span[1])
    return start, end


def _with_marks(text: str, spans: Sequence[Span]) -> SafeString:
    pieces, place = [], 0
    for start, end in spans:
        pieces += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    pieces.append(escape(text[place:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text is escaped above


def _spans(text: str, concepts: Sequence[Concept]) -> list[Span]:
    """Where words match, in order, none over another."""
    words = words_of(text)
    patterns = [pattern.text for concept in concepts for pattern in concept.patterns]
    single = [pattern for pattern in patterns if " " not in pattern.strip()]
    found = [*_single_words(words, single), *_tied_words(words, single)]
    found += _phrases(words, [pattern.split() for pattern in patterns if " " in pattern.strip()])
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _single_words(words: list[Word], patterns: list[str]) -> Iterator[Span]:
    """Words, or the parts of them that hyphens tie together; where no part matches, what the parts are together."""
    for word in words:
        spans = [(part.start, part.end) for part in word.parts if _is_one_of(part.stem, patterns)]
        if not spans and len(word.parts) > 1 and _is_one_of(stem(word.joined), patterns):
            spans = [(word.start, word.end)]
        yield from spans


def _tied_words(words: list[Word], patterns: list[str]) -> Iterator[Span]:
    """Short words and the next one, where a pattern needs both: "it drift" for "itdrift"."""
    for joined, word, following in joined_pairs(words):
        if _is_one_of(stem(joined), [each for each in patterns if each.startswith(f" {word.joined}")]):
            yield word.start, following.end


def _is_one_of(root: str, patterns: list[str]) -> bool:
    return any(pattern in f" {root} " for pattern in patterns)


def _phrases(words: list[Word], phrases: list[list[str]]) -> Iterator[Span]:
    parts = [part for word in words for part in word.parts]
    stems = [part.stem for part in parts]
    for phrase in phrases:
        for place in range(len(parts) - len(phrase) + 1):
            if stems[place : place + len(phrase)] == phrase:
                yield parts[place].start, parts[place + len(phrase) - 1].end
