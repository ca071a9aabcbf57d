"""The tables of the catalogue."""

from cases.models.catalogue import (
    Case,
    CaseGain,
    CaseLesson,
    CaseQuerySet,
    CaseReference,
    Topic,
    may_edit_cases,
)
from cases.models.conditions import CONFIRMED_FOR_YEARS, IN_DRAFT, IN_REVIEW, is_old, oldest_confirmation
from cases.models.history import CaseEvent, Revision
from cases.models.topics import TopicDraft, TopicEvent

__all__ = [
    "CONFIRMED_FOR_YEARS",
    "IN_DRAFT",
    "IN_REVIEW",
    "Case",
    "CaseEvent",
    "CaseGain",
    "CaseLesson",
    "CaseQuerySet",
    "CaseReference",
    "Revision",
    "Topic",
    "TopicDraft",
    "TopicEvent",
    "is_old",
    "may_edit_cases",
    "oldest_confirmation",
]
