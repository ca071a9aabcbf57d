"""What Mit arbejde asks for about decisions: to decide again or in time, and to write down what a meeting decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from common.formats import join_words
from dashboards.decided import waits_for_text, was_held
from decisions.looks import DEADLINE_IS_NEAR, is_urgent
from decisions.standing import Asked, Cell, State, columns
from decisions.vocabulary import Scope
from phases.deciding import participants_in
from phases.facts import Facts, Partner


@dataclass(frozen=True)
class ToDecide:
    """Questions that the same municipalities must decide once more (`again`), or plan before a deadline."""

    partners: tuple[Partner, ...]
    again: bool
    keys: tuple[str, ...]
    titles: str
    deadline: dt.date | None


def to_decide(facts: Facts, codes: Collection[str] | None = None) -> list[ToDecide]:
    """What is urgent, of those with these codes or of all. The facts must have been read with `plans`.

    With codes the others' answers are not known: what waits for them is left out.
    """
    partners = [each for each in participants_in(facts) if codes is None or each.code in codes]
    if not any(_may_be_urgent(each, facts.today) for each in facts.questions):
        return []
    found: dict[tuple[tuple[Partner, ...], bool], list[Asked]] = {}
    scopes = {each.key: each.scope for each in facts.questions}
    for each in columns(facts.questions, [partner.municipality_id for partner in partners], facts.today):
        waits = codes is not None and any(scopes.get(key) == Scope.EACH for key in each.asked.requires)
        for again in _kinds(each.asked, waits=waits):
            left = [
                one for one in partners if _is_left(each.asked, each.cell(one.municipality_id), facts.today) is again
            ]
            if left:
                found.setdefault((tuple(left), again), []).append(each.asked)
    return [
        ToDecide(
            partners=who,
            again=again,
            keys=tuple(each.key for each in asked),
            titles=join_words(each.title for each in asked),
            deadline=min((each.deadline for each in asked if each.deadline), default=None),
        )
        for (who, again), asked in found.items()
    ]


def named_in(found: Iterable[ToDecide]) -> set[tuple[int, str]]:
    """Which decisions of which municipalities these are about."""
    return {(partner.municipality_id, key) for each in found for partner in each.partners for key in each.keys}


def texts_to_answer(facts: Facts, partner: Partner) -> list[Asked]:
    """Questions about a text that is published, to which the municipality has neither answered nor planned to."""
    return [
        each
        for each in facts.questions
        if each.scope == Scope.EACH
        and each.same_as_newest(facts.today)
        and not each.requires
        and not each.planned.get(partner.municipality_id)
        and not any(entry.municipality == partner.municipality_id for entry in each.entries)
    ]


def _may_be_urgent(asked: Asked, today: dt.date) -> bool:
    """Few questions are: the others are not looked at, since a user may have hundreds of collaborations."""
    return bool(asked.entries) or (asked.deadline is not None and asked.deadline <= today + DEADLINE_IS_NEAR)


def _kinds(asked: Asked, *, waits: bool) -> tuple[bool, ...]:
    """To decide again, and to plan in time; of what waits for answers that are not known only the first."""
    if asked.scope != Scope.EACH:
        return ()
    return (True,) if waits else (True, False)


def _is_left(asked: Asked, cell: Cell, today: dt.date) -> bool | None:
    """True: it must be decided once more. False: it is not planned, and the deadline is near. None: nothing is."""
    if cell.state == State.AWAITING:
        return None if waits_for_text(asked, today) else True
    return False if is_urgent(asked, cell, today) else None


@dataclass(frozen=True)
class Held:
    """Meetings in a municipality of which nobody has written down what they decided: the last day, and about what."""

    partner: Partner
    day: dt.date
    titles: str


def unregistered(facts: Facts, codes: Collection[str] | None = None) -> list[Held]:
    """What was held and not written down, of those with these codes or of all."""
    found = []
    for partner in participants_in(facts):
        if codes is None or partner.code in codes:
            held = list(_held(facts, partner.municipality_id))
            if held:
                days, titles = zip(*held, strict=True)
                found.append(Held(partner, max(days), join_words(titles)))
    return found


def _held(facts: Facts, municipality: int) -> Iterator[tuple[dt.date, str]]:
    """Few questions are planned for a day that has been: the others are not looked at."""
    for asked in facts.questions:
        if any(step.date < facts.today for step in asked.planned.get(municipality, ())):
            cell = asked.cell(municipality, facts.today)
            if was_held(asked, cell, facts.today):
                yield cell.planned.date, asked.title
