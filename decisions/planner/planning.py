"""The plan: from the start backwards through the rounds, with its budget, what holds it back and what to know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from decisions.planner.binding import binding_steps
from decisions.planner.calendar import MunicipalCalendar
from decisions.planner.money import find_budget, is_new_year
from decisions.planner.rounds import DAY, Problem, plan_rounds
from decisions.planner.settings import Round, Settings
from decisions.planner.values import Budget, Plan, Reach, RoundPlan, Warning_, WarningKind

NOVEMBER = 11


def plan(
    start: dt.date,
    rounds: Sequence[Round],
    calendars: Sequence[MunicipalCalendar],
    settings: Settings,
    today: dt.date,
) -> Plan:
    """The latest dates that still lead to `start`. Raises ValueError without a round or a municipality."""
    if not rounds or not calendars:
        raise ValueError("There must be a round and a municipality.")
    problem = Problem(start, tuple(rounds), tuple(calendars), settings, today)
    planned = plan_rounds(problem)
    budget = find_budget(problem)
    return Plan(
        start=start,
        rounds=planned,
        binding=binding_steps(problem, planned),
        budget=budget,
        warnings=(
            *_warn_of_money(problem, planned, budget),
            *_warn_of_information(problem, planned),
            *_warn_of_calendars(planned),
            *_warn_of_elections(problem, planned),
        ),
    )


def _warn_of_money(problem: Problem, planned: Sequence[RoundPlan], budget: Budget | None) -> Iterator[Warning_]:
    if not is_new_year(problem.start):
        yield Warning_(WarningKind.NOT_NEW_YEAR, problem.start)
    if budget is None or not budget.reached:
        yield Warning_(WarningKind.SUPPLEMENTARY, budget.proposal_by if budget else None)
    for given, made in zip(problem.rounds, planned, strict=True):
        decided = max((each.decided_on for each in made.chains if each.decided_on), default=None)
        if budget and given.with_money and decided and decided > budget.adoption_by:
            yield Warning_(WarningKind.MONEY_AFTER_BUDGET, decided, round=made.key)


def _warn_of_information(problem: Problem, planned: Sequence[RoundPlan]) -> Iterator[Warning_]:
    for each in planned:
        if each.chains and each.information < problem.today:
            yield Warning_(WarningKind.INFORMATION_LATE, each.information, round=each.key)


def _warn_of_calendars(planned: Sequence[RoundPlan]) -> Iterator[Warning_]:
    kinds = {Reach.NO_CALENDAR: WarningKind.NO_CALENDAR, Reach.NOTHING_ENTERED: WarningKind.NOTHING_ENTERED}
    missing = ((kinds[chain.reach], chain.code) for each in planned for chain in each.chains if chain.reach in kinds)
    for kind, code in dict.fromkeys(missing):
        yield Warning_(kind, None, code)


def _warn_of_elections(problem: Problem, planned: Sequence[RoundPlan]) -> Iterator[Warning_]:
    """Meetings in November or December of an election year, and those that a new council's beginning passes over."""
    for given, each in zip(problem.rounds, planned, strict=True):
        for chain, calendar in zip(each.chains, problem.calendars_in(given), strict=True):
            latest = each.decided_by
            for step in reversed(chain.steps):
                if step.meeting.year in problem.settings.election_years and step.meeting.month >= NOVEMBER:
                    yield Warning_(WarningKind.ELECTION_AUTUMN, step.meeting, chain.code, each.key)
                passed_over = calendar.last_meeting(step.body, latest)
                if passed_over != step.meeting:
                    yield Warning_(WarningKind.CONSTITUTION, passed_over, chain.code, each.key)
                latest = step.due - DAY
