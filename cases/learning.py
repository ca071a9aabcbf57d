"""Which cases, and which of their lessons, fit a collaboration in a phase, and why. Pure: rows in, sentences out.

No case is scored for the reader. What stands first has the most in common; what they have in common is said in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

MOST_CASES = 3
MOST_LESSONS = 2
# Twice as many, or half as many, is still about as many.
ALIKE = 2
LEAST_PART = 5  # letters of a word that is a part of another: fewer stand in words that have nothing to do with it


@dataclass(frozen=True)
class Situation:
    """What is compared: the collaboration's form (key or empty), models (keys), municipalities in it, and its phase.

    `stems` are of the words that say what it is about.
    """

    phase: int
    organisation: str = ""
    models: frozenset[str] = frozenset()
    parties: int | None = None
    stems: frozenset[str] = frozenset()


class ToldCase(Protocol):
    pk: int
    slug: str
    title: str
    essence: str
    organisation: str
    party_count: int | None


class ToldLesson(Protocol):
    """A row of `CaseLesson` with its case."""

    case: ToldCase
    kind: str
    text: str
    topics: list[str]
    is_used: bool  # the collaboration refers to the case already
    subjects: str | None  # stems of what the case is about, between spaces


@dataclass(frozen=True)
class Learned:
    """A case that fits, why it does, and what it says about this phase."""

    slug: str
    title: str
    essence: str
    why: tuple[str, ...]
    lessons: tuple[ToldLesson, ...]
    is_used: bool = False


def fitting(
    lessons: Iterable[ToldLesson], situation: Situation, *, topics: frozenset[str] | None = None
) -> tuple[Learned, ...]:
    """At most three cases with lessons for this phase: those about the same first, then those with most in common.

    With `topics` only lessons about one of them count. Order among equals is that of the titles.
    """
    by_case: dict[int, list[ToldLesson]] = {}
    for lesson in lessons:
        if topics is None or topics & set(lesson.topics):
            by_case.setdefault(lesson.case.pk, []).append(lesson)
    found = [(_shared_words(told[0], situation), _in_common(told[0], situation), told) for told in by_case.values()]
    found.sort(key=lambda each: (-each[0], -len(each[1]), each[2][0].case.title))
    return tuple(_learned(why, told) for _words, why, told in found[:MOST_CASES])


def _learned(why: list[str], told: list[ToldLesson]) -> Learned:
    case = told[0].case
    advice_first = sorted(told, key=lambda each: each.kind != "advice")
    reasons = why or [_("erfaringer fra samme fase")]
    lessons = tuple(advice_first[:MOST_LESSONS])
    return Learned(case.slug, case.title, case.essence, tuple(reasons), lessons, told[0].is_used)


def _shared_words(lesson: ToldLesson, situation: Situation) -> int:
    """How many of the collaboration's words the case is about, whole or as a part: "storkøkken" and "køkken"."""
    subjects = (lesson.subjects or "").split()
    return sum(any(_is_same_word(one, other) for one in subjects) for other in situation.stems)


def _is_same_word(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= LEAST_PART and (longer.startswith(shorter) or longer.endswith(shorter)))


def _in_common(lesson: ToldLesson, situation: Situation) -> list[str]:
    case, why = lesson.case, []
    if _shared_words(lesson, situation):
        why.append(_("samme fagområde"))
    if case.organisation and case.organisation == situation.organisation:
        why.append(_("samme form"))
    if case.model and case.model.key in situation.models:
        why.append(_("samme formål"))
    if case.party_count and situation.parties and _is_alike(case.party_count, situation.parties):
        why.append(_("omtrent lige så mange parter"))
    return why


def _is_alike(one: int, other: int) -> bool:
    return max(one, other) <= ALIKE * min(one, other)
