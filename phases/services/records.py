"""Going on without a requirement."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.exceptions import DomainError
from phases.facts import facts_of
from phases.models import Waiver
from phases.requirements import Requirement, evaluate

REQUIREMENT = ActivityEntry.Kind.REQUIREMENT


@transaction.atomic
def waive(
    collaboration: Collaboration, *, requirement: str, reason: str, actor: User, before_phase: int | None = None
) -> Waiver:
    """Go on without a requirement before the next phase. Shown to all with name and reason.

    `requirement` is its key, `before_phase` the phase that the user saw it before. Raises DomainError without a reason,
    for a requirement that is met, stops nothing or is not asked for, and for one that the law makes: that can not be
    waived by anyone.
    """
    found = _next_requirement(collaboration, requirement, before_phase)
    if not found.waivable:
        raise DomainError(_("Kravet følger af loven og kan ikke fraviges af nogen."))
    if not found.blocking:
        raise DomainError(_("Kravet stopper ikke faseskiftet. I kan gå videre uden at fravige det."))
    if found.met:
        raise DomainError(_("Kravet er allerede opfyldt."))
    if found.waived:
        raise DomainError(_("Kravet er allerede fraveget."))
    if not reason.strip():
        raise DomainError(_("Skriv, hvorfor I går videre uden dette krav."))
    text = _("Fraveg kravet “%(title)s”. Begrundelse: %(reason)s")
    return _write_waiver(collaboration, found, text, reason=reason, actor=actor)


@transaction.atomic
def withdraw_waiver(
    collaboration: Collaboration, *, requirement: str, reason: str, actor: User, before_phase: int | None = None
) -> Waiver:
    """The requirement counts again. Raises DomainError when it was not waived, or without a reason."""
    found = _next_requirement(collaboration, requirement, before_phase)
    if not found.waived:
        raise DomainError(_("Kravet er ikke fraveget."))
    if not reason.strip():
        raise DomainError(_("Skriv, hvorfor kravet skal gælde igen."))
    text = _("Lod kravet “%(title)s” gælde igen. Begrundelse: %(reason)s")
    return _write_waiver(collaboration, found, text, reason=reason, actor=actor, withdrawn=True)


def _write_waiver(
    collaboration: Collaboration, found: Requirement, text: str, *, reason: str, actor: User, withdrawn: bool = False
) -> Waiver:
    waiver = Waiver.objects.create(
        collaboration=collaboration,
        before_phase=found.before_phase,
        requirement=found.key,
        reason=reason.strip(),
        withdrawn=withdrawn,
        given_by=actor,
    )
    said = text % {"title": found.title, "reason": waiver.reason}
    record_activity(collaboration, kind=REQUIREMENT, text=said, actor=actor)
    return waiver


def _next_requirement(collaboration: Collaboration, key: str, before_phase: int | None) -> Requirement:
    """The requirement before the next phase, with the row locked. Several phases may ask for the same key."""
    locked = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if before_phase in (None, locked.phase + 1):
        for requirement in evaluate(facts_of(locked), before_phase=locked.phase + 1):
            if requirement.key == key:
                return requirement
    raise DomainError(_("Kravet gælder ikke før den næste fase."))
