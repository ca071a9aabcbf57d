"""What a plan is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """Can it still be reached?"""

    OK = "ok"
    TOO_LATE = "too-late"  # the last day that serves has passed
    NO_MEETING = "no-meeting"  # the calendar is there, and no meeting serves
    NO_CALENDAR = "no-calendar"  # nobody has entered the calendar that far
    NOTHING_ENTERED = "nothing-entered"  # nobody has entered any meeting at all


class WarningKind(StrEnum):
    ELECTION_AUTUMN = "election-autumn"  # a meeting lies in November or December of an election year
    CONSTITUTION = "constitution"  # a meeting was passed over, since the new council constitutes itself
    NOT_NEW_YEAR = "not-new-year"  # the start is no 1 January
    SUPPLEMENTARY = "supplementary"  # the budget can not be reached: a tillægsbevilling is needed
    MONEY_AFTER_BUDGET = "money-after-budget"  # the amounts are decided after the budget that should hold them
    INFORMATION_LATE = "information-late"  # employees should have been told
    NO_CALENDAR = "no-calendar"
    NOTHING_ENTERED = "nothing-entered"


@dataclass(frozen=True)
class Warning_:
    """Something to know. It stops nothing. `code` is a municipality's, `round` a round's key."""

    kind: WarningKind
    date: dt.date | None = None
    code: str = ""
    round: str = ""


@dataclass(frozen=True)
class Step:
    """A body's meeting, and when its material is due."""

    body: str
    meeting: dt.date
    due: dt.date


@dataclass(frozen=True)
class Chain:
    """One municipality's way through a round: the last meetings that serve. `ready` is when it needs the text."""

    code: str
    steps: tuple[Step, ...]
    ready: dt.date | None
    reach: Reach
    missing_body: str = ""

    @property
    def decided_on(self) -> dt.date | None:
        return self.steps[-1].meeting if self.steps else None


@dataclass(frozen=True)
class RoundPlan:
    """A round: by when all councils must have decided, when the text must be ready, and who needs it first.

    `information` is when employees must be told at the latest. `answered_by` is when the authority must have answered,
    where it must: asked by `decided_by`. Where all have decided there are no chains, and only the answer is waited for;
    `is_late` says that it can no longer come in time.
    """

    key: str
    name: str
    decided_by: dt.date
    ready: dt.date
    information: dt.date
    bottleneck: str
    chains: tuple[Chain, ...]
    answered_by: dt.date | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Binding:
    """A step that holds the plan back: how many days later the first text can be ready if it took a week less.

    `kind` is "preparation", "authority", "lead" or a body whose meeting would lie a week later.
    """

    kind: str
    round: str
    code: str
    days: int


@dataclass(frozen=True)
class Budget:
    """The year's budget: when the amounts must be ready for the first økonomiudvalg, that of the bottleneck.

    `late` are the municipalities that can no longer reach it, `unknown` those whose calendar does not say.
    """

    year: int
    proposal_by: dt.date
    adoption_by: dt.date
    amounts_ready: dt.date | None
    bottleneck: str
    reached: bool
    late: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    start: dt.date
    rounds: tuple[RoundPlan, ...]  # in their order
    binding: tuple[Binding, ...]
    budget: Budget | None
    warnings: tuple[Warning_, ...]

    @property
    def ready(self) -> dt.date:
        """When the first text must be ready: that of the first round in which somebody has still to decide."""
        return next((each for each in self.rounds if each.chains), self.rounds[0]).ready

    @property
    def out_of_reach(self) -> tuple[tuple[str, Chain], ...]:
        """What can no longer be reached, or is not known: round and municipality."""
        return tuple((each.key, chain) for each in self.rounds for chain in each.chains if chain.reach != Reach.OK)

    @property
    def is_reachable(self) -> bool:
        return not self.out_of_reach and not self.answer_is_late

    @property
    def answer_is_late(self) -> bool:
        """The authority, that everybody waits for, can not answer in time."""
        return any(each.is_late for each in self.rounds)
