from collaborations.views.facts import facts, status
from collaborations.views.history import history
from collaborations.views.participants import add_participant, contribution, participants, participation
from collaborations.views.parties import add_party, end_party, party
from collaborations.views.people import end_membership, end_municipality_role, end_representation, invite, people

__all__ = [
    "add_participant",
    "add_party",
    "contribution",
    "end_membership",
    "end_municipality_role",
    "end_party",
    "end_representation",
    "facts",
    "history",
    "invite",
    "participants",
    "participation",
    "party",
    "people",
    "status",
]
