"""Which steps hold the plan back: each is made a week shorter, and everything is planned anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from decisions.planner.rounds import LEAD, Problem, plan_rounds
from decisions.planner.settings import WEEK
from decisions.planner.values import Binding, RoundPlan

BINDING = 3


def binding_steps(problem: Problem, planned: tuple[RoundPlan, ...]) -> tuple[Binding, ...]:
    """The three steps with which most days are won for the first text; fewer when fewer win anything.

    Only the municipalities that are part of the plan count: one whose calendar ends is not won time.
    """
    before = planned[0].ready
    known = frozenset((each.key, chain.code) for each in planned for chain in each.chains if chain.ready is not None)
    found = []
    for kind, round_, code, easier in _easier(replace(problem, only=known), planned):
        won = (plan_rounds(easier)[0].ready - before).days
        if won > 0:
            found.append(Binding(kind, round_, code, won))
    return tuple(sorted(found, key=lambda each: -each.days)[:BINDING])


def _easier(problem: Problem, planned: tuple[RoundPlan, ...]) -> Iterator[tuple[str, str, str, Problem]]:
    """The same problem with one step a week shorter: only steps that can hold the plan back are tried."""
    for place, (given, made) in enumerate(zip(problem.rounds, planned, strict=True)):
        if place and made.chains and given.preparation_days:
            shorter = replace(given, preparation_days=max(0, given.preparation_days - WEEK.days))
            yield "preparation", given.key, "", replace(problem, rounds=_with(problem.rounds, place, shorter))
        # Only who needs the text first can hold a round back.
        for calendar in problem.calendars:
            if calendar.code == made.bottleneck:
                for step in (*calendar.chain, LEAD):
                    yield step, given.key, calendar.code, replace(problem, eased=(given.key, calendar.code, step))
        weeks = problem.settings.authority_time(given) // WEEK
        if weeks:
            quicker = replace(given, authority_weeks=weeks - 1)
            yield "authority", given.key, "", replace(problem, rounds=_with(problem.rounds, place, quicker))


def _with(items: tuple, place: int, item) -> tuple:
    return (*items[:place], item, *items[place + 1 :])
