from collaborations.models.collaboration import (
    ACTIVE_STATES,
    STATUS_STALE_AFTER_DAYS,
    Collaboration,
    CollaborationQuerySet,
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
