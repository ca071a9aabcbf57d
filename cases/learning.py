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


@dataclass(frozen=True)
class Situation:
    """What is compared: the collaboration's form (key or empty), models (keys), municipalities in it, and its phase."""

    phase: int
    organisation: str = ""
    models: frozenset[str] = frozenset()
    parties: int | None = None


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
    """At most three cases with lessons for this phase, those that have the most in common first.

    With `topics` only lessons about one of them count. Order among equals is that of the titles.
    """
    by_case: dict[int, list[ToldLesson]] = {}
    for lesson in lessons:
        if topics is None or topics & set(lesson.topics):
            by_case.setdefault(lesson.case.pk, []).append(lesson)
    found = [(_in_common(told[0].case, situation), told) for told in by_case.values()]
    found.sort(key=lambda each: (-len(each[0]), each[1][0].case.title))
    return tuple(_learned(why, told) for why, told in found[:MOST_CASES])


def _learned(why: list[str], told: list[ToldLesson]) -> Learned:
    case = told[0].case
    advice_first = sorted(told, key=lambda each: each.kind != "advice")
    reasons = why or [_("erfaringer fra samme fase")]
    lessons = tuple(advice_first[:MOST_LESSONS])
    return Learned(case.slug, case.title, case.essence, tuple(reasons), lessons, told[0].is_used)


def _in_common(case, situation: Situation) -> list[str]:
    why = []
    if case.organisation and case.organisation == situation.organisation:
        why.append(_("samme form"))
    if case.model and case.model.key in situation.models:
        why.append(_("samme formål"))
    if case.party_count and situation.parties and _is_alike(case.party_count, situation.parties):
        why.append(_("omtrent lige så mange parter"))
    return why


def _is_alike(one: int, other: int) -> bool:
    return max(one, other) <= ALIKE * min(one, other)
