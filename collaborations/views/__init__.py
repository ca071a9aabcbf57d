from collaborations.views.documents import (
    document,
    documents,
    download_document,
    hide_document,
    new_version,
    upload,
)
from collaborations.views.facts import facts
from collaborations.views.history import history
from collaborations.views.participants import add_participant, contribution, participants, participation
from collaborations.views.parties import add_party, end_party, party
from collaborations.views.people import end_membership, end_municipality_role, end_representation, invite, people
from collaborations.views.status import discard_status_draft, save_status_draft, status, status_rhythm

__all__ = [
    "add_participant",
    "add_party",
    "contribution",
    "discard_status_draft",
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
    "save_status_draft",
    "status",
    "status_rhythm",
    "upload",
]
