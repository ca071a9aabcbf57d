"""Counting backwards from a start to the day when the text must be ready. Pure: dates in, dates out, no database.

    plan(start, rounds, calendars, settings, today)

Conventions, which `Settings` and the calendars may change: material is due on the fourth weekday before a meeting; a
body must have met before the material of the next is due; free days, July and local recesses are no weekdays.
"""

from decisions.planner.calendar import Meeting, MunicipalCalendar
from decisions.planner.forward import earliest_start
from decisions.planner.planning import plan
from decisions.planner.settings import Round, Settings, default_settings
from decisions.planner.values import Binding, Budget, Chain, Plan, Reach, RoundPlan, Step, Warning_, WarningKind

__all__ = [
    "Binding",
    "Budget",
    "Chain",
    "Meeting",
    "MunicipalCalendar",
    "Plan",
    "Reach",
    "Round",
    "RoundPlan",
    "Settings",
    "Step",
    "WarningKind",
    "Warning_",
    "default_settings",
    "earliest_start",
    "plan",
]
