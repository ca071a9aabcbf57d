"""Parties that are not municipalities: regions, state, companies, associations. Only where the type allows it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, ExternalParticipation
from collaborations.services.activity import record_activity
from common.exceptions import DomainError, StaleVersion
from common.formats import long_date
from municipalities.models import ExternalParty

PARTICIPANTS = ActivityEntry.Kind.PARTICIPANTS


@transaction.atomic
def add_external_party(
    collaboration: Collaboration,
    *,
    kind: ExternalParty.Kind,
    name: str,
    cvr: str = "",
    contribution: str = "",
    date: dt.date | None = None,
    actor: User | None,
) -> ExternalParticipation:
    """Let a party that is not a municipality take part from a day (today if none is given).

    A party of that name is used again wherever it is known. Raises DomainError where the organisation type is for
    municipalities only, where the party takes part already or is known as something else, and for a day in the future.
    """
    locked = Collaboration.objects.select_for_update(of=("self",)).select_related("organisation_type")
    organisation_type = locked.get(pk=collaboration.pk).organisation_type
    if organisation_type and organisation_type.municipalities_only:
        raise DomainError(
            _("I et %(type)s kan kun kommuner deltage. Vælg en anden organisationsform først.")
            % {"type": organisation_type.name}
        )
    date = date or timezone.localdate()
    _check_not_future(date)
    party = _party(kind=kind, name=name.strip(), cvr=cvr, actor=actor)
    if collaboration.external_participations.filter(party=party).exclude(valid_to__lt=date).exists():
        raise DomainError(_("%(party)s deltager allerede.") % {"party": party})
    participation = ExternalParticipation.objects.create(
        collaboration=collaboration, party=party, contribution=contribution.strip(), valid_from=date
    )
    text = _("%(party)s deltager fra %(date)s.") % {"party": party, "date": long_date(date)}
    record_activity(collaboration, kind=PARTICIPANTS, text=text, actor=actor)
    return participation


@transaction.atomic
def describe_external_party(
    participation: ExternalParticipation, *, contribution: str, version: int, actor: User | None
) -> ExternalParticipation:
    """Write what the party contributes. Raises StaleVersion when somebody saved since `version` was read."""
    Collaboration.objects.select_for_update().get(pk=participation.collaboration_id)
    current = ExternalParticipation.objects.select_for_update().get(pk=participation.pk)
    if current.version != version:
        raise StaleVersion(current)
    if current.contribution == contribution.strip():
        return current
    before, current.contribution = current.contribution, contribution.strip()
    current.version += 1
    current.save(update_fields=["contribution", "version"])
    text = _("%(party)s: rettede rolle og bidrag.") % {"party": current.party}
    if before:  # what was written before stays in the history, whole
        text += " " + _("Før: %(before)s") % {"before": before}
    record_activity(current.collaboration, kind=PARTICIPANTS, text=text, actor=actor)
    return current


@transaction.atomic
def end_external_party(
    participation: ExternalParticipation, *, actor: User | None, on: dt.date | None = None, reason: str = ""
) -> ExternalParticipation:
    """The party's last day in the collaboration (today if none is given), in the past or today.

    Raises DomainError for a day before the first one, and when somebody has ended it already.
    """
    Collaboration.objects.select_for_update().get(pk=participation.collaboration_id)
    participation.refresh_from_db(fields=["valid_from", "valid_to"])
    if participation.valid_to:
        raise DomainError(_("%(party)s deltager ikke længere.") % {"party": participation.party})
    last_day = on or timezone.localdate()
    _check_not_future(last_day)
    if last_day < participation.valid_from:
        raise DomainError(
            _("%(party)s deltager fra %(date)s. Slutdatoen kan ikke ligge før.")
            % {"party": participation.party, "date": long_date(participation.valid_from)}
        )
    participation.valid_to = last_day
    participation.save(update_fields=["valid_to"])
    values = {"party": participation.party, "date": long_date(last_day), "reason": reason.strip()}
    text = _("%(party)s deltager ikke længere. Sidste dag var %(date)s.") % values
    if reason.strip():
        text += _(" Begrundelse: %(reason)s") % values
    record_activity(participation.collaboration, kind=PARTICIPANTS, text=text, actor=actor)
    return participation


def present_parties(collaboration: Collaboration) -> list[ExternalParticipation]:
    """Those that take part and go on doing so."""
    return [each for each in collaboration.external_participations.select_related("party") if each.is_present]


def parties_known_to(user: User) -> QuerySet[ExternalParty]:
    """Those of collaborations that the user sees, and those that an administrator has entered for later use."""
    theirs = Q(participations__collaboration__in=Collaboration.objects.visible_to(user).values("pk"))
    return ExternalParty.objects.filter(theirs | Q(participations__isnull=True)).distinct()


def _party(*, kind: str, name: str, cvr: str, actor: User | None) -> ExternalParty:
    """The party of that name, made when it is new. What is typed about a known one must agree with what is known.

    What others have written about it is told to those only who see it with them.
    """
    # In Python, as SQLite compares only the letters a to z without case; there are few parties.
    known = next((party for party in ExternalParty.objects.all() if party.name.lower() == name.lower()), None)
    if known is None:
        return ExternalParty.objects.get_or_create(name=name, defaults={"kind": kind, "cvr": cvr})[0]
    if known.kind != kind or (cvr and known.cvr and known.cvr != cvr):
        if actor and not parties_known_to(actor).filter(pk=known.pk).exists():
            raise DomainError(
                _("Type eller CVR-nummer passer ikke til navnet. Ret det, du skrev, eller brug et andet navn.")
            )
        values = {"party": known, "kind": known.get_kind_display().lower(), "cvr": known.cvr or _("ikke oplyst")}
        raise DomainError(
            _("%(party)s er kendt som %(kind)s med CVR-nummer %(cvr)s. Ret det, du skrev, eller brug et andet navn.")
            % values
        )
    if cvr and not known.cvr:
        known.cvr = cvr
        known.save(update_fields=["cvr"])
    return known


def _check_not_future(day: dt.date) -> None:
    if day > timezone.localdate():
        raise DomainError(_("Datoen må ikke ligge i fremtiden. Registrér ændringen, når den er sket."))
