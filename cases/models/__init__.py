"""The tables of the catalogue."""

from cases.models.catalogue import (
    CONFIRMED_FOR_YEARS,
    Case,
    CaseGain,
    CaseLesson,
    CaseQuerySet,
    CaseReference,
    Topic,
    may_edit_cases,
    oldest_confirmation,
)
from cases.models.history import CaseEvent, Revision

__all__ = [
    "CONFIRMED_FOR_YEARS",
    "Case",
    "CaseEvent",
    "CaseGain",
    "CaseLesson",
    "CaseQuerySet",
    "CaseReference",
    "Revision",
    "Topic",
    "may_edit_cases",
    "oldest_confirmation",
]
