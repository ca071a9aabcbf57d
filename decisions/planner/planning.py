"""The plan: from the start backwards through the rounds, and in each round through every municipality's bodies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from decisions.planner.calendar import MunicipalCalendar
from decisions.planner.settings import Round, Settings
from decisions.planner.values import Binding, Budget, Chain, Plan, Reach, RoundPlan, Step, Warning_, WarningKind
from decisions.vocabulary import Body

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
BINDING = 3
HORIZON = 3 * 366
Shift = tuple[str, str, str] | None  # round, municipality and body whose meetings lie a week later


@dataclass(frozen=True)
class _Problem:
    """What is planned. `shift` answers what would be won if one body met a week later."""

    start: dt.date
    rounds: tuple[Round, ...]
    calendars: tuple[MunicipalCalendar, ...]
    settings: Settings
    today: dt.date
    shift: Shift = None


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
    problem = _Problem(start, tuple(rounds), tuple(calendars), settings, today)
    planned = _rounds(problem)
    budget = _budget(problem, planned)
    return Plan(
        start=start,
        rounds=planned,
        binding=_binding(problem, planned),
        budget=budget,
        warnings=tuple(_warnings(problem, planned, budget)),
    )


def earliest_start(
    rounds: Sequence[Round], calendars: Sequence[MunicipalCalendar], settings: Settings, today: dt.date
) -> dt.date | None:
    """The first start that can still be reached; None when no start within three years can, by these calendars.

    A later start is never harder to reach than an earlier one while the calendars go on, so it is found by halving.
    """

    def reachable(days: int) -> bool:
        problem = _Problem(today + days * DAY, tuple(rounds), tuple(calendars), settings, today)
        return all(chain.reach == Reach.OK for each in _rounds(problem) for chain in each.chains)

    last = next((days for days in range(7, HORIZON, 7) if reachable(days)), None)
    if last is None:
        return None
    return next(today + days * DAY for days in range(max(last - 6, 0), last + 1) if reachable(days))


def _rounds(problem: _Problem) -> tuple[RoundPlan, ...]:
    """The rounds from the last to the first: each must be decided before the next one's text is written."""
    planned: list[RoundPlan] = []
    bound = problem.start - DAY
    for place in range(len(problem.rounds) - 1, -1, -1):
        each = problem.rounds[place]
        if each.authority_after:
            bound -= problem.settings.authority_weeks * WEEK
        made = _round(problem, each, bound)
        planned.append(made)
        bound = made.ready - each.preparation_days * DAY
    return tuple(reversed(planned))


def _round(problem: _Problem, given: Round, decided_by: dt.date) -> RoundPlan:
    chains = tuple(_chain(problem, given, calendar, decided_by) for calendar in problem.calendars)
    known = [each for each in chains if each.ready is not None]
    # Without any calendar the text is needed when it must be decided, which says at least that.
    first = min(known, key=lambda each: (each.ready, each.code), default=None)
    ready = first.ready if first else decided_by
    return RoundPlan(
        key=given.key,
        name=given.name,
        decided_by=decided_by,
        ready=ready,
        information=ready - problem.settings.information_weeks * WEEK,
        bottleneck=first.code if first else "",
        chains=chains,
    )


def _chain(problem: _Problem, given: Round, calendar: MunicipalCalendar, latest: dt.date) -> Chain:
    """The last meetings that serve, from the deciding body back to the first."""
    steps: list[Step] = []
    for body in reversed(calendar.chain):
        shift = WEEK if problem.shift == (given.key, calendar.code, body) else dt.timedelta(0)
        meeting = _meeting(problem.settings, calendar, body, latest, shift)
        if not calendar.is_entered(body, latest):
            return Chain(calendar.code, tuple(reversed(steps)), None, Reach.NO_CALENDAR, body)
        if meeting is None:
            reach = Reach.TOO_LATE if latest < problem.today else Reach.NO_MEETING
            return Chain(calendar.code, tuple(reversed(steps)), None, reach, body)
        due = calendar.due(meeting, problem.settings.material_weekdays)
        steps.append(Step(body, meeting, due))
        latest = due - DAY  # the next body's material waits for what this one recommends
    ready = calendar.due(steps[-1].due, calendar.lead_weekdays)
    late = ready < problem.today
    return Chain(calendar.code, tuple(reversed(steps)), ready, Reach.TOO_LATE if late else Reach.OK)


def _meeting(
    settings: Settings, calendar: MunicipalCalendar, body: str, latest: dt.date, shift: dt.timedelta
) -> dt.date | None:
    """The body's last meeting by that day at which something can be decided."""
    found = calendar.last_meeting(body, latest, shift=shift)
    while found is not None and settings.is_constitution(found):
        found = calendar.last_meeting(body, found - DAY, shift=shift)
    return found


