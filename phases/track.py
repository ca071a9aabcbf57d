"""The phase track: five steps with their state and dates, for pages and papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from common.formats import short_date
from phases.models import Phase, PhaseTransition


@dataclass(frozen=True)
class Step:
    """One phase as the track shows it. `done` and `total` count the checklist of the current phase."""

    number: int
    name: str
    state: Literal["done", "now", "coming"]
    time: str
    url: str
    done: int = 0
    total: int = 0


def phase_track(
    collaboration: Collaboration,
    phases: Iterable[Phase],
    transitions: Iterable[PhaseTransition],
    *,
    progress: tuple[int, int] = (0, 0),
) -> list[Step]:
    """The five steps of a collaboration. `progress` is (done, total) of the checklist in the current phase."""
    moves = sorted(transitions, key=lambda row: row.pk)
    left = _left_on(moves)
    registered = bool(moves) and moves[-1].kind == PhaseTransition.Kind.REGISTERED
    return [
        Step(
            number=phase.number,
            name=phase.name,
            state=_state(collaboration, phase.number),
            time=_time(collaboration, phase.number, left.get(phase.number), registered=registered),
            url=reverse("phases:phase", args=[collaboration.slug, phase.number]),
            done=progress[0] if phase.number == collaboration.phase else 0,
            total=progress[1] if phase.number == collaboration.phase else 0,
        )
        for phase in phases
    ]


def _state(collaboration: Collaboration, number: int) -> Literal["done", "now", "coming"]:
    if number == collaboration.phase:
        return "now"
    return "done" if number < collaboration.phase else "coming"


def _left_on(transitions: Iterable[PhaseTransition]) -> dict[int, dt.date]:
    """When each phase was last left for a later one. A registration knows nothing of the phases before it."""
    left: dict[int, dt.date] = {}
    for transition in transitions:
        if transition.kind == PhaseTransition.Kind.FORWARD and transition.from_phase:
            left[transition.from_phase] = transition.date
    return left


def _time(collaboration: Collaboration, number: int, left: dt.date | None, *, registered: bool) -> str:
    if number == collaboration.phase:
        since = collaboration.phase_since
        if since is None:
            return _("I gang")
        # A registration knows where it stood that day, not since when.
        return (_("Registreret pr. {date}") if registered else _("I gang siden {date}")).format(date=short_date(since))
    if number < collaboration.phase:
        return _("Afsluttet {date}").format(date=short_date(left)) if left else _("Dato ikke oplyst")
    if number == 5 and collaboration.start_goal:
        return _("Mål: {date}").format(date=short_date(collaboration.start_goal))
    return _("Ikke begyndt")
