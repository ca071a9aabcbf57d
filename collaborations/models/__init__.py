from collaborations.models.collaboration import STATUS_STALE_AFTER_DAYS, Collaboration, CollaborationQuerySet
from collaborations.models.documents import Document, DocumentVersion
from collaborations.models.participation import (
    ACTIVE_STATES,
    ExternalParticipation,
    Member,
    Participation,
    ParticipationChange,
    ParticipationState,
    Representative,
)
from collaborations.models.records import ActivityEntry, Driver, Expectation, StatusUpdate

__all__ = [
    "ACTIVE_STATES",
    "STATUS_STALE_AFTER_DAYS",
    "ActivityEntry",
    "Collaboration",
    "CollaborationQuerySet",
    "Document",
    "DocumentVersion",
    "Driver",
    "Expectation",
    "ExternalParticipation",
    "Member",
    "Participation",
    "ParticipationChange",
    "ParticipationState",
    "Representative",
    "StatusUpdate",
]
