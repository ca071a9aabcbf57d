"""The four steps that a page shows while a paper is made: I kø → Henter data → Sætter op → Klar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from jobs.models import Job

# Written in the job's row by the worker.
FETCHING = "Henter data"
TYPESETTING = "Sætter op"


@dataclass(frozen=True)
class Step:
    name: str
    state: Literal["done", "now", "coming", "failed"]


def steps_of(job: Job) -> list[Step]:
    """The steps with their states. A job that failed shows where."""
    names = [_("I kø"), FETCHING, TYPESETTING, _("Klar")]
    reached = position(job)
    return [Step(name, _state(job, number, reached)) for number, name in enumerate(names)]


def position(job: Job) -> int:
    """The number of the step that the job is at, from 0."""
    if job.state == Job.State.DONE:
        return 3
    if job.state == Job.State.QUEUED:
        return 0
    return 2 if job.step == TYPESETTING else 1


def stage(job: Job) -> str:
    """Changes whenever there is something new to tell: another step, or the end."""
    return f"{job.state}-{position(job)}"


def news(job: Job, called: str) -> str:
    """The sentence for a screen reader when the stage has changed. `called` is the word for what is made."""
    if job.state == Job.State.DONE:
        return _("%(it)s er klar til at hente.") % {"it": called}
    if job.state == Job.State.FAILED:
        return _("%(it)s kunne ikke laves.") % {"it": called}
    return steps_of(job)[position(job)].name


def _state(job: Job, number: int, reached: int) -> Literal["done", "now", "coming", "failed"]:
    if number < reached or job.state == Job.State.DONE:
        return "done"
    if number > reached:
        return "coming"
    return "failed" if job.state == Job.State.FAILED else "now"
