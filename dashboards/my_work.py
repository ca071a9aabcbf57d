"""Mit arbejde: what this user has to do now, in which collaborations, and what is new since the last visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from common.formats import long_date
from dashboards.elsewhere import Elsewhere, waiting_elsewhere
from dashboards.tasks import Hurry, Mine, Task, by_urgency, hurry_of
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
    less_urgent: str  # the tasks that the headline does not count
    elsewhere: list[Elsewhere]  # what waits for the user on another page
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
    mine, today = Mine(user), timezone.localdate()
    found = sorted((task for source in SOURCES for task in source(mine)), key=partial(by_urgency, today=today))
    tasks, waiting = [each for each in found if not each.waits], [each for each in found if each.waits]
    shown, waits = (tasks, waiting) if show_all else (tasks[:FIRST_ROWS], waiting[:FIRST_WAITING])
    own, elsewhere = mine.own, waiting_elsewhere(user)
    return MyWork(
        headline=_headline(tasks, found, elsewhere, today),
        elsewhere=elsewhere,
        less_urgent=_less_urgent(tasks, today),
        groups=_grouped(shown, today),
        total=len(tasks),
        hidden=len(tasks) - len(shown),
        waiting=waits,
        waiting_hidden=len(waiting) - len(waits),
        collaborations=list(own.values())[:COLLABORATIONS],
        has_more=len(own) > COLLABORATIONS,
        news=_news(user, own, since),
    )


def _headline(tasks: list[Task], found: list[Task], elsewhere: list[Elsewhere], today: dt.date) -> str:
    """How much is urgent, and who is missing: of all that somebody waits for the most urgent.

    Nobody is told that nothing waits while something does on another page.
    """
    if elsewhere and not tasks:
        said = " ".join(each.text for each in elsewhere)
    elif not tasks:
        said = _("Du har ingen opgaver lige nu.")
    elif urgent := sum(hurry_of(task, today) <= Hurry.WEEK for task in tasks):
        said = ngettext("{n} ting haster.", "{n} ting haster.", urgent).format(n=urgent)
    else:
        said = _("Intet haster.")
    missing = next((task for task in found if task.who), None)
    who = _("{who} ({name}).").format(who=missing.who, name=missing.collaboration) if missing else ""
    return f"{said} {who}".strip()


def _less_urgent(tasks: list[Task], today: dt.date) -> str:
    """How many tasks there are beside what is urgent, as sentences; empty when there are none."""
    days = [(task.due - today).days for task in tasks if hurry_of(task, today) == Hurry.LATER]
    month = sum(each <= MONTH_DAYS for each in days)
    later, undated = len(days) - month, sum(task.due is None for task in tasks)
    parts = []
    if month:
        parts.append(ngettext("{n} opgave de næste 30 dage.", "{n} opgaver de næste 30 dage.", month).format(n=month))
    if later:
        parts.append(ngettext("{n} opgave senere.", "{n} opgaver senere.", later).format(n=later))
    if undated:
        parts.append(ngettext("{n} opgave uden frist.", "{n} opgaver uden frist.", undated).format(n=undated))
    return " ".join(parts)


GROUPS = {
    Hurry.OVER: gettext_lazy("Over frist"),
    Hurry.WEEK: gettext_lazy("Denne uge"),
    Hurry.LATER: gettext_lazy("Senere"),
    Hurry.UNDATED: gettext_lazy("Uden frist"),
}


def _grouped(tasks: list[Task], today: dt.date) -> list[TaskGroup]:
    groups = {hurry: TaskGroup(str(title)) for hurry, title in GROUPS.items()}
    for task in tasks:
        groups[hurry_of(task, today)].tasks.append(task)
    return [group for group in groups.values() if group.tasks]


def _news(user: User, own: dict[int, Collaboration], since: dt.datetime | None) -> list[ActivityEntry]:
    """What others did in these collaborations since the last visit; nothing is new at the first one."""
    if since is None:
        return []
    changed = [pk for pk, each in own.items() if each.changed_at > since]
    entries = ActivityEntry.objects.filter(collaboration__in=changed, at__gt=since).exclude(actor=user)
    return list(entries.select_related("collaboration")[:NEWS])
