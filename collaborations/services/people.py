"""Who works on a collaboration, who reads it, and how they get in and out."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import MunicipalityRole, User
from accounts.services import end_role, give_municipality_role, invite_user, note_staying
from collaborations.access import access_for, forget_access
from collaborations.models import ActivityEntry, Collaboration, Member, Participation, Representative
from collaborations.services.activity import record_activity
from common.exceptions import DomainError
from common.formats import long_date
from municipalities.models import Municipality

PEOPLE = ActivityEntry.Kind.PEOPLE


@transaction.atomic
def add_member(
    collaboration: Collaboration,
    *,
    user: User,
    role: Member.Role,
    valid_to: dt.date | None = None,
    actor: User | None,
) -> Member:
    """Give somebody a role in the collaboration from today, to and with `valid_to` if that is given.

    A person has one role at a time: another one replaces it, and the same role gets the new end date. Raises
    DomainError for an end date before today, and when the last koordinator would be lost.
    """
    today = timezone.localdate()
    _refuse_end_before_today(valid_to)
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    for held in collaboration.members.filter(user=user).exclude(valid_to__lt=today):
        if held.role != role:
            _keep_a_coordinator(held, from_day=today)
        elif valid_to:
            _keep_a_coordinator(held, from_day=valid_to + dt.timedelta(days=1))
        _end(held, today - dt.timedelta(days=1))
    member = Member.objects.create(collaboration=collaboration, user=user, role=role, valid_to=valid_to, given_by=actor)
    note_staying(user, until=valid_to)
    values = {"person": user.shown_name, "role": member.get_role_display().lower(), "date": long_date(valid_to)}
    text = _("%(person)s fik rollen %(role)s.")
    if valid_to:
        text = _("%(person)s fik rollen %(role)s til og med %(date)s.")
    record_activity(collaboration, kind=PEOPLE, text=text % values, actor=actor)
    forget_access(collaboration)
    return member


@transaction.atomic
def end_membership(member: Member, *, actor: User | None, on: dt.date | None = None) -> Member:
    """Somebody leaves. `on` is the last day with access; without it the access ends at once.

    A membership that began today and ends at once leaves no row: history tells that it was given and taken back.
    Raises DomainError for the last koordinator.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=member.collaboration_id)
    last_day = _last_day(member, on)
    _keep_a_coordinator(member, from_day=last_day + dt.timedelta(days=1))
    _end(member, last_day)
    values = {"person": member.user.shown_name, "role": member.get_role_display().lower(), "date": long_date(on)}
    text = _("%(person)s har ikke længere rollen %(role)s.")
    if on:
        text = _("%(person)s har rollen %(role)s til og med %(date)s.")
    record_activity(collaboration, kind=PEOPLE, text=text % values, actor=actor)
    forget_access(member.collaboration)
    return member


@transaction.atomic
def invite_member(
    collaboration: Collaboration,
    *,
    email: str,
    name: str = "",
    role: Member.Role,
    valid_to: dt.date | None = None,
    actor: User,
) -> Member:
    """Let somebody into the collaboration by e-mail. Raises PermissionDenied for a role the actor may not give."""
    if not access_for(actor, collaboration).may_invite_to(role):
        raise PermissionDenied(_("Du kan ikke give den rolle."))
    reason = _("Du er inviteret til samarbejdet %(name)s som %(role)s.") % {
        "name": collaboration.name,
        "role": Member.Role(role).label.lower(),
    }
    user = invite_user(email=email, name=name, invited_by=actor, reason=reason, path=collaboration.get_absolute_url())
    return add_member(collaboration, user=user, role=role, valid_to=valid_to, actor=actor)


@transaction.atomic
def invite_for_municipality(
    collaboration: Collaboration,
    *,
    municipality: Municipality,
    email: str,
    name: str = "",
    role: MunicipalityRole.Role,
    valid_to: dt.date | None = None,
    actor: User,
) -> MunicipalityRole | Representative:
    """Let somebody in for a municipality that takes part: in all its collaborations, or in this one alone.

    Which of the two is said by `Access.gives_everywhere`: nobody gives a right that they do not have. Who has the role
    in all collaborations already keeps it, and gets the mail only. Raises PermissionDenied for a role the actor may not
    give, DomainError for a municipality that does not take part.
    """
    access = access_for(actor, collaboration)
    if not access.may_invite_to(role, municipality.pk):
        raise PermissionDenied(_("Du kan ikke give den rolle."))
    participation = collaboration.participations.filter(municipality=municipality).first()
    if participation is None or not participation.is_active:
        raise DomainError(_("%(name)s deltager ikke i samarbejdet.") % {"name": municipality})
    values = {
        "name": collaboration.name,
        "role": MunicipalityRole.Role(role).label.lower(),
        "municipality": municipality.full_name,
    }
    reason = _("Du er inviteret til samarbejdet %(name)s som %(role)s for %(municipality)s.") % values
    user = invite_user(email=email, name=name, invited_by=actor, reason=reason, path=collaboration.get_absolute_url())
    if access.gives_everywhere(municipality.pk):
        given = give_municipality_role(user=user, municipality=municipality, role=role, valid_to=valid_to, actor=actor)
        text = _("%(person)s fik rollen %(role)s for %(municipality)s.")
    elif given := _role_everywhere(user, municipality, role, valid_to):
        text = _("%(person)s er inviteret som %(role)s for %(municipality)s.")
    else:
        given = _represent(participation, user=user, role=role, valid_to=valid_to, actor=actor)
        text = _("%(person)s fik rollen %(role)s for %(municipality)s, kun i dette samarbejde.")
    record_activity(
        collaboration,
        kind=PEOPLE,
        text=text % {**values, "person": user.shown_name},
        actor=actor,
        on_behalf_of=municipality,
    )
    forget_access(collaboration)
    return given


