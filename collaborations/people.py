"""Who sees and works on a collaboration, as a page shows it. Reads, never writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.urls import reverse

from accounts.models import Invitation, MunicipalityRole, User
from collaborations.access import Access
from collaborations.models import ACTIVE_STATES, Collaboration, Member, Representative
from municipalities.models import Municipality

if TYPE_CHECKING:
    from django.db.models import QuerySet

Role = Member | MunicipalityRole | Representative
MEMBER_ORDER = (Member.Role.COORDINATOR, Member.Role.CONTRIBUTOR, Member.Role.READER)


@dataclass(frozen=True)
class Held:
    """One role of a person, and where the reader of the page may end it; empty for who may not."""

    role: Role
    end_url: str

    @property
    def only_here(self) -> bool:
        return isinstance(self.role, Representative)


@dataclass(frozen=True)
class Seat:
    """One row of the page: a person with the roles held in the collaboration, or for one of its municipalities."""

    user: User
    municipality: Municipality | None
    held: list[Held]
    invitation: Invitation | None
    may_resend: bool
    may_hand_over: bool  # what this person has here may be given to others by the reader of the page


@dataclass(frozen=True)
class People:
    members: list[Seat]
    for_municipalities: list[Seat]
    without_contact: list[str]
    with_email: bool


def role_holders(collaboration: Collaboration) -> QuerySet[MunicipalityRole]:
    """Today's roles for the municipalities through which somebody sees the collaboration."""
    active = collaboration.active_participations().values("municipality")
    return (
        MunicipalityRole.objects.valid()
        .filter(municipality__in=active, user__is_active=True)
        .select_related("user", "municipality")
    )


def representatives(collaboration: Collaboration) -> QuerySet[Representative]:
    """Who answers or reads today for one of the municipalities in this collaboration alone."""
    return (
        Representative.objects.valid()
        .filter(
            participation__collaboration=collaboration,
            participation__state__in=ACTIVE_STATES,
            user__is_active=True,
        )
        .select_related("user", "participation__municipality")
    )


def people_of(collaboration: Collaboration, access: Access) -> People:
    """Five queries, however many people there are."""
    members = list(collaboration.members.valid().select_related("user"))
    roles = [*role_holders(collaboration), *representatives(collaboration)]
    prefetch_related_objects([each.user for each in (*members, *roles)], "invitations")
    reached = {role.municipality for role in roles if role.role == MunicipalityRole.Role.CONTACT}
    active = [each.municipality for each in collaboration.active_participations().select_related("municipality")]
    members.sort(key=lambda each: (MEMBER_ORDER.index(each.role), each.user.sort_name))
    roles.sort(key=lambda each: (each.municipality.sort_name, each.role, each.user.sort_name))
    return People(
        members=_seats(members, access, collaboration),
        for_municipalities=_seats(roles, access, collaboration),
        # Who works with the others writes to them; a reader needs no list of addresses.
        with_email=access.may_write or access.is_administrator or bool(access.contact_for),
        without_contact=[str(municipality) for municipality in active if municipality not in reached],
    )


def _seats(roles: Iterable[Role], access: Access, collaboration: Collaboration) -> list[Seat]:
    """The roles by person and municipality; a person stands where the first of the roles does."""
    together: dict[tuple, list[Role]] = {}
    for role in roles:
        together.setdefault((_municipality(role), role.user), []).append(role)
    return [_seat(user, municipality, held, access, collaboration) for (municipality, user), held in together.items()]


def _seat(
    user: User, municipality: Municipality | None, roles: list[Role], access: Access, collaboration: Collaboration
) -> Seat:
    invitations = list(user.invitations.all()) if user.awaits_acceptance else []
    invited_them = any(each.invited_by_id == access.user_id for each in invitations)
    return Seat(
        user=user,
        municipality=municipality,
        held=[Held(role, _end_url(role, access, collaboration.slug)) for role in roles],
        invitation=invitations[0] if invitations else None,
        may_resend=user.awaits_acceptance and (invited_them or access.is_administrator),
        may_hand_over=access.is_administrator
        or (access.is_coordinator and any(not isinstance(role, MunicipalityRole) for role in roles)),
    )


def _municipality(role: Role) -> Municipality | None:
    return None if isinstance(role, Member) else role.municipality


def _end_url(role: Role, access: Access, slug: str) -> str:
    match role:
        case Member():
            name, allowed = "end_membership", access.may_manage_people
        case Representative():
            name, allowed = "end_representation", access.may_end_representation(role)
        case _:
            name, allowed = "end_municipality_role", access.may_end_municipality_role(role)
    return reverse(f"collaborations:{name}", args=[slug, role.pk]) if allowed else ""
