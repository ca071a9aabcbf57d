"""What beat starts by itself, and whether it still does: a plan that silently stops is otherwise seen by nobody.

The plan is CELERY_BEAT_SCHEDULE; each entry has one row, which says when it last began and ended and how it went.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import traceback
from dataclasses import dataclass

from celery.schedules import crontab, maybe_schedule
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models import ScheduledRun

logger = logging.getLogger(__name__)

# A run that is late because the machine was busy or started anew has not stopped.
SLACK = dt.timedelta(minutes=5)
# What the administrators call each entry. A test asks for one for every entry there is.
TITLES = {
    "sweep-jobs": _("Send opgaver videre, der venter"),
    "send-mails": _("Send mails og påmindelser"),
    "tell-receivers": _("Fortæl, hvem der har overtaget roller"),
    "forget-searches": _("Glem gamle søgninger"),
    "import-population": _("Hent indbyggertal"),
}


@dataclass(frozen=True)
class ScheduleState:
    """One entry of the plan as it stands now."""

    name: str
    run: ScheduledRun
    next_due: dt.datetime
    stopped: bool

    @property
    def title(self) -> str:
        return str(TITLES.get(self.name, self.name))

    @property
    def is_well(self) -> bool:
        return not self.stopped and not self.run.failed

    @property
    def colour(self) -> str:
        if self.stopped:
            return "red"
        return "yellow" if self.run.failed else "green" if self.run.finished_at else "grey"

    @property
    def words(self) -> str:
        if self.stopped:
            return _("Er gået i stå")
        if self.run.failed:
            return _("Gik galt sidst")
        return _("Kører som planlagt") if self.run.finished_at else _("Har ikke kørt endnu")


def schedule_states(now: dt.datetime | None = None) -> list[ScheduleState]:
    """Every entry of the plan, those that need somebody first. An entry that nobody has seen before counts from now."""
    now = now or timezone.now()
    plan = settings.CELERY_BEAT_SCHEDULE
    runs = {run.name: run for run in ScheduledRun.objects.filter(name__in=plan)}
    if new := [ScheduledRun(name=name, known_since=now) for name in plan if name not in runs]:
        ScheduledRun.objects.bulk_create(new, ignore_conflicts=True)
        runs |= {run.name: run for run in new}
    states = [_state(name, entry["schedule"], runs[name], now) for name, entry in plan.items()]
    return sorted(states, key=lambda state: (not state.stopped, state.is_well, state.title))


def _state(name: str, schedule, run: ScheduledRun, now: dt.datetime) -> ScheduleState:
    """Stopped: two runs in a row should have ended since the last one did, and have not."""
    first = next_after(schedule, run.finished_at or run.known_since)
    return ScheduleState(name, run, first, now > next_after(schedule, first) + SLACK)


def next_after(schedule, moment: dt.datetime) -> dt.datetime:
    """When an entry runs next after a moment: so many seconds later, or at the next time of the crontab."""
    schedule = maybe_schedule(schedule)
    if isinstance(schedule, crontab):
        start, step, _now = schedule.remaining_delta(moment)
        return start + step
    return moment + schedule.run_every


def note_start(task: str) -> None:
    for name in _entries(task):
        _write(name, started_at=timezone.now())


def note_success(task: str) -> None:
    for name in _entries(task):
        _write(name, finished_at=timezone.now(), failed=False)  # the number of the last error stays


def note_failure(task: str, exc: BaseException) -> None:
    for name in _entries(task):
        number = secrets.token_hex(2).upper()
        error = "".join(traceback.format_exception(exc))
        _write(name, finished_at=timezone.now(), failed=True, error_number=number, error=error)
        logger.error("The scheduled task %s failed. Error number %s", name, number)


def _entries(task: str) -> list[str]:
    return [name for name, entry in settings.CELERY_BEAT_SCHEDULE.items() if entry["task"] == task]


def _write(name: str, **values) -> None:
    ScheduledRun.objects.update_or_create(name=name, defaults=values)
