"""What is known about a collaboration as plain values, asked without queries. `phases.facts` gathers it.

Requirements are worked out of these alone, and can be tested without any database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from collaborations.models import ParticipationState
from decisions.standing import Asked, Column, column
from finance.settled import NO_ECONOMY, Economy
from models_catalog.models import LegalRule, OrganisationType
from phases.models import SUPPORTING_STATES
from phases.process import Process


@dataclass(frozen=True)
class Partner:
    """A municipality in a collaboration; `steps` are its dated states, oldest first."""

    municipality_id: int
    code: str
    name: str
    state: str
    has_contribution: bool = False
    steps: tuple[tuple[dt.date, str], ...] = ()

    def state_on(self, day: dt.date) -> str | None:
        """The state that held on that day; None before the first step."""
        earlier = [state for date, state in self.steps if date <= day]
        return earlier[-1] if earlier else None


@dataclass(frozen=True)
class External:
    name: str
    valid_from: dt.date
    valid_to: dt.date | None = None

    def takes_part_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Recorded:
    """A decision or an assessment that holds: since when, and what was said about it."""

    date: dt.date
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Waived:
    reason: str
    by: str
    on: dt.date


@dataclass(frozen=True)
class Move:
    """A `PhaseTransition` without who and why; `phases.track` takes either."""

    pk: int
    kind: str
    from_phase: int | None
    to_phase: int
    date: dt.date


@dataclass(frozen=True)
class Law:
    """Rules of law by key, each key's rows with the dates between which they hold."""

    rules: tuple[LegalRule, ...] = ()

    def rule(self, key: str, day: dt.date) -> LegalRule | None:
        for rule in self.rules:
            if rule.key == key and rule.is_valid(day):
                return rule
        return None


@dataclass(frozen=True)
class Facts:
    """One collaboration as it is known on the day `today`."""

    collaboration_id: int
    slug: str
    phase: int
    today: dt.date
    process: Process
    has_newer_process: bool = False
    initiator_id: int | None = None
    organisation_type: OrganisationType | None = None
    founded_on: dt.date | None = None
    host_id: int | None = None
    demarcation: str = ""
    declared_member_count: int | None = None
    has_drivers: bool = False
    partners: tuple[Partner, ...] = ()
    externals: tuple[External, ...] = ()
    questions: tuple[Asked, ...] = ()
    assessments: Mapping[str, Recorded] = field(default_factory=dict)
    answers: Mapping[tuple[str, int | None], str] = field(default_factory=dict)  # (item key, municipality) -> state
    waivers: Mapping[tuple[int, str], Waived] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    law: Law = Law()
    economy: Economy = NO_ECONOMY

    def partners_in(self, states: Iterable[str], day: dt.date) -> tuple[Partner, ...]:
        """Municipalities in one of these states that day. Today's state is the one on the row itself."""
        wanted = set(states)
        return tuple(
            each for each in self.partners if (each.state if day == self.today else each.state_on(day)) in wanted
        )

    def as_of(self, day: dt.date) -> Facts:
        """What was so on that day: the states of the municipalities then, and what had been decided by then.

        What the checklist and the collaboration itself say is as it is now, and so are its key and its business case.
        """
        if day == self.today:
            return self
        partners = tuple(replace(each, state=each.state_on(day) or "") for each in self.partners)
        return replace(self, today=day, partners=partners)

    def decided(self, keys: Container[str], day: dt.date | None = None) -> dict[int | None, Recorded]:
        """By municipality (None: the collaboration as a whole) what holds under these keys on that day, or today.

        A key is that of a question that the municipalities, the joint body or the authority answers, or of an
        assessment. Only what counts is here: an answer to an earlier version of the text is not.
        """
        day, found = day or self.today, {}
        for each in self._columns(keys, day):
            for cell in each.cells:
                if cell.counts:
                    found[cell.municipality] = Recorded(cell.since, cell.entry.remark, cell.entry.source)
        for key, assessment in self.assessments.items():
            if key in keys and assessment.date <= day:
                found[None] = assessment
        return found

    def columns(self, keys: Container[str], day: dt.date) -> tuple[Column, ...]:
        """The questions with these keys as they stood that day, asked of every municipality that is or was with us."""
        return tuple(self._columns(keys, day))

    def _columns(self, keys: Container[str], day: dt.date) -> Iterable[Column]:
        partners = [each.municipality_id for each in self.partners]
        return (column(each, partners, day) for each in self.questions if each.key in keys)

    @property
    def together_since(self) -> dt.date | None:
        """The first day that more than one municipality took part; None when that is not known."""
        starts = sorted(
            min(days)
            for each in self.partners
            if (days := [day for day, state in each.steps if state == ParticipationState.PARTICIPANT])
        )
        return starts[1] if len(starts) > 1 else None

    @property
    def supporting(self) -> tuple[Partner, ...]:
        """Municipalities that take part or are interested today: those that items per municipality are for."""
        return self.partners_in(SUPPORTING_STATES, self.today)