## What holds it back


def _binding(problem: _Problem, planned: tuple[RoundPlan, ...]) -> tuple[Binding, ...]:
    """The three steps with which most is won: each is made a week shorter, and everything is planned anew."""
    before = planned[0].ready
    found = []
    for kind, round_, code, easier in _easier(problem, planned):
        won = (_rounds(easier)[0].ready - before).days
        if won > 0:
            found.append(Binding(kind, round_, code, won))
    return tuple(sorted(found, key=lambda each: -each.days)[:BINDING])


def _easier(problem: _Problem, planned: tuple[RoundPlan, ...]) -> Iterator[tuple[str, str, str, _Problem]]:
    """The same problem with one step a week shorter: only steps that can hold the plan back are tried."""
    for place, (given, made) in enumerate(zip(problem.rounds, planned, strict=True)):
        if place and given.preparation_days:
            shorter = replace(given, preparation_days=max(0, given.preparation_days - 7))
            yield "preparation", given.key, "", replace(problem, rounds=_with(problem.rounds, place, shorter))
        if made.bottleneck:
            yield from _easier_for(problem, given, made.bottleneck)
    if any(each.authority_after for each in problem.rounds) and problem.settings.authority_weeks:
        quicker = replace(problem.settings, authority_weeks=problem.settings.authority_weeks - 1)
        key = next(each.key for each in problem.rounds if each.authority_after)
        yield "authority", key, "", replace(problem, settings=quicker)


def _easier_for(problem: _Problem, given: Round, code: str) -> Iterator[tuple[str, str, str, _Problem]]:
    place = next(n for n, each in enumerate(problem.calendars) if each.code == code)
    calendar = problem.calendars[place]
    for body in calendar.chain:
        yield body, given.key, code, replace(problem, shift=(given.key, code, body))
    if calendar.lead_weekdays:
        quicker = replace(calendar, lead_weekdays=max(0, calendar.lead_weekdays - 5), _due={})
        yield "lead", given.key, code, replace(problem, calendars=_with(problem.calendars, place, quicker))


def _with(items: tuple, place: int, item) -> tuple:
    return (*items[:place], item, *items[place + 1 :])


## Money and warnings


def _budget(problem: _Problem, planned: tuple[RoundPlan, ...]) -> Budget | None:
    """For a start at New Year: when the amounts must reach each økonomiudvalg, before the first reading.

    The council's first reading lies at least three weeks before the adoption, and the økonomiudvalg's proposal comes
    before it.
    """
    if (problem.start.month, problem.start.day) != (1, 1):
        return None
    proposal_by, adoption_by = problem.settings.budget_dates(problem.start.year)
    ready = []
    for calendar in problem.calendars:
        if Body.FINANCE not in calendar.chain:
            continue
        meeting = calendar.last_meeting(
            Body.FINANCE, _before_first_reading(problem, calendar, proposal_by, adoption_by)
        )
        if meeting is not None:
            due = calendar.due(calendar.due(meeting, problem.settings.material_weekdays), calendar.lead_weekdays)
            ready.append((due, calendar.code))
    first = min(ready, default=(None, ""))
    reached = first[0] is not None and first[0] >= problem.today
    return Budget(problem.start.year, proposal_by, adoption_by, first[0], first[1], reached)


def _before_first_reading(
    problem: _Problem, calendar: MunicipalCalendar, proposal_by: dt.date, adoption_by: dt.date
) -> dt.date:
    """The last day for the økonomiudvalg: by the proposal's date, and before the council reads it the first time."""
    adoption = calendar.last_meeting(Body.COUNCIL, adoption_by) or adoption_by
    first_reading = calendar.last_meeting(Body.COUNCIL, adoption - problem.settings.readings_apart)
    return min(proposal_by, first_reading - DAY) if first_reading else proposal_by


def _warnings(problem: _Problem, planned: tuple[RoundPlan, ...], budget: Budget | None) -> Iterator[Warning_]:
    if (problem.start.month, problem.start.day) != (1, 1):
        yield Warning_(WarningKind.NOT_NEW_YEAR, problem.start)
    if budget is None or not budget.reached:
        yield Warning_(WarningKind.SUPPLEMENTARY, budget.proposal_by if budget else None)
    seen = set()
    for each in planned:
        for chain in each.chains:
            if chain.reach == Reach.NO_CALENDAR and chain.code not in seen:
                seen.add(chain.code)
                yield Warning_(WarningKind.NO_CALENDAR, None, chain.code)
            for step in chain.steps:
                if step.meeting.year in problem.settings.election_years and step.meeting.month >= 11:
                    yield Warning_(WarningKind.ELECTION_AUTUMN, step.meeting, chain.code)
