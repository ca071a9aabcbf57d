"""A running collaboration tells the catalogue what it did: a draft for the editors, made from its snapshot."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.document import CaseDocument, write_document
from cases.models import Case
from cases.quality import Remark, contacts
from cases.services import create_draft
from cases.vocabulary import State
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.exceptions import DomainError, StaleVersion
from common.formats import long_date
from phases.models import LAST_PHASE
from reports.case_draft import draft_from_snapshot
from reports.documents import frozen


def told_before(collaboration: Collaboration) -> Case | None:
    """The case that this collaboration has been told as, unless it was withdrawn."""
    return collaboration.told_as.exclude(state=State.WITHDRAWN).first()


def why_it_can_not_be_told(collaboration: Collaboration) -> str:
    """Empty when it can: it is established, it is somebody's own, and it has not been told before."""
    if collaboration.phase < LAST_PHASE:
        return _("Samarbejdet kan blive en case, når det er etableret og i fase 5.")
    if collaboration.origin == Collaboration.Origin.SOURCE:
        return _("Samarbejdet er registreret fra en kilde. Kilden står allerede i kataloget.")
    if case := told_before(collaboration):
        return _("Samarbejdet blev sendt til kataloget %(date)s.") % {"date": long_date(case.created_at)}
    return ""


@dataclass(frozen=True)
class Proposal:
    """What the editors would get, and what in it points at a person and must go first, or should be looked at."""

    document: CaseDocument
    remarks: tuple[Remark, ...]

    @property
    def fingerprint(self) -> str:
        """Tells whether what is sent is what was read."""
        written = json.dumps(write_document(self.document), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()

    @property
    def may_be_sent(self) -> bool:
        return not any(remark.is_must for remark in self.remarks)


def proposed(collaboration: Collaboration) -> Proposal:
    """What the editors would get today. Nothing is saved."""
    document = draft_from_snapshot(frozen(collaboration.pk))
    return Proposal(document, tuple(contacts(document)))


@transaction.atomic
def tell_as_case(collaboration: Collaboration, *, read: str, actor: User) -> Case:
    """Send the draft to the editors. `read` is the fingerprint of what the sender has read.

    Raises DomainError where it can not be told, has been told before or points at a person, and StaleVersion with the
    proposal as it is now where it is another than was read.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if why_not := why_it_can_not_be_told(collaboration):
        raise DomainError(why_not)
    proposal = proposed(collaboration)
    if proposal.fingerprint != read:
        raise StaleVersion(proposal)
    if not proposal.may_be_sent:
        raise DomainError(_("Udkastet er ikke sendt. Fjern først det, der peger på en person."))
    note = _("Udkast fra samarbejdet “%(name)s”") % {"name": collaboration.name}
    case = create_draft(proposal.document, actor=actor, note=note[:300], origin=collaboration)
    record_activity(
        collaboration,
        kind=ActivityEntry.Kind.REPORT,
        text=_("Sendte samarbejdet til casekataloget som udkast."),
        actor=actor,
    )
    return case
