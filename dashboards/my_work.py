"""Mit arbejde: what this user has to do now, in which collaborations, and what is new since the last visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from common.formats import long_date
from dashboards.tasks import URGENT_DAYS, Mine, Task, by_due
from dashboards.to_administer import administration
from dashboards.to_answer import answers_owed, own_points
from dashboards.to_curate import curation_tasks
from dashboards.to_follow_up import follow_ups
from dashboards.to_move_on import requirements
from dashboards.to_report import statuses_due

# Where tasks come from. A new kind is a function of its own module that says what `Mine.user` has to do, in a number of
# queries that does not grow, and none at all for those whom it is not about.
SOURCES: tuple[Callable[[Mine], Iterable[Task]], ...] = (
    own_points,
    answers_owed,
    requirements,
    statuses_due,
    follow_ups,
    curation_tasks,
    administration,
)

FIRST_ROWS = 7
FIRST_WAITING = 5
COLLABORATIONS = 10
NEWS = 5
MONTH_DAYS = 30


@dataclass
class TaskGroup:
    title: str
    tasks: list[Task] = field(default_factory=list)


@dataclass(frozen=True)
class MyWork:
    headline: str
    groups: list[TaskGroup]
    total: int
    hidden: int
    waiting: list[Task]  # what somebody else does; none of it is counted as the user's own
    waiting_hidden: int
    collaborations: list[Collaboration]  # those with the nearest deadlines
    has_more: bool
    news: list[ActivityEntry]

    @property
    def is_new(self) -> bool:
        return not self.collaborations and not self.total and not self.waiting

    @property
    def next_deadline(self) -> str:
        """The first deadline in any of the collaborations, for the page of somebody who has nothing to do."""
        first = self.collaborations[0] if self.collaborations else None
        if first is None or not first.next_due:
            return ""
        return _("Næste frist er {date} i {name}.").format(date=long_date(first.next_due), name=first.name)


def build_my_work(user: User, *, since: dt.datetime | None, show_all: bool = False) -> MyWork:
    """The page's content in a number of queries that does not grow with the number of collaborations."""
    mine = Mine(user)
    found = sorted((task for source in SOURCES for task in source(mine)), key=by_due)
    tasks, waiting = [each for each in found if not each.waits], [each for each in found if each.waits]
    shown, waits = (tasks, waiting) if show_all else (tasks[:FIRST_ROWS], waiting[:FIRST_WAITING])
    own = mine.own
    return MyWork(
        headline=_headline(tasks),
        groups=_grouped(shown),
        total=len(tasks),
        hidden=len(tasks) - len(shown),
        waiting=waits,
        waiting_hidden=len(waiting) - len(waits),
        collaborations=list(own.values())[:COLLABORATIONS],
        has_more=len(own) > COLLABORATIONS,
        news=_news(user, own, since),
    )


def _headline(tasks: list[Task]) -> str:
    today = timezone.localdate()
    urgent = sum(task.count for task in tasks if task.due and (task.due - today).days <= URGENT_DAYS)
    month = sum(task.count for task in tasks if task.due and URGENT_DAYS < (task.due - today).days <= MONTH_DAYS)
    later = sum(task.count for task in tasks if task.due and (task.due - today).days > MONTH_DAYS)
    undated = sum(task.count for task in tasks if not task.due)
    if not tasks:
        return _("Du har ingen opgaver lige nu.")
    parts = [
        ngettext("{n} ting haster.", "{n} ting haster.", urgent).format(n=urgent) if urgent else _("Intet haster."),
    ]
    if month:
        parts.append(ngettext("{n} opgave de næste 30 dage.", "{n} opgaver de næste 30 dage.", month).format(n=month))
    if later:
        parts.append(ngettext("{n} opgave senere.", "{n} opgaver senere.", later).format(n=later))
    if undated:
        parts.append(ngettext("{n} opgave uden frist.", "{n} opgaver uden frist.", undated).format(n=undated))
    return " ".join(parts)


GROUPS = (
    ("over", gettext_lazy("Over frist")),
    ("week", gettext_lazy("Denne uge")),
    ("later", gettext_lazy("Senere")),
    ("undated", gettext_lazy("Uden frist")),
)


def _group_of(task: Task) -> str:
    if task.due is None:
        return "undated"
    days = (task.due - timezone.localdate()).days
    if days < 0:
        return "over"
    return "week" if days <= URGENT_DAYS else "later"


def _grouped(tasks: list[Task]) -> list[TaskGroup]:
    groups = {key: TaskGroup(str(title)) for key, title in GROUPS}
    for task in tasks:
        groups[_group_of(task)].tasks.append(task)
    return [group for group in groups.values() if group.tasks]


def _news(user: User, own: dict[int, Collaboration], since: dt.datetime | None) -> list[ActivityEntry]:
    """What others did in these collaborations since the last visit; nothing is new at the first one."""
    if since is None:
        return []
    changed = [pk for pk, each in own.items() if each.changed_at > since]
    entries = ActivityEntry.objects.filter(collaboration__in=changed, at__gt=since).exclude(actor=user)
    return list(entries.select_related("collaboration")[:NEWS])
