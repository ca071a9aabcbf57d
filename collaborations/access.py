"""What one user may in one collaboration: the rights table of the architecture (§ 3a) as one small object.

Views and templates ask here or through the permissions of `collaborations.rules`, which wrap it; nobody compares roles
elsewhere. `Collaboration.objects.visible_to(user)` decides which rows are found at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, FilteredRelation, Q, prefetch_related_objects

from accounts.models import MunicipalityRole, User
from collaborations.models import ACTIVE_STATES, Collaboration, Member, Participation, Representative
from common.models import Dated
from municipalities.models import Municipality

_CACHE = "_access_by_user"
CONTACT = MunicipalityRole.Role.CONTACT


@dataclass(frozen=True)
class Access:
    """Rights of one user in one collaboration, as of today. `contact_for` and its like hold ids of municipalities.

    Who represents a municipality in this collaboration alone stands in them as its own people do.
    `contact_everywhere_for` is the part of `contact_for` that holds in all collaborations of the municipality.
    """

    user_id: int | None = None
    is_coordinator: bool = False
    is_contributor: bool = False
    is_reader: bool = False
    is_administrator: bool = False
    contact_for: frozenset[int] = frozenset()
    contact_everywhere_for: frozenset[int] = frozenset()
    director_for: frozenset[int] = frozenset()
    reader_for: frozenset[int] = frozenset()
    contact_municipalities: tuple[Municipality, ...] = ()
    former_participations: tuple[Participation, ...] = ()

    ## Who sees

    @property
    def takes_part(self) -> bool:
        return self.is_member or bool(self.contact_for or self.director_for or self.reader_for)

    @property
    def is_member(self) -> bool:
        return self.is_coordinator or self.is_contributor or self.is_reader

    @property
    def may_see(self) -> bool:
        """The whole collaboration. Who only belongs to a municipality that has left sees less: `is_former`."""
        return self.takes_part or self.is_administrator

    @property
    def is_former(self) -> bool:
        """Belongs only to municipalities that declined or left: the name, own history, papers from their time."""
        return not self.may_see and bool(self.former_participations)

    def took_part_on(self, day: dt.date) -> bool:
        """For a former participant, who sees papers from its time: was one of its municipalities in it that day?"""
        return any(each.state_on(day) in ACTIVE_STATES for each in self.former_participations)

    @property
    def looks_from_outside(self) -> bool:
        """An administrator who does not take part: each look leaves a trace."""
        return self.is_administrator and not self.takes_part

    ## Who may what

    @property
    def may_change(self) -> bool:
        return self.is_coordinator

    @property
    def may_write(self) -> bool:
        """Texts and figures of the collaboration as such."""
        return self.is_coordinator or self.is_contributor

    @property
    def may_upload(self) -> bool:
        return self.may_write or bool(self.contact_for)

    @property
    def may_see_drafts(self) -> bool:
        """Texts before they are published."""
        return self.may_write or self.is_administrator

    def may_work_on_checklist(self, municipality_id: int | None = None) -> bool:
        """Answer an item: of the collaboration (None), or of one municipality."""
        return self.may_write or (municipality_id is not None and municipality_id in self.contact_for)

    def may_answer_for(self, municipality_id: int) -> bool:
        """Say whether a municipality takes part."""
        return self.is_coordinator or municipality_id in self.contact_for

    def may_describe(self, municipality_id: int) -> bool:
        """Write what a municipality contributes."""
        return self.may_write or municipality_id in self.contact_for

    @property
    def may_move_phase(self) -> bool:
        return self.is_coordinator

    @property
    def may_waive(self) -> bool:
        """Only the coordinator, who answers for it. An administrator never by that role."""
        return self.is_coordinator

    @property
    def may_order_reports(self) -> bool:
        return self.may_write or bool(self.contact_for or self.director_for)

    ## Who may let others in: nobody gives a right that they do not have

    @property
    def may_manage_people(self) -> bool:
        return self.is_coordinator or self.is_administrator

    @property
    def may_invite(self) -> bool:
        """Anybody at all."""
        return self.may_manage_people or bool(self.contact_for)

    def may_invite_to(self, role: Member.Role | MunicipalityRole.Role, municipality_id: int | None = None) -> bool:
        """May this user give that role: in the collaboration (no municipality), or for one of its municipalities?

        A koordinator invites to the collaboration, and kommunekontakter and læsere of its municipalities. A
        kommunekontakt invites læsere of the own municipality. An administrator gives any role. How far a role for a
        municipality reaches is said by `gives_everywhere`. The service checks that the municipality takes part.
        """
        if self.is_administrator:
            return True
        if municipality_id is None:
            return self.is_coordinator and role in Member.Role.values
        if role == MunicipalityRole.Role.READER:
            return self.is_coordinator or municipality_id in self.contact_for
        return self.is_coordinator and role == MunicipalityRole.Role.CONTACT

    def gives_everywhere(self, municipality_id: int) -> bool:
        """Does a role that this user gives for that municipality hold in all its collaborations, or in this one alone?

        In all for an administrator and for the municipality's own kommunekontakt. What a koordinator gives holds here
        alone, also for the municipality whose kommunekontakt the koordinator happens to be.
        """
        return self.is_administrator or (not self.is_coordinator and municipality_id in self.contact_everywhere_for)

    def may_end_municipality_role(self, role: MunicipalityRole) -> bool:
        """What one has given one may take back; the municipality's own kommunekontakt also every læser of it.

        Who represents the municipality here alone does not end what holds elsewhere too.
        """
        if self.is_administrator:
            return True
        own_reader = role.role == MunicipalityRole.Role.READER and role.municipality_id in self.contact_everywhere_for
        gave_it = role.given_by_id is not None and role.given_by_id == self.user_id
        return own_reader or (gave_it and self.may_invite_to(role.role, role.municipality_id))

    def may_end_representation(self, representative: Representative) -> bool:
        """A koordinator every one of this collaboration, a kommunekontakt every læser of the own municipality.

        The representative must be one of this collaboration: `end_representation` sees to that.
        """
        own_reader = (
            representative.role == MunicipalityRole.Role.READER
            and representative.participation.municipality_id in self.contact_for
        )
        return self.may_manage_people or own_reader

    @property
    def acting_for(self) -> Municipality | None:
        """The municipality in whose name the user acts, for `on_behalf_of`.

        None for those who act for the collaboration (koordinator, bidragyder), and for the contact of several
        municipalities, where the page says which one it is about.
        """
        if self.may_write or len(self.contact_municipalities) != 1:
            return None
        return self.contact_municipalities[0]


def access_for(user: User | AnonymousUser, collaboration: Collaboration) -> Access:
    """Two queries the first time; then remembered on the collaboration's instance until `forget_access`."""
    if not user.is_authenticated:
        return Access()
    cache = collaboration.__dict__.setdefault(_CACHE, {})
    if user.pk not in cache:
        cache[user.pk] = _read_access(user, collaboration)
    return cache[user.pk]


