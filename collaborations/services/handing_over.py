"""Somebody takes over another's role in a collaboration. The other's own role is ended by `people`."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.access import forget_access
from collaborations.models import ActivityEntry, Collaboration, Member, Participation, Representative
from collaborations.services.activity import record_activity
from common.formats import long_date

STRONGEST_FIRST = (Member.Role.COORDINATOR, Member.Role.CONTRIBUTOR, Member.Role.READER)


@transaction.atomic
def take_over_membership(member: Member, *, receiver: User, first_day: dt.date, actor: User) -> Member | None:
    """The same role for `receiver` from `first_day`, for as long as it was given.

    A weaker role of the receiver in the collaboration gives way. None when the receiver has the role, or a stronger
    one, for that long already.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=member.collaboration_id)
    first_day = max(first_day, member.valid_from)
    held = list(collaboration.members.filter(user=receiver).exclude(valid_to__lt=first_day))
    if any(_rank(each.role) <= _rank(member.role) and _lasts(each, first_day, member.valid_to) for each in held):
        return None
    for each in held:
        _end_before(each, first_day)
    given = Member.objects.create(
        collaboration=collaboration,
        user=receiver,
        role=member.role,
        valid_from=first_day,
        valid_to=member.valid_to,
        given_by=actor,
    )
    _record(collaboration, member, receiver, first_day, actor)
    return given


@transaction.atomic
def take_over_representation(
    representative: Representative, *, receiver: User, first_day: dt.date, actor: User
) -> Representative | None:
    """As `take_over_membership`, for a municipality in this collaboration alone."""
    participation = Participation.objects.select_related("collaboration").get(pk=representative.participation_id)
    collaboration = Collaboration.objects.select_for_update().get(pk=participation.collaboration_id)
    first_day = max(first_day, representative.valid_from)
    contact = Representative.Role.CONTACT
    held = list(participation.representatives.filter(user=receiver).exclude(valid_to__lt=first_day))
    everywhere = receiver.municipality_roles.filter(municipality=participation.municipality_id)
    for each in [*held, *everywhere]:
        if each.role in (contact, representative.role) and _lasts(each, first_day, representative.valid_to):
            return None
    for each in held:
        _end_before(each, first_day)
    given = Representative.objects.create(
        participation=participation,
        user=receiver,
        role=representative.role,
        valid_from=first_day,
        valid_to=representative.valid_to,
        given_by=actor,
    )
    _record(collaboration, representative, receiver, first_day, actor)
    return given


def _rank(role: str) -> int:
    return STRONGEST_FIRST.index(role)


def _lasts(held, first_day: dt.date, last_day: dt.date | None) -> bool:
    """In force on the first day, and for as long as is asked."""
    return held.is_valid(first_day) and (held.valid_to is None or (last_day is not None and held.valid_to >= last_day))


def _end_before(held: Member | Representative, day: dt.date) -> None:
    """One role at a time. A row that would end before it begins leaves no trace: the history tells what was given."""
    last_day = day - dt.timedelta(days=1)
    if last_day < held.valid_from:
        held.delete()
    else:
        held.valid_to = last_day
        held.save(update_fields=["valid_to"])


def _record(
    collaboration: Collaboration, left: Member | Representative, receiver: User, first_day: dt.date, actor: User
) -> None:
    role = left.get_role_display().lower()
    if isinstance(left, Representative):
        role = _("%(role)s for %(municipality)s") % {"role": role, "municipality": left.municipality}
    said = {
        "receiver": receiver.shown_name,
        "role": role,
        "person": left.user.shown_name,
        "date": long_date(first_day),
    }
    record_activity(
        collaboration,
        kind=ActivityEntry.Kind.PEOPLE,
        text=_("%(receiver)s overtager rollen %(role)s efter %(person)s fra %(date)s.") % said,
        actor=actor,
        on_behalf_of=left.municipality if isinstance(left, Representative) else None,
    )
    forget_access(collaboration)
