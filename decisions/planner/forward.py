"""Counting forwards from today: the first start that can still be reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from decisions.planner.calendar import MunicipalCalendar
from decisions.planner.rounds import DAY
from decisions.planner.settings import Round, Settings


def earliest_start(
    rounds: Sequence[Round], calendars: Sequence[MunicipalCalendar], settings: Settings, today: dt.date
) -> dt.date | None:
    """The first start that can still be reached if the text is ready today; None when the calendars do not reach it.

    Every body takes the first meeting that serves, since an earlier meeting never has a later deadline. The day after
    the last decision, or the authority's answer to it, is the first start.
    """
    if not rounds or not calendars:
        return None
    settled, is_first = today, True
    for each in rounds:
        asked = [one for one in calendars if one.code not in each.settled]
        if not asked:
            settled = max(settled, today + settings.authority_time(each))  # which has it already
            continue
        ready = today if is_first else settled + each.preparation_days * DAY
        is_first = False
        decided = [_first_decision(one, settings, ready) for one in asked]
        if None in decided:
            return None
        settled = max(settled, *decided) + settings.authority_time(each)
    return settled + DAY


def _first_decision(calendar: MunicipalCalendar, settings: Settings, ready: dt.date) -> dt.date | None:
    """The first day on which the last body can decide a text that is ready on that day."""
    met = None
    for body in calendar.chain:
        met = next(
            (
                meeting
                for meeting in calendar.meetings_from(body, ready if met is None else met)
                if _serves(calendar, settings, meeting, ready, met)
            ),
            None,
        )
        if met is None:
            return None
    return met


def _serves(
    calendar: MunicipalCalendar, settings: Settings, meeting: dt.date, ready: dt.date, met: dt.date | None
) -> bool:
    """Is the text there, or has the body before met, when the meeting's material is due?"""
    if settings.is_constitution(meeting):
        return False
    weekdays = settings.material_weekdays
    return calendar.text_due(meeting, weekdays) >= ready if met is None else calendar.due(meeting, weekdays) > met