def forget_access(collaboration: Collaboration) -> None:
    """Called by the services that change who takes part, so that the same instance can be asked again."""
    collaboration.__dict__.pop(_CACHE, None)
    collaboration.__dict__.pop("coordinator_names", None)


def _read_access(user: User, collaboration: Collaboration) -> Access:
    memberships = _memberships(user, collaboration)
    held = _participations(user, collaboration)
    active = [each for each in held if each.is_active]
    sees_all = bool(memberships or active or user.is_administrator)
    contact_for = _ids(active, MunicipalityRole.Role.CONTACT)
    return Access(
        user_id=user.pk,
        is_coordinator=Member.Role.COORDINATOR in memberships,
        is_contributor=Member.Role.CONTRIBUTOR in memberships,
        is_reader=Member.Role.READER in memberships,
        is_administrator=user.is_administrator,
        contact_for=contact_for,
        contact_everywhere_for=frozenset(each.municipality_id for each in active if each.role_everywhere == CONTACT),
        director_for=_ids(active, MunicipalityRole.Role.DIRECTOR),
        reader_for=_ids(active, MunicipalityRole.Role.READER),
        contact_municipalities=tuple(
            {each.municipality_id: each.municipality for each in active if each.municipality_id in contact_for}.values()
        ),
        former_participations=() if sees_all else _with_history(held),
    )


def _memberships(user: User, collaboration: Collaboration) -> set[str]:
    """The user's roles today as a member. Every page also names the coordinators, so they come in the same query."""
    wanted = Q(user=user) | Q(role=Member.Role.COORDINATOR)
    members = list(Member.objects.valid().filter(wanted, collaboration=collaboration).select_related("user"))
    collaboration.coordinator_names = [
        member.user.shown_name for member in members if member.role == Member.Role.COORDINATOR
    ]
    return {member.role for member in members if member.user_id == user.pk}


def _participations(user: User, collaboration: Collaboration) -> list[Participation]:
    """The municipalities that take or took part and that the user has a role for today, in one query.

    Each comes with `role_everywhere` (a MunicipalityRole) and `role_here` (a Representative), either of which can be
    None, and once for every pair of them.
    """
    everywhere, here = "municipality__role_holders", "representatives"
    joins = {
        f"held_{name}": FilteredRelation(
            relation, condition=Q(**{f"{relation}__user": user}) & Dated.valid_condition(prefix=f"{relation}__")
        )
        for name, relation in (("everywhere", everywhere), ("here", here))
    }
    return list(
        Participation.objects.filter(collaboration=collaboration)
        .annotate(**joins, role_everywhere=F("held_everywhere__role"), role_here=F("held_here__role"))
        .exclude(role_everywhere=None, role_here=None)
        .select_related("municipality")
        .order_by("municipality__sort_name", "pk")
    )


def _with_history(held: list[Participation]) -> tuple[Participation, ...]:
    once = list({each.pk: each for each in held}.values())
    prefetch_related_objects(once, "changes")
    return tuple(once)


def _ids(participations: list[Participation], wanted: str) -> frozenset[int]:
    return frozenset(
        each.municipality_id for each in participations if wanted in (each.role_everywhere, each.role_here)
    )