@transaction.atomic
def end_representation(
    collaboration: Collaboration, *, representative: Representative, actor: User, on: dt.date | None = None
) -> Representative:
    """Take back a role for a municipality in this collaboration alone. `on` as for `end_membership`."""
    ours = representative.participation.collaboration_id == collaboration.pk
    if not ours or not access_for(actor, collaboration).may_end_representation(representative):
        raise PermissionDenied(_("Du kan ikke afslutte den rolle. Spørg koordinatoren."))
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _end(representative, _last_day(representative, on))
    municipality = representative.municipality
    values = {
        "person": representative.user.shown_name,
        "role": representative.get_role_display().lower(),
        "municipality": municipality,
        "date": long_date(on),
    }
    text = _("%(person)s har ikke længere rollen %(role)s for %(municipality)s i dette samarbejde.")
    if on:
        text = _("%(person)s har rollen %(role)s for %(municipality)s i dette samarbejde til og med %(date)s.")
    record_activity(collaboration, kind=PEOPLE, text=text % values, actor=actor, on_behalf_of=municipality)
    forget_access(collaboration)
    return representative


@transaction.atomic
def end_municipality_role(
    collaboration: Collaboration, *, role: MunicipalityRole, actor: User, on: dt.date | None = None
) -> MunicipalityRole:
    """Take back a role for one of the collaboration's municipalities, in all collaborations of that municipality.

    `on` as for `end_membership`.
    """
    if not access_for(actor, collaboration).may_end_municipality_role(role):
        raise PermissionDenied(_("Du kan ikke afslutte den rolle. Spørg en administrator."))
    _last_day(role, on)
    values = {
        "person": role.user.shown_name,
        "role": role.get_role_display().lower(),
        "municipality": role.municipality,
        "date": long_date(on),
    }
    end_role(role, actor=actor, on=on)
    text = _("%(person)s har ikke længere rollen %(role)s for %(municipality)s.")
    if on:
        text = _("%(person)s har rollen %(role)s for %(municipality)s til og med %(date)s.")
    record_activity(collaboration, kind=PEOPLE, text=text % values, actor=actor, on_behalf_of=role.municipality)
    forget_access(collaboration)
    return role


def _role_everywhere(
    user: User, municipality: Municipality, role: str, valid_to: dt.date | None
) -> MunicipalityRole | None:
    """The role that the person has in all collaborations of the municipality, if it lasts as long as is asked."""
    long_enough = Q(valid_to__isnull=True)
    if valid_to:
        long_enough |= Q(valid_to__gte=valid_to)
    held = user.municipality_roles.valid().filter(long_enough, municipality=municipality, role=role)
    return held.select_related("user", "municipality").first()


def _represent(
    participation: Participation, *, user: User, role: str, valid_to: dt.date | None, actor: User
) -> Representative:
    """A person represents a municipality in one role at a time: another one replaces it, if the actor may end that."""
    _refuse_end_before_today(valid_to)
    Collaboration.objects.select_for_update().get(pk=participation.collaboration_id)
    access = access_for(actor, participation.collaboration)
    for held in participation.representatives.filter(user=user).exclude(valid_to__lt=timezone.localdate()):
        if not access.may_end_representation(held):
            values = {
                "person": user,
                "role": held.get_role_display().lower(),
                "municipality": held.municipality,
            }
            raise DomainError(_("%(person)s er allerede %(role)s for %(municipality)s.") % values)
        _end(held, timezone.localdate() - dt.timedelta(days=1))
    note_staying(user, until=valid_to)
    return Representative.objects.create(
        participation=participation, user=user, role=role, valid_to=valid_to, given_by=actor
    )


def _refuse_end_before_today(valid_to: dt.date | None) -> None:
    if valid_to and valid_to < timezone.localdate():
        raise DomainError(_("Slutdatoen er passeret. Vælg en dato fra i dag og frem."))


def _last_day(held: Member | Representative | MunicipalityRole, on: dt.date | None) -> dt.date:
    """The last day of what is being ended: yesterday, when it ends at once."""
    today = timezone.localdate()
    if held.valid_to and held.valid_to < today:
        raise DomainError(_("Adgangen er allerede ophørt."))
    if on and on < today:
        raise DomainError(_("Sidste dag kan ikke ligge før i dag."))
    if on and held.valid_to and on > held.valid_to:
        raise DomainError(_("Adgangen slutter allerede %(date)s.") % {"date": long_date(held.valid_to)})
    return on or today - dt.timedelta(days=1)


def _end(held: Member | Representative, last_day: dt.date) -> None:
    if last_day < held.valid_from:
        held.delete()
    else:
        held.valid_to = last_day
        held.save(update_fields=["valid_to"])


def _keep_a_coordinator(leaving: Member, *, from_day: dt.date) -> None:
    """Somebody must answer for the collaboration. Who has not yet accepted the invitation can not."""
    if leaving.role != Member.Role.COORDINATOR:
        return
    others = (
        Member.objects.valid(from_day)
        .filter(collaboration=leaving.collaboration_id, role=Member.Role.COORDINATOR, user__is_active=True)
        .exclude(user=leaving.user_id)
        .select_related("user")
    )
    if all(other.user.awaits_acceptance for other in others):
        raise DomainError(_("Samarbejdet skal have en koordinator, der kan logge ind. Invitér en anden først."))
