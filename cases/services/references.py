"""What a collaboration builds on: cases that it refers to, with its own sentence about each."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, CaseReference
from cases.vocabulary import State
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.exceptions import DomainError, StaleVersion


@transaction.atomic
def use_case(
    case: Case,
    *,
    collaboration: Collaboration,
    note: str,
    version: int,
    actor: User | None,
    at: dt.datetime | None = None,
) -> CaseReference:
    """Refer to the case, or change what is said about it. `version` is 0 where there was no reference when one read.

    `at` is for what is registered afterwards. Raises StaleVersion with the reference as it is now when somebody else
    wrote one, or changed it, meanwhile, and DomainError when the case has left the catalogue meanwhile.
    """
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if not Case.objects.select_for_update().filter(pk=case.pk, state=State.PUBLISHED).exists():
        raise DomainError(_("Casen “%(case)s” er ikke længere i kataloget.") % {"case": case})
    reference = CaseReference.objects.filter(collaboration=collaboration, case=case).first()
    if (reference.version if reference else 0) != version:
        raise StaleVersion(reference)
    note = note.strip()
    if reference is None:
        added = {"added_by": actor, "added_at": at or timezone.now()}
        reference = CaseReference.objects.create(collaboration=collaboration, case=case, note=note, **added)
        text = _("Tilføjede casen “%(case)s”.") % {"case": case}
    elif reference.note == note:
        return reference
    else:
        reference.note, reference.version = note, reference.version + 1
        reference.save(update_fields=["note", "version"])
        text = _("Rettede, hvad samarbejdet tager med fra casen “%(case)s”.") % {"case": case}
    record_activity(collaboration, kind=ActivityEntry.Kind.FACTS, text=text, actor=actor, at=at)
    return reference


@transaction.atomic
def stop_using_case(reference: CaseReference, *, actor: User) -> None:
    """Take the reference away; history keeps what it said. Once it is gone, nothing happens."""
    collaboration = Collaboration.objects.select_for_update().get(pk=reference.collaboration_id)
    deleted, _rows = CaseReference.objects.filter(pk=reference.pk).delete()
    if not deleted:
        return
    text = _("Fjernede casen “%(case)s”.") % {"case": reference.case}
    if reference.note:
        text += " " + _("Samarbejdet havde skrevet: %(note)s") % {"note": reference.note}
    record_activity(collaboration, kind=ActivityEntry.Kind.FACTS, text=text, actor=actor)
