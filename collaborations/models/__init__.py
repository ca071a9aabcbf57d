from collaborations.models.collaboration import Collaboration, CollaborationQuerySet
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
from collaborations.models.records import (
    ActivityEntry,
    Driver,
    Expectation,
    FirstTask,
    StatusDraft,
    StatusUpdate,
)

__all__ = [
    "ACTIVE_STATES",
    "ActivityEntry",
    "Collaboration",
    "CollaborationQuerySet",
    "Document",
    "DocumentVersion",
    "Driver",
    "Expectation",
    "ExternalParticipation",
    "FirstTask",
    "Member",
    "Participation",
    "ParticipationChange",
    "ParticipationState",
    "Representative",
    "StatusDraft",
    "StatusUpdate",
]
