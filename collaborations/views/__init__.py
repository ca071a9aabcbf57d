from collaborations.views.documents import (
    document,
    documents,
    download_document,
    hide_document,
    new_version,
    upload,
)
from collaborations.views.facts import facts, status
from collaborations.views.history import history
from collaborations.views.participants import add_participant, contribution, participants, participation
from collaborations.views.parties import add_party, end_party, party
from collaborations.views.people import end_membership, end_municipality_role, end_representation, invite, people

__all__ = [
    "add_participant",
    "add_party",
    "contribution",
    "document",
    "documents",
    "download_document",
    "end_membership",
    "end_municipality_role",
    "end_party",
    "end_representation",
    "facts",
    "hide_document",
    "history",
    "invite",
    "new_version",
    "participants",
    "participation",
    "party",
    "people",
    "status",
    "upload",
]
