"""A running collaboration tells the catalogue what it did: a draft for the editors, made from its snapshot."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.document import CaseDocument
from cases.models import Case
from cases.services import create_draft
from cases.vocabulary import State
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.exceptions import DomainError
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


def proposed(collaboration: Collaboration) -> CaseDocument:
    """What the editors would get today. Nothing is saved."""
    return draft_from_snapshot(frozen(collaboration.pk))


@transaction.atomic
def tell_as_case(collaboration: Collaboration, *, actor: User) -> Case:
    """Send the draft to the editors. Raises DomainError where it can not be told, or has been told before."""
    document = proposed(collaboration)
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if why_not := why_it_can_not_be_told(collaboration):
        raise DomainError(why_not)
    note = _("Udkast fra samarbejdet “%(name)s”") % {"name": collaboration.name}
    case = create_draft(document, actor=actor, note=note[:300], origin=collaboration)
    record_activity(
        collaboration,
        kind=ActivityEntry.Kind.REPORT,
        text=_("Sendte samarbejdet til casekataloget som udkast."),
        actor=actor,
    )
    return case
