"""The text of a case as the search sees it: passages by the place they stand in, and what is stored of them.

The passages of a place always come in the same order, so that a passage that matched is found again by its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cases.document import CaseDocument
from cases.models import Case
from cases.ranking import Field, packed
from cases.search_models import LONGEST
from cases.words import STOP_WORDS, joined_pairs, stem, words_of

# Between two passages, so that no phrase goes over from one to the next.
BREAK = " . "
# What stands between stems and is none.
_NO_STEMS = {".", "|"}
# Shorter words are no use as the end of another word.
LEAST_END = 4
# Before a stem that is written from its end, so that a full text that knows beginnings finds words that end in it.
BACKWARDS = "<"

Passages = dict[Field, list[str]]


def passages(case: Case) -> Passages:
    """Everything that is said, by place. Links to topics, municipalities and model should be at hand."""
    content = case.content
    topics = list(case.topics.all())
    return {
        Field.TITLE: [content.title, *content.aliases],
        Field.PLACES: [municipality.name for municipality in case.municipalities.all()],
        Field.ESSENCE: [content.essence],
        Field.TOPICS: [*(_with_words(topic.name, topic.words) for topic in topics), *content.subjects],
        Field.FORMS: [case.get_organisation_display(), case.model.name if case.model else "", case.get_kind_display()],
        Field.SUMMARY: [content.summary],
        Field.ADVICE: [
            _with_words(lesson.text, lesson.topics)
            for lesson in (*content.advice, *content.lessons, *content.preconditions, *content.challenges)
        ],
        Field.REST: _rest(content),
    }


def _with_words(text: str, words: Sequence[str]) -> str:
    """What is said, and behind it the words that it is found by as well."""
    return f"{text} ({', '.join(words)})" if words else text


def _rest(content: CaseDocument) -> list[str]:
    governance, financing = content.governance, content.financing
    return [
        content.background,
        *content.areas,
        *(gain.text for gain in content.gains),
        governance.commitment,
        governance.politics,
        governance.plans,
        *(each.text for each in governance.arrangements),
        financing.summary,
        content.outlook,
        *content.other_parties,
        *(event.text for event in content.timeline),
        *(figure.label for figure in content.figures),
        *(f"{each.topic}: {each.text}" for each in content.disagreements),
        *(note.text for note in content.law_notes),
        content.model_note,
        content.organisation_note,
        content.established_note,
        content.municipalities_note,
    ]


def stems(passage: str) -> str:
    """The stems of a passage in their order, and after them what hyphens and short words tie together."""
    words = words_of(passage)
    running = [part.stem for word in words for part in word.parts]
    tied = [word.joined for word in words if len(word.parts) > 1]
    tied += [joined for joined, _, _ in joined_pairs(words)]
    # A tied word is no neighbour of what stands before it.
    return " ".join([*running, *(f"| {stem(word)}" for word in tied)])


@dataclass(frozen=True)
class Indexed:
    """What is stored of a case. `texts` in the order of `Field`, and `passages` that they were made of; `words` whole,
    for the database's own stemmer; `terms` every stem once, forwards and backwards; `counts` how often each stem stands
    where; `vocabulary` the words by which others may be corrected."""

    texts: tuple[str, ...]
    passages: list[list[str]]
    words: str
    terms: str
    counts: dict[str, int]
    vocabulary: dict[str, str]


def indexed(case: Case) -> Indexed:
    by_field = passages(case)
    texts = tuple(f" {BREAK.join(stems(each) for each in by_field[field])} " for field in Field)
    times = [Counter(root for root in text.split() if root not in _NO_STEMS) for text in texts]
    roots = [root for root in sorted(set().union(*times)) if len(root) <= LONGEST]
    backwards = [BACKWARDS + root[::-1] for root in roots if len(root) > LEAST_END]
    everything = [passage for field in Field for passage in by_field[field]]
    return Indexed(
        texts=texts,
        passages=[by_field[field] for field in Field],
        words=" ".join(part.word for each in everything for word in words_of(each) for part in word.parts),
        terms=" ".join([*roots, *backwards]),
        counts={root: packed(each[root] for each in times) for root in roots},
        vocabulary=_vocabulary(everything),
    )


def _vocabulary(everything: list[str]) -> dict[str, str]:
    """Folded words with how they are written: in small letters where they are so written anywhere."""
    written: dict[str, str] = {}
    for passage in everything:
        for part in (part for word in words_of(passage) for part in word.parts):
            text = passage[part.start : part.end]
            is_useful = len(text) >= LEAST_END and part.word.isalpha() and part.word not in STOP_WORDS
            if is_useful and (part.word not in written or text.islower()):
                written[part.word] = text
    return written
