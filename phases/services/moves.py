"""How a collaboration begins, moves between the phases, and takes over a newer process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import create_collaboration, record_activity, update_facts
from common.dates import check_likely
from common.exceptions import DomainError
from common.formats import join_words, long_date
from municipalities.models import Municipality
from phases.facts import Facts
from phases.models import (
    FIRST_PHASE,
    LAST_PHASE,
    ChecklistItem,
    ChecklistTemplateItem,
    CollaborationProcess,
    PhaseTransition,
    ProcessVersion,
)
from phases.requirements import Requirement, evaluate, facts_of

PHASE = ActivityEntry.Kind.PHASE


@transaction.atomic
def start_collaboration(
    *,
    name: str,
    purpose: str,
    initiator: Municipality,
    actor: User,
    origin: Collaboration.Origin = Collaboration.Origin.OWN,
    at: dt.datetime | None = None,
) -> Collaboration:
    """Create a collaboration in phase 1 that follows the newest process. Raises DomainError before one is loaded.

    `at` is when it began, for what is registered afterwards.
    """
    collaboration = create_collaboration(
        name=name, purpose=purpose, initiator=initiator, actor=actor, origin=origin, at=at
    )
    _follow_newest_process(collaboration)
    day = timezone.localdate(at)
    PhaseTransition.objects.create(
        collaboration=collaboration,
        kind=PhaseTransition.Kind.STARTED,
        to_phase=FIRST_PHASE,
        date=day,
        made_by=actor,
        recorded_at=at or timezone.now(),
    )
    _stand_in(collaboration, FIRST_PHASE, since=day)
    return collaboration


@transaction.atomic
def register_existing(
    *,
    name: str,
    purpose: str,
    initiator: Municipality | None,
    phase: int,
    as_of: dt.date,
    source: str,
    actor: User | None,
    origin: Collaboration.Origin = Collaboration.Origin.OWN,
    initiator_since: dt.date | None = None,
    initiator_reason: str = "",
    initiator_source: str = "",
    slug: str = "",
    facts: Mapping[str, Any] | None = None,
    first_task: Mapping[str, Any] | None = None,
) -> Collaboration:
    """Write down a collaboration that runs already: it stood in `phase` on the day `as_of`, as `source` says.

    The transition says that it was registered; nothing is claimed about the phases before. `initiator` is None
    where the source does not say who began, and `initiator_since` when the initiating municipality came to take part,
    where that is known, with reason and source. `slug` is the address when it should not be made from the name, and
    `facts` and `first_task` go to `update_facts`. Raises DomainError for a day in the future, a missing source, a phase
    that is not one of the five, and for one in operation without a first task.
    """
    _check_date(as_of)
    if not source.strip():
        raise DomainError(_("Skriv, hvor oplysningen kommer fra."))
    if not FIRST_PHASE <= phase <= LAST_PHASE:
        raise DomainError(_("Vælg en af de fem faser."))
    collaboration = create_collaboration(
        name=name,
        slug=slug,
        purpose=purpose,
        initiator=initiator,
        actor=actor,
        origin=origin,
        initiator_since=initiator_since,
        initiator_reason=initiator_reason,
        initiator_source=initiator_source,
    )
    _follow_newest_process(collaboration)
    PhaseTransition.objects.create(
        collaboration=collaboration,
        kind=PhaseTransition.Kind.REGISTERED,
        to_phase=phase,
        date=as_of,
        source=source.strip(),
        made_by=actor,
    )
    _stand_in(collaboration, phase, since=as_of)
    text = _("Registreret i fase %(phase)d pr. %(date)s. Kilde: %(source)s") % {
        "phase": phase,
        "date": long_date(as_of),
        "source": source.strip(),
    }
    record_activity(collaboration, kind=PHASE, text=text, actor=actor)
    if facts or first_task:
        said = {"changes": facts or {}, "first_task": first_task, "version": collaboration.version}
        return update_facts(collaboration, **said, actor=actor)
    return collaboration


@transaction.atomic
def advance(
    collaboration: Collaboration,
    *,
    actor: User,
    date: dt.date | None = None,
    at: dt.datetime | None = None,
    from_phase: int | None = None,
) -> Collaboration:
    """Go to the next phase as of `date` (today if none is given), when every requirement is met or waived.

    `at` is when it was said, for what is registered afterwards; without a `date` that is its day too. The requirements
    are judged again here, with the row locked, by those who took part and what was decided on that day, and stored as
    they stand; what the law demands must hold for those who take part today too. Raises DomainError that names what is
    missing, and for a day before one on which something was decided that the requirements rest on; nobody can pass
    over it. `from_phase` is the phase that the user saw: where somebody has moved the collaboration
    since, or the button was pressed twice, only that is said.
    """
    collaboration = _lock(collaboration)
    _check_stands_in(collaboration, from_phase)
    if collaboration.phase >= LAST_PHASE:
        raise DomainError(_("Samarbejdet er i den sidste fase."))
    date = date or timezone.localdate(at)
    _check_date(date)
    _check_after_last_move(collaboration, date)
    facts, next_phase = facts_of(collaboration), collaboration.phase + 1
    now = evaluate(facts, before_phase=next_phase)
    _check_after_what_it_rests_on(facts, now, date)
    requirements = evaluate(facts.as_of(date), before_phase=next_phase)
    _check_nothing_stops([*requirements, *(each for each in now if not each.waivable)])
    _move(
        collaboration,
        collaboration.phase + 1,
        kind=PhaseTransition.Kind.FORWARD,
        date=date,
        requirements=[each.as_dict() for each in requirements],
        made_by=actor,
        recorded_at=at or timezone.now(),
    )
    text = _("Gik videre til fase %(phase)d.") % {"phase": collaboration.phase}
    waived = [each.title for each in requirements if each.waived]
    if waived:
        text += " " + _("Uden at opfylde: %(titles)s.") % {"titles": join_words(waived)}
    record_activity(collaboration, kind=PHASE, text=text, actor=actor, at=at)
    return collaboration


@transaction.atomic
def go_back(
    collaboration: Collaboration, *, to_phase: int, reason: str, actor: User, from_phase: int | None = None
) -> Collaboration:
    """Go back to an earlier phase, today. Raises DomainError without a reason, or for a phase that is not earlier.

    `from_phase` is the phase that the user saw, as in `advance`.
    """
    collaboration = _lock(collaboration)
    _check_stands_in(collaboration, from_phase)
    if not FIRST_PHASE <= to_phase < collaboration.phase:
        raise DomainError(_("Vælg en fase, der ligger før den nuværende."))
    if not reason.strip():
        raise DomainError(_("Skriv, hvorfor samarbejdet går tilbage."))
    _move(
        collaboration,
        to_phase,
        kind=PhaseTransition.Kind.BACK,
        date=timezone.localdate(),
        reason=reason.strip(),
        made_by=actor,
    )
    text = _("Gik tilbage til fase %(phase)d. Begrundelse: %(reason)s") % {"phase": to_phase, "reason": reason.strip()}
    record_activity(collaboration, kind=PHASE, text=text, actor=actor)
    return collaboration


@transaction.atomic
def take_over_newest_process(collaboration: Collaboration, *, actor: User) -> Collaboration:
    """Follow the newest version of the process. Answers stay, and those whose item goes on follow it by its key.

    Raises DomainError when there is nothing newer.
    """
    collaboration = _lock(collaboration)
    newest = _newest_version()
    following = CollaborationProcess.objects.filter(collaboration=collaboration).select_related("version").first()
    if following and following.version_id == newest.pk:
        raise DomainError(_("Samarbejdet følger allerede den nyeste proces."))
    CollaborationProcess.objects.update_or_create(collaboration=collaboration, defaults={"version": newest})
    items = {item.key: item for item in ChecklistTemplateItem.objects.filter(phase__version=newest)}
    for answer in ChecklistItem.objects.filter(collaboration=collaboration).select_related("template"):
        if answer.template.key in items:
            answer.template = items[answer.template.key]
            answer.save(update_fields=["template"])
    text = _("Tog proces %(number)d i brug. Svarene på tjeklisten er bevaret.") % {"number": newest.number}
    record_activity(collaboration, kind=PHASE, text=text, actor=actor)
    return collaboration


def _lock(collaboration: Collaboration) -> Collaboration:
    """The row as it is now; whoever moves the same collaboration waits here."""
    return (
        Collaboration.objects.select_for_update(of=("self",))
        .select_related("organisation_type")
        .get(pk=collaboration.pk)
    )


def _check_stands_in(collaboration: Collaboration, phase: int | None) -> None:
    if phase not in (None, collaboration.phase):
        raise DomainError(_("Samarbejdet er allerede flyttet til fase %(phase)d.") % {"phase": collaboration.phase})


def _newest_version() -> ProcessVersion:
    newest = ProcessVersion.objects.order_by("-number").first()
    if newest is None:
        raise DomainError(_("Processen er ikke indlæst endnu. Kontakt en administrator."))
    return newest


def _follow_newest_process(collaboration: Collaboration) -> None:
    CollaborationProcess.objects.create(collaboration=collaboration, version=_newest_version())


def _move(collaboration: Collaboration, to_phase: int, *, date: dt.date, **transition) -> None:
    PhaseTransition.objects.create(
        collaboration=collaboration, from_phase=collaboration.phase, to_phase=to_phase, date=date, **transition
    )
    _stand_in(collaboration, to_phase, since=date)


def _stand_in(collaboration: Collaboration, phase: int, *, since: dt.date) -> None:
    collaboration.phase = phase
    collaboration.phase_since = since
    collaboration.save(update_fields=["phase", "phase_since"])


def _check_date(date: dt.date) -> None:
    check_likely(date)
    if date > timezone.localdate():
        raise DomainError(_("Datoen ligger i fremtiden. Ret datoen, eller vent, til dagen er kommet."))


def _check_after_last_move(collaboration: Collaboration, date: dt.date) -> None:
    last = collaboration.transitions.order_by("-pk").values_list("date", flat=True).first()
    if last and date < last:
        raise DomainError(
            _("Samarbejdet kom i den nuværende fase %(date)s. Vælg en dato fra den dag.") % {"date": long_date(last)}
        )


def _check_nothing_stops(requirements: list[Requirement]) -> None:
    stops = dict.fromkeys(each.title for each in requirements if each.stops)
    if stops:
        raise DomainError(_("Disse krav er ikke opfyldt: %(titles)s.") % {"titles": join_words(stops)})


def _check_after_what_it_rests_on(facts: Facts, requirements: list[Requirement], date: dt.date) -> None:
    """What must be decided before the move can not have been decided after it."""
    met = [each for each in requirements if each.met and each.blocking]
    dates = [recorded.date for each in met for recorded in facts.decided(each.fact_labels).values()]
    dates += [each.rests_on for each in met if each.rests_on]
    newest = max(dates, default=date)
    if newest > date:
        raise DomainError(
            _("Det sidste krav blev opfyldt %(date)s. Vælg en dato fra den dag.") % {"date": long_date(newest)}
        )
