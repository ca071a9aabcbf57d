"""What a task of Mit arbejde is, and what somebody's own work is: the collaborations, and who is answered for.

Where tasks come from is said by `dashboards.my_work.SOURCES`, a module for each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, partial
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import MunicipalityRole, User
from collaborations.models import ACTIVE_STATES, Collaboration, Member, Participation, Representative, StatusDraft
from common.formats import long_date, relative_days
from dashboards.portfolio import next_due
from phases.checks import ASKED_OF_EACH
from phases.facts import with_bases
from phases.models import LAST_PHASE, RequirementTemplate

URGENT_DAYS = 7
URGENT = ("red", "yellow")
# What tasks and the list of one's own collaborations are made from; the rest of the row belongs to other pages.
FIELDS = (
    *(
        "name",
        "slug",
        "origin",
        "phase",
        "status",
        "status_at",
        "status_due",
        "changed_at",
        "initiator",
        "host",
        "demarcation",
        "founded_on",
        "operating_from",
    ),
    *("declared_member_count", "organisation_type", "organisation_type__key", "organisation_type__name"),
    "organisation_type__municipalities_only",
)


@dataclass(slots=True)  # not frozen: that takes four times as long to make, and a page makes hundreds
class Task:
    """One thing to do: a sentence, where it belongs, when, and the one link that does it."""

    text: str
    collaboration: str
    address: Callable[[], str]  # made when it is shown: only a few of hundreds of tasks are
    verb: str
    due: dt.date | None = None
    colour: str = "grey"
    waits: bool = False  # somebody else does it; the user can only ask how it goes
    who: str = ""  # who is missing, where it says so, without a full stop: for the heading of the page

    @property
    def url(self) -> str:
        return self.address()

    @property
    def when(self) -> str:
        """The date first; how far away it is stands after it."""
        return (
            _("Frist {date}, {distance}").format(date=long_date(self.due), distance=relative_days(self.due))
            if self.due
            else ""
        )


class Answering(NamedTuple):
    """A municipality that the user is kommunekontakt for in one collaboration."""

    collaboration: int
    municipality: int
    state: str
    code: str
    name: str


@dataclass
class Mine:
    """Whose work it is. What several sources need is read once, by the first that asks."""

    user: User

    @cached_property
    def own(self) -> dict[int, Collaboration]:
        return own_collaborations(self.user)

    @cached_property
    def answering(self) -> list[Answering]:
        return _answering(self.user, self.own)


def own_collaborations(user: User) -> dict[int, Collaboration]:
    """The user's own work by id, those with the nearest deadlines first.

    Each comes with `is_coordinated`, and with `asks_each`: is something asked of each municipality before its next
    phase, or in the last phase of those who take part?
    """
    coordinator = Member.objects.valid().filter(user=user, role=Member.Role.COORDINATOR, collaboration=OuterRef("pk"))
    asking = RequirementTemplate.objects.filter(
        check_name__in=ASKED_OF_EACH, before_phase=Least(OuterRef("phase") + 1, LAST_PHASE)
    )
    rows = (
        Collaboration.objects.involving(user)
        .annotate(is_coordinated=Exists(coordinator), asks_each=Exists(asking), next_due=next_due())
        .annotate(has_status_draft=Exists(StatusDraft.objects.filter(collaboration=OuterRef("pk"))))
        .select_related("organisation_type")
        .only(*FIELDS)
        .order_by(F("next_due").asc(nulls_last=True), "sort_name")
    )
    return {each.pk: each for each in with_bases(rows)}


class Hurry(IntEnum):
    """How soon something is due."""

    OVER = 0
    WEEK = 1
    LATER = 2
    UNDATED = 3


def hurry_of(task: Task, today: dt.date) -> Hurry:
    if task.due is None:
        return Hurry.UNDATED
    days = (task.due - today).days
    if days < 0:
        return Hurry.OVER
    return Hurry.WEEK if days <= URGENT_DAYS else Hurry.LATER


def by_urgency(task: Task, today: dt.date) -> tuple[Hurry, int, dt.date, str, str]:
    """By how soon it is due; among those first what is red, then what else somebody waits for, and then by day."""
    colour = URGENT.index(task.colour) if task.colour in URGENT else len(URGENT)
    return (hurry_of(task, today), colour, task.due or dt.date.max, task.collaboration, task.text)


def address(view: str, *args) -> Callable[[], str]:
    """Of a page, made when it is shown."""
    return partial(reverse, view, args=args)


def colour_of(due: dt.date | None, today: dt.date | None = None) -> str:
    """`today` for who asks about many."""
    if due is None:
        return "grey"
    days = (due - (today or timezone.localdate())).days
    if days < 0:
        return "red"
    return "yellow" if days <= URGENT_DAYS else "blue"


def _answering(user: User, own: dict[int, Collaboration]) -> list[Answering]:
    contact = MunicipalityRole.Role.CONTACT
    everywhere = [role.municipality_id for role in user.current_municipality_roles if role.role == contact]
    here = Representative.objects.valid().filter(user=user, role=contact).order_by().values("participation")
    rows = (
        Participation.objects.filter(Q(municipality__in=everywhere) | Q(pk__in=here), state__in=ACTIVE_STATES)
        .filter(collaboration__in=own)
        .order_by()
        .values_list("collaboration", "municipality", "state", "municipality__code", "municipality__name")
    )
    return [Answering(*row) for row in rows]
