"""Facts that requirements ask for, and going on without a requirement."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ACTIVE_STATES, ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.dates import check_likely
from common.exceptions import DomainError
from common.formats import long_date
from municipalities.models import Municipality
from phases.facts import Facts, facts_of
from phases.models import RecordedFact, Waiver
from phases.requirements import Requirement, evaluate
from phases.services.behalf import on_behalf

REQUIREMENT = ActivityEntry.Kind.REQUIREMENT
FACT_CHECKS = {"fact": False, "fact-per-municipality": True}  # check name -> is it recorded for each municipality?


@transaction.atomic
def record_fact(
    collaboration: Collaboration,
    *,
    key: str,
    municipality: Municipality | None = None,
    date: dt.date | None,
    note: str = "",
    source: str = "",
    actor: User | None,
    at: dt.datetime | None = None,
) -> RecordedFact:
    """Write down that something was decided on `date`; a later record corrects it, one without a date takes it back.

    `at` is when it was written down, for what is registered afterwards. Raises DomainError for a date in the future or
    before the rule of law behind it, a fact that no requirement of this collaboration asks for, a municipality that
    does not take part, and a missing note where one is needed (to take back, and where the process says so).
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    facts = facts_of(collaboration)
    asked = _requirement_asking_for(key, facts)
    _check_record(asked, facts, municipality=municipality, date=date, note=note)
    alternatives = RecordedFact.objects.filter(collaboration=collaboration, key__in=asked.fact_labels)
    newest = alternatives.filter(municipality=municipality).last()
    if newest and (newest.key, newest.date, newest.note, newest.source) == (key, date, note.strip(), source.strip()):
        return newest  # the button was pressed twice
    fact = RecordedFact.objects.create(
        collaboration=collaboration,
        key=key,
        municipality=municipality,
        date=date,
        note=note.strip(),
        source=source.strip(),
        recorded_by=actor,
        recorded_at=at or timezone.now(),
    )
    record_activity(
        collaboration,
        kind=REQUIREMENT,
        text=_record_text(fact, asked),
        actor=actor,
        on_behalf_of=on_behalf(actor, collaboration, municipality),
        at=at,
    )
    return fact


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


def _requirement_asking_for(key: str, facts: Facts) -> Requirement:
    for requirement in evaluate(facts):
        if key in requirement.fact_labels:
            return requirement
    raise DomainError(_("Samarbejdet har ikke brug for denne registrering."))


def _check_record(
    asked: Requirement,
    facts: Facts,
    *,
    municipality: Municipality | None,
    date: dt.date | None,
    note: str,
) -> None:
    template = asked.template
    check_likely(date)
    if date and date > timezone.localdate():
        raise DomainError(_("Datoen er i fremtiden. Registrér beslutningen, når den er truffet, eller ret datoen."))
    if FACT_CHECKS[template.check_name] != (municipality is not None):
        raise DomainError(_("Vælg den kommune, registreringen gælder."))
    if municipality is not None and not _takes_part(municipality, facts):
        raise DomainError(_("%(municipality)s deltager ikke i samarbejdet.") % {"municipality": municipality})
    held = facts.decided(asked.fact_labels).get(municipality.pk if municipality else None)
    if date is None and held is None:
        raise DomainError(_("Der er ingen registrering at trække tilbage."))
    if date is None and not note.strip():
        raise DomainError(_("Skriv, hvorfor registreringen trækkes tilbage."))
    if date and template.legal_rule and facts.law.rule(template.legal_rule, date) is None:
        raise DomainError(_("Reglen bag kravet gjaldt ikke %(date)s. Ret datoen.") % {"date": long_date(date)})
    if date and template.parameters.get("note_required") and not note.strip():
        raise DomainError(_("Skriv en bemærkning, der forklarer registreringen."))


def _takes_part(municipality: Municipality, facts: Facts) -> bool:
    """Now, or at some time: what a municipality decided while it took part may be written down afterwards."""
    return any(
        each.municipality_id == municipality.pk
        and (each.state in ACTIVE_STATES or any(state == "participant" for _date, state in each.steps))
        for each in facts.partners
    )


def _record_text(fact: RecordedFact, asked: Requirement) -> str:
    values = {
        "who": f"{fact.municipality}: " if fact.municipality else "",
        "label": asked.fact_labels[fact.key],
        "note": fact.note,
    }
    if fact.date is None:
        return _("%(who)sTrak “%(label)s” tilbage. Begrundelse: %(note)s") % values
    return _("%(who)s%(label)s, %(date)s.") % {**values, "date": long_date(fact.date)}
