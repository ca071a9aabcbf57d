"""Municipalities join and drop out: dated states, each with who said so and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.access import forget_access
from collaborations.models import (
    ActivityEntry,
    Collaboration,
    Participation,
    ParticipationChange,
    ParticipationState,
)
from collaborations.services.activity import record_activity
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from common.formats import join_words, long_date
from municipalities.models import Municipality

NEEDS_REASON = (ParticipationState.DECLINED, ParticipationState.WITHDRAWN)


@transaction.atomic
def set_participation(
    collaboration: Collaboration,
    *,
    municipality: Municipality,
    state: ParticipationState,
    date: dt.date,
    reason: str = "",
    source: str = "",
    actor: User | None,
    on_behalf_of: Municipality | None = None,
    at: dt.datetime | None = None,
) -> Participation:
    """Record that a municipality's part in the collaboration changed on a day; the first record adds it.

    Every call adds a row of history. A change dated before a newer one corrects what was known and leaves today's
    state as it is; of two on the same day both are kept, and the day ends in the later record. `at` is when it
    was said, for what is registered afterwards. Raises DomainError for a date in the future, a missing reason, and a
    step that says nothing new, can not follow what went before, or makes what came after impossible.
    """
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    participation = collaboration.participations.filter(municipality=municipality).first()
    before = participation.state_on(date) if participation else None
    _check_step(municipality, before=before, state=state, date=date, reason=reason)
    _check_next_step(municipality, participation, state=state, date=date)
    if participation is None:
        participation = Participation.objects.create(
            collaboration=collaboration, municipality=municipality, state=state, since=date
        )
    ParticipationChange.objects.create(
        participation=participation,
        state=state,
        date=date,
        reason=reason.strip(),
        source=source,
        recorded_by=actor,
        recorded_at=at or timezone.now(),
    )
    participation.follow_history()
    participation.save(update_fields=["state", "since"])
    record_activity(
        collaboration,
        kind=ActivityEntry.Kind.PARTICIPANTS,
        text=_step_text(municipality, before=before, state=state, date=date, reason=reason.strip()),
        actor=actor,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    _follow_up(collaboration, participation, actor=actor, at=at)
    forget_access(collaboration)
    return participation


@transaction.atomic
def describe_contribution(
    participation: Participation,
    *,
    text: str,
    version: int,
    actor: User,
    on_behalf_of: Municipality | None = None,
    at: dt.datetime | None = None,
) -> Participation:
    """Write what a municipality can and will contribute. Raises StaleVersion when somebody saved in the meantime."""
    Collaboration.objects.select_for_update().get(pk=participation.collaboration_id)
    current = Participation.objects.select_for_update().get(pk=participation.pk)
    if current.version != version:
        raise StaleVersion(current)
    if current.contribution == text.strip():
        return current
    before, current.contribution = current.contribution, text.strip()
    current.version += 1
    current.save(update_fields=["contribution", "version"])
    record_activity(
        current.collaboration,
        kind=ActivityEntry.Kind.PARTICIPANTS,
        text=_contribution_text(current.municipality, before),
        actor=actor,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    return current


@transaction.atomic
def add_participants(
    collaboration: Collaboration,
    *,
    municipalities: Iterable[Municipality],
    state: ParticipationState,
    date: dt.date,
    reason: str = "",
    source: str = "",
    actor: User,
) -> list[Participation]:
    """Add several municipalities that begin alike: all or none. Raises DomainError for one that is there already."""
    municipalities = list(municipalities)
    there = collaboration.participations.filter(municipality__in=municipalities).select_related("municipality")
    if names := [str(each.municipality) for each in there]:
        raise DomainError(_("%(names)s er der allerede.") % {"names": join_words(names)})
    step = {"state": state, "date": date, "reason": reason, "source": source, "actor": actor}
    return [set_participation(collaboration, municipality=each, **step) for each in municipalities]


def _contribution_text(municipality: Municipality, before: str) -> str:
    """What was written before stays in the history, whole."""
    text = _("%(municipality)s: rettede rolle og bidrag.") % {"municipality": municipality}
    return f"{text} {_('Før: %(before)s') % {'before': before}}" if before else text


def _check_step(
    municipality: Municipality, *, before: str | None, state: ParticipationState, date: dt.date, reason: str
) -> None:
    names = {"municipality": municipality, "date": long_date(date)}
    check_likely(date)
    if date > timezone.localdate():
        raise DomainError(_("Datoen må ikke ligge i fremtiden. Registrér ændringen, når den er sket."))
    if state in NEEDS_REASON and not reason.strip():
        raise DomainError(_("Skriv en begrundelse, når en kommune siger nej eller træder ud."))
    if before == state:
        label = ParticipationState(state).label.lower()
        raise DomainError(_("%(municipality)s stod allerede som %(state)s den dag.") % {**names, "state": label})
    if state == ParticipationState.WITHDRAWN and before != ParticipationState.PARTICIPANT:
        raise DomainError(_("%(municipality)s deltog ikke den %(date)s. Vælg “Afslået”, eller ret datoen.") % names)
    if state == ParticipationState.DECLINED and before == ParticipationState.PARTICIPANT:
        raise DomainError(_("%(municipality)s deltog den %(date)s. Vælg “Udtrådt”, eller ret datoen.") % names)


def _check_next_step(
    municipality: Municipality, participation: Participation | None, *, state: ParticipationState, date: dt.date
) -> None:
    """What is put in between must also agree with the change that comes after it, which nobody looks at again."""
    later = [change for change in participation.timeline() if change.date > date] if participation else []
    if not later:
        return
    took_part = state == ParticipationState.PARTICIPANT
    withdrew = later[0].state == ParticipationState.WITHDRAWN and not took_part
    declined = later[0].state == ParticipationState.DECLINED and took_part
    if withdrew or declined:
        raise DomainError(
            _("%(municipality)s står som %(state)s fra %(date)s. Det passer ikke med det nye trin. Ret datoen.")
            % {
                "municipality": municipality,
                "state": later[0].get_state_display().lower(),
                "date": long_date(later[0].date),
            }
        )


def _step_text(
    municipality: Municipality, *, before: str | None, state: ParticipationState, date: dt.date, reason: str
) -> str:
    values = {
        "municipality": municipality,
        "before": ParticipationState(before).label.lower() if before else "",
        "state": ParticipationState(state).label.lower(),
        "date": long_date(date),
        "reason": reason,
    }
    if before:
        text = _("%(municipality)s: fra %(before)s til %(state)s pr. %(date)s.") % values
    else:
        text = _("%(municipality)s: %(state)s pr. %(date)s.") % values
    return text + (_(" Begrundelse: %(reason)s") % values if reason else "")


def _follow_up(
    collaboration: Collaboration, participation: Participation, *, actor: User | None, at: dt.datetime | None
) -> None:
    """Facts that the change has made untrue are taken back, and that is said."""
    collaboration.__dict__.pop("participant_count", None)
    if not participation.is_active and collaboration.host_id == participation.municipality_id:
        _clear(collaboration, host=None)
        text = _("%(municipality)s er ikke længere værtskommune.") % {"municipality": participation.municipality}
        record_activity(collaboration, kind=ActivityEntry.Kind.FACTS, text=text, actor=actor, at=at)
    declared = collaboration.declared_member_count
    if declared is not None and _named(collaboration) > declared:
        _clear(collaboration, declared_member_count=None, declared_member_note="")
        text = _("Fjernede det oplyste antal medlemmer (%(count)d): flere er nu kendt ved navn.") % {"count": declared}
        record_activity(collaboration, kind=ActivityEntry.Kind.FACTS, text=text, actor=actor, at=at)


def _clear(collaboration: Collaboration, **values) -> None:
    """Change facts outside their form: a form that is open somewhere meets a newer version."""
    for name, value in values.items():
        setattr(collaboration, name, value)
    collaboration.version += 1
    collaboration.save(update_fields=[*values, "version"])


def _named(collaboration: Collaboration) -> int:
    """Municipalities that take part. Other parties are not counted: sources differ in whether they are members."""
    return collaboration.participations.filter(state=ParticipationState.PARTICIPANT).count()
