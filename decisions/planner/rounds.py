"""Backwards through the rounds, and in each round through every municipality's bodies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from common.holidays import is_free, weekday_by
from decisions.planner.calendar import MunicipalCalendar
from decisions.planner.settings import WEEK, Round, Settings
from decisions.planner.values import Chain, Reach, RoundPlan, Step

DAY = dt.timedelta(days=1)
LEAD = "lead"
WEEKDAYS_OF_A_WEEK = 5
Place = tuple[str, str]  # a round and a municipality


@dataclass(frozen=True)
class Problem:
    """What is planned.

    Two fields ask what would be if: `eased` is a round, a municipality and what takes a week less there, its own lead
    time (`LEAD`) or a body that could also meet a week after each of its meetings; `only` are the places that count,
    whether or not their calendars go on, so that different plans are compared over the same municipalities.
    """

    start: dt.date
    rounds: tuple[Round, ...]
    calendars: tuple[MunicipalCalendar, ...]
    settings: Settings
    today: dt.date
    eased: tuple[str, str, str] | None = None
    only: frozenset[Place] | None = None

    def is_eased(self, given: Round, calendar: MunicipalCalendar, step: str) -> bool:
        return self.eased == (given.key, calendar.code, step)

    def calendars_in(self, given: Round) -> tuple[MunicipalCalendar, ...]:
        asked = tuple(each for each in self.calendars if each.code not in given.settled)
        if self.only is None:
            return asked
        return tuple(each for each in asked if (given.key, each.code) in self.only)


def plan_rounds(problem: Problem) -> tuple[RoundPlan, ...]:
    """The rounds from the last to the first: each must be decided before the next one's text is written."""
    planned: list[RoundPlan] = []
    bound = problem.start - DAY
    for each in reversed(problem.rounds):
        made = _plan_round(problem, each, bound)
        planned.append(made)
        # Where all have decided, the text is written.
        bound = made.ready - (each.preparation_days * DAY if made.chains else 0 * DAY)
    return tuple(reversed(planned))


def _plan_round(problem: Problem, given: Round, needed: dt.date) -> RoundPlan:
    """A round whose decisions, and the authority's answer to them, are needed by that day."""
    settings = problem.settings
    decided_by = needed - settings.authority_time(given)
    chains = tuple(_plan_chain(problem, given, each, decided_by) for each in problem.calendars_in(given))
    known = [each for each in chains if each.ready is not None]
    # Without any calendar the text is needed when it must be decided, which says at least that.
    first = min(known, key=lambda each: (each.ready, each.code), default=None)
    ready = first.ready if first else decided_by
    return RoundPlan(
        key=given.key,
        name=given.name,
        decided_by=decided_by,
        ready=ready,
        information=weekday_by(ready - settings.information_weeks * WEEK),
        bottleneck=first.code if first else "",
        chains=chains,
        answered_by=needed if given.authority_after else None,
        is_late=not chains and decided_by < problem.today,
    )


def _plan_chain(problem: Problem, given: Round, calendar: MunicipalCalendar, latest: dt.date) -> Chain:
    """The last meetings that serve, from the deciding body back to the first.

    A body must have met before the day on which the next one's material is due: on that day is too late.
    """
    steps: list[Step] = []
    for body in reversed(calendar.chain):
        may_be_later = problem.is_eased(given, calendar, body)
        meeting = find_meeting(problem.settings, calendar, body, latest, may_be_later=may_be_later)
        if meeting is None or (problem.only is None and not calendar.is_entered(body, latest)):
            reach = _why_none(problem, calendar, body, latest)
            return Chain(calendar.code, tuple(reversed(steps)), None, reach, body)
        due = calendar.due(meeting, problem.settings.material_weekdays)
        steps.append(Step(body, meeting, due))
        latest = due - DAY
    won = WEEKDAYS_OF_A_WEEK if problem.is_eased(given, calendar, LEAD) else 0
    ready = calendar.due(steps[-1].due, max(0, calendar.lead_weekdays - won))
    late = ready < problem.today
    return Chain(calendar.code, tuple(reversed(steps)), ready, Reach.TOO_LATE if late else Reach.OK)


def _why_none(problem: Problem, calendar: MunicipalCalendar, body: str, latest: dt.date) -> Reach:
    """A day that has passed is too late, whatever the calendar holds; of one that holds nothing nothing is said."""
    if not calendar.meetings:
        return Reach.NOTHING_ENTERED
    if latest < problem.today:
        return Reach.TOO_LATE
    return Reach.NO_MEETING if calendar.is_entered(body, latest) else Reach.NO_CALENDAR


def find_meeting(
    settings: Settings, calendar: MunicipalCalendar, body: str, latest: dt.date, *, may_be_later: bool = False
) -> dt.date | None:
    """The body's last meeting by that day at which something can be decided.

    `may_be_later`: any meeting could also be held a week later, unless that day is free or in a recess.
    """
    found = _last(calendar, body, latest, settings.is_constitution)
    if not may_be_later:
        return found

    def can_not_be_moved(day: dt.date) -> bool:
        moved = day + WEEK
        return is_free(moved) or calendar.is_recess(moved) or settings.is_constitution(moved)

    moved = _last(calendar, body, latest - WEEK, can_not_be_moved)
    return max((day for day in (found, moved and moved + WEEK) if day), default=None)


def _last(
    calendar: MunicipalCalendar, body: str, latest: dt.date, passed_over: Callable[[dt.date], bool]
) -> dt.date | None:
    found = calendar.last_meeting(body, latest)
    while found is not None and passed_over(found):
        found = calendar.last_meeting(body, found - DAY)
    return found
