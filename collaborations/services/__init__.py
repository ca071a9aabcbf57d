"""What may be done with a collaboration: every write that touches several rows or leaves a trace.

All take `actor`, run in one transaction, write an `ActivityEntry` in plain Danish and return the object. A broken rule
raises `common.exceptions.DomainError` with the sentence for the user; a form read before somebody else saved raises
`common.exceptions.StaleVersion`.
"""

from collaborations.services.activity import record_activity, record_administrator_look, todays_looks
from collaborations.services.attachments import attach_document, detach_document
from collaborations.services.creation import create_collaboration
from collaborations.services.documents import add_document, add_version, hide_document
from collaborations.services.facts import set_drivers, update_facts, write_expectations
from collaborations.services.first_task import name_first_task, newest_first_task
from collaborations.services.handing_over import take_over_membership, take_over_representation
from collaborations.services.participation import add_participants, describe_contribution, set_participation
from collaborations.services.parties import add_external_party, describe_external_party, end_external_party
from collaborations.services.people import (
    add_member,
    end_membership,
    end_municipality_role,
    end_representation,
    invite_for_municipality,
    invite_member,
)
from collaborations.services.status import (
    discard_status_draft,
    save_status_draft,
    set_status,
    set_status_rhythm,
)

__all__ = [
    "add_document",
    "add_external_party",
    "add_member",
    "add_participants",
    "add_version",
    "attach_document",
    "create_collaboration",
    "describe_contribution",
    "describe_external_party",
    "detach_document",
    "discard_status_draft",
    "end_external_party",
    "end_membership",
    "end_municipality_role",
    "end_representation",
    "hide_document",
    "invite_for_municipality",
    "invite_member",
    "name_first_task",
    "newest_first_task",
    "record_activity",
    "record_administrator_look",
    "save_status_draft",
    "set_drivers",
    "set_participation",
    "set_status",
    "set_status_rhythm",
    "take_over_membership",
    "take_over_representation",
    "todays_looks",
    "update_facts",
    "write_expectations",
]
