"""The amounts of a start at New Year: when they must be ready to be part of the year's budget."""

from __future__ import annotations

import datetime as dt

from decisions.planner.calendar import MunicipalCalendar
from decisions.planner.rounds import DAY, Problem
from decisions.planner.values import Budget
from decisions.vocabulary import Body


def is_new_year(day: dt.date) -> bool:
    """A budget's year is the calendar's year."""
    return (day.month, day.day) == (1, 1)


def find_budget(problem: Problem) -> Budget | None:
    """When the amounts must be ready, municipality by municipality; None for a start within the year.

    Economic committees propose by 15 September and councils adopt by 15 October, unless an order says otherwise.
    """
    if not is_new_year(problem.start):
        return None
    year = problem.start.year
    proposal_by, adoption_by = problem.settings.budget_dates(year)
    ready, late, unknown = [], [], []
    for calendar in problem.calendars:
        if Body.FINANCE not in calendar.chain:
            continue
        latest = _before_first_reading(problem, calendar, proposal_by, adoption_by)
        meeting = calendar.last_meeting(Body.FINANCE, latest)
        entered = calendar.is_entered(Body.FINANCE, latest)
        due = calendar.text_due(meeting, problem.settings.material_weekdays) if entered and meeting else None
        if due is not None:
            ready.append((due, calendar.code))
        if not calendar.meetings:
            unknown.append(calendar.code)
        elif (due or latest) < problem.today or (due is None and entered):
            late.append(calendar.code)
        elif due is None:
            unknown.append(calendar.code)
    amounts_ready, bottleneck = min(ready, default=(None, ""))
    reached = not late and proposal_by >= problem.today
    return Budget(year, proposal_by, adoption_by, amounts_ready, bottleneck, reached, tuple(late), tuple(unknown))


def _before_first_reading(
    problem: Problem, calendar: MunicipalCalendar, proposal_by: dt.date, adoption_by: dt.date
) -> dt.date:
    """The last day for the økonomiudvalg: by the proposal's date, and before the material of the first reading is due.

    The council reads the budget twice, so many days apart (§ 38), the second time at its last meeting by the adoption's
    date. Where the council's calendar does not say when, only the proposal's date binds.
    """
    if Body.COUNCIL not in calendar.chain or not calendar.is_entered(Body.COUNCIL, adoption_by):
        return proposal_by
    adoption = calendar.last_meeting(Body.COUNCIL, adoption_by)
    first_reading = adoption and calendar.last_meeting(Body.COUNCIL, adoption - problem.settings.readings_apart)
    if not first_reading or first_reading.year != adoption_by.year:
        return proposal_by
    return min(proposal_by, calendar.due(first_reading, problem.settings.material_weekdays) - DAY)
