"""Somebody takes over another's role in a collaboration. The other's own role is ended by `people`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import note_staying
from collaborations.access import forget_access
from collaborations.models import ActivityEntry, Collaboration, Member, Participation, Representative
from collaborations.services.activity import record_activity
from common.exceptions import DomainError
from common.formats import long_date
from common.models import Dated

STRONGEST_FIRST = (Member.Role.COORDINATOR, Member.Role.CONTRIBUTOR, Member.Role.READER)
ONE_DAY = dt.timedelta(days=1)

Role = Member | Representative
R = TypeVar("R", Member, Representative)
Span = tuple[dt.date, dt.date | None]  # first and last day; without a last day it has no end


@transaction.atomic
def take_over_membership(member: Member, *, receiver: User, first_day: dt.date, actor: User) -> list[Member]:
    """The same role for `receiver` from `first_day`, for as long as it was given.

    What the receiver has of this role, or of a stronger one, is left alone: a row is given for each time that it does
    not cover, so none when it covers all. A weaker role gives way meanwhile. Raises DomainError for a role that ends
    before the receiver begins.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=member.collaboration_id)
    span = _span(member, first_day)
    held = list(collaboration.members.filter(user=receiver))
    kept = [each for each in held if _rank(each.role) <= _rank(member.role)]
    weaker = [each for each in held if each not in kept]
    return _give(collaboration, member, _not_covered(span, kept), weaker, receiver=receiver, actor=actor)


@transaction.atomic
def take_over_representation(
    representative: Representative, *, receiver: User, first_day: dt.date, actor: User
) -> list[Representative]:
    """As `take_over_membership`, for a municipality in this collaboration alone.

    Raises DomainError also for a municipality that does not take part (any more), as inviting for it does.
    """
    collaboration = Collaboration.objects.select_for_update().get(participations=representative.participation_id)
    participation = Participation.objects.select_related("municipality").get(pk=representative.participation_id)
    if not participation.is_active:
        raise DomainError(_("%(name)s deltager ikke i samarbejdet.") % {"name": participation.municipality})
    span = _span(representative, first_day)
    enough = (Representative.Role.CONTACT, representative.role)
    held = list(participation.representatives.filter(user=receiver))
    everywhere = receiver.municipality_roles.filter(municipality=participation.municipality_id)
    kept = [each for each in [*held, *everywhere] if each.role in enough]
    weaker = [each for each in held if each not in kept]
    return _give(collaboration, representative, _not_covered(span, kept), weaker, receiver=receiver, actor=actor)


def _rank(role: str) -> int:
    return STRONGEST_FIRST.index(role)


def _span(left: Role, first_day: dt.date) -> Span:
    first_day = max(first_day, left.valid_from)
    if left.valid_to and left.valid_to < first_day:
        raise DomainError(_("Rollen slutter, før modtageren begynder. Vælg “Afslut” eller “Behold”."))
    return first_day, left.valid_to


def _not_covered(span: Span, kept: Iterable[Dated]) -> list[Span]:
    """The times of the span in which none of these roles holds, by date."""
    day, last = span
    gaps: list[Span] = []
    for each in sorted(kept, key=lambda role: role.valid_from):
        if last and each.valid_from > last:
            break
        if each.valid_from > day:
            gaps.append((day, each.valid_from - ONE_DAY))
        if each.valid_to is None:
            return gaps
        day = max(day, each.valid_to + ONE_DAY)
    return gaps if last and day > last else [*gaps, (day, last)]


def _give(
    collaboration: Collaboration, left: R, spans: list[Span], weaker: list[R], *, receiver: User, actor: User
) -> list[R]:
    given = []
    for first, last in spans:
        weaker = [rest for each in weaker for rest in _give_way(each, first, last)]
        note_staying(receiver, until=last)
        given.append(_row_like(left, user=receiver, first=first, last=last, given_by=actor))
        _record(collaboration, left, receiver, first, actor)
    return given


def _give_way(held: R, first: dt.date, last: dt.date | None) -> list[R]:
    """One role at a time: what is left of a weaker one before and after. The history tells what was given."""
    begins, ends = held.valid_from, held.valid_to
    if (ends and ends < first) or (last and begins > last):
        return [held]
    rest = []
    if begins < first:
        held.valid_to = first - ONE_DAY
        held.save(update_fields=["valid_to"])
        rest.append(held)
    else:
        held.delete()
    if last and (ends is None or ends > last):
        rest.append(_row_like(held, user=held.user, first=last + ONE_DAY, last=ends, given_by=held.given_by))
    return rest


def _row_like(row: R, *, user: User, first: dt.date, last: dt.date | None, given_by: User | None) -> R:
    place = "participation_id" if isinstance(row, Representative) else "collaboration_id"
    values = {place: getattr(row, place), "role": row.role, "valid_from": first, "valid_to": last}
    return type(row).objects.create(user=user, given_by=given_by, **values)


def _record(collaboration: Collaboration, left: Role, receiver: User, first_day: dt.date, actor: User) -> None:
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
