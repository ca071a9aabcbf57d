"""What somebody holds, as far as the viewer may give it to others (architecture § 3a).

An administrator hands over everything. A coordinator hands over what belongs to the own collaborations: roles in them,
roles for their municipalities that hold in them alone, and points. Nobody gives a right that they do not have.

A new kind of thing is a function in `SOURCES`, and in `handover.acts` what giving and ending it means.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import MunicipalityRole, SystemRole, User
from collaborations.models import ACTIVE_STATES, Collaboration, Member, Representative
from dashboards.models import SavedView
from handover.models import HandoverLine, coordinated_by
from phases.models import ChecklistItem

Kind = HandoverLine.Kind


@dataclass(frozen=True)
class Holding:
    """One thing that a person holds. `row` is what it is kept in: of points it is their collaboration.

    `hindrance` says why nobody can take it over; then it can only end or stay.
    """

    kind: Kind
    row: SystemRole | MunicipalityRole | Member | Representative | Collaboration | SavedView
    text: str
    collaboration: Collaboration | None = None
    until: dt.date | None = None
    hindrance: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind.value}-{self.row.pk}"


def holdings_of(person: User, viewer: User) -> list[Holding]:
    """In the order in which it is handed over: roles first, since points go to those who have access.

    The same number of queries whatever the person holds.
    """
    return [holding for source in SOURCES for holding in source(person, viewer)]


def people_for(viewer: User | AnonymousUser) -> QuerySet[User]:
    """Whose roles this user may hand over at least some of."""
    if not viewer.is_authenticated or viewer.is_administrator:
        return User.objects.visible_to(viewer)
    own = coordinated_by(viewer)
    members = Member.objects.filter(_coming(), collaboration__in=own).order_by().values("user")
    here = Representative.objects.filter(_coming(), participation__collaboration__in=own).order_by().values("user")
    owners = ChecklistItem.objects.open().filter(collaboration__in=own, owner__isnull=False).order_by().values("owner")
    return User.objects.filter(Q(pk__in=members) | Q(pk__in=here) | Q(pk__in=owners))


def receivers_for(viewer: User) -> QuerySet[User]:
    """Who may be given something: anybody for an administrator, for a coordinator those in the own collaborations."""
    if viewer.is_administrator:
        return User.objects.visible_to(viewer)
    own = coordinated_by(viewer)
    belongs = MunicipalityRole.objects.valid().filter(
        municipality__participations__collaboration__in=own,
        municipality__participations__state__in=ACTIVE_STATES,
    )
    return User.objects.filter(
        Q(pk__in=people_for(viewer).order_by().values("pk")) | Q(pk__in=belongs.order_by().values("user"))
    )


def _coming() -> Q:
    """In force today or later."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())


def _system_roles(person: User, viewer: User) -> Iterator[Holding]:
    if viewer.is_administrator:
        for role in SystemRole.objects.visible_to(viewer).filter(_coming(), user=person).select_related("user"):
            yield Holding(Kind.SYSTEM, role, role.label, until=role.valid_to)


def _municipality_roles(person: User, viewer: User) -> Iterator[Holding]:
    if viewer.is_administrator:
        rows = MunicipalityRole.objects.visible_to(viewer).filter(_coming(), user=person)
        for role in rows.select_related("user", "municipality"):
            yield Holding(Kind.MUNICIPALITY, role, role.label, until=role.valid_to)


def _memberships(person: User, viewer: User) -> Iterator[Holding]:
    rows = Member.objects.filter(_coming(), user=person)
    if not viewer.is_administrator:
        rows = rows.filter(collaboration__in=coordinated_by(viewer))
    for member in rows.select_related("user", "collaboration").order_by("collaboration__sort_name", "pk"):
        text = f"{member.get_role_display()}, {member.collaboration}"
        yield Holding(Kind.MEMBER, member, text, member.collaboration, member.valid_to)


def _representations(person: User, viewer: User) -> Iterator[Holding]:
    rows = Representative.objects.filter(_coming(), user=person)
    if not viewer.is_administrator:
        rows = rows.filter(participation__collaboration__in=coordinated_by(viewer))
    rows = rows.select_related("user", "participation__municipality", "participation__collaboration")
    for each in rows.order_by("participation__collaboration__sort_name", "pk"):
        collaboration = each.participation.collaboration
        text = _("%(role)s, kun i %(name)s") % {"role": each.label, "name": collaboration}
        hindrance = ""
        if not each.participation.is_active:
            hindrance = _("Kommunen deltager ikke i samarbejdet. Rollen kan kun afsluttes eller beholdes.")
        yield Holding(Kind.REPRESENTATIVE, each, text, collaboration, each.valid_to, hindrance)


def _points(person: User, viewer: User) -> Iterator[Holding]:
    rows = ChecklistItem.objects.open().filter(owner=person)
    if not viewer.is_administrator:
        rows = rows.filter(collaboration__in=coordinated_by(viewer))
    counts = dict(rows.order_by().values_list("collaboration").annotate(Count("pk")))
    for each in Collaboration.objects.filter(pk__in=counts).only("name", "slug", "sort_name").order_by("sort_name"):
        count = counts[each.pk]
        text = ngettext("%(count)d åbent punkt, %(name)s", "%(count)d åbne punkter, %(name)s", count)
        yield Holding(Kind.POINTS, each, text % {"count": count, "name": each}, each)


def _shared_views(person: User, viewer: User) -> Iterator[Holding]:
    if viewer.is_administrator:
        for view in SavedView.objects.filter(user=person, is_shared=True):
            yield Holding(Kind.VIEW, view, _("Delt filter: %(name)s") % {"name": view.name})


SOURCES: tuple[Callable[[User, User], Iterator[Holding]], ...] = (
    _system_roles,
    _municipality_roles,
    _memberships,
    _representations,
    _points,
    _shared_views,
)
