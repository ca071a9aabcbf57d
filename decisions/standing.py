"""What counts, what is missing, and what a cell of the matrix shows. Pure: plain values in, plain values out.

The rule: a question is met when, for each municipality that takes part, the latest entry that has not been corrected is
vedtaget (or its reservation was lifted), by a body that may decide it, of the newest published version of the text. A
version that only puts a slip of the pen right counts as the one before it. A question that the joint body or the
authority answers is met by that one answer in the same way. Where the parties have changed so that all must decide
anew, what was decided before that counts no longer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from decisions.vocabulary import Body, Outcome, Scope

ONE_DAY = dt.timedelta(days=1)
JOINT = None  # the key of the one answer that is not a municipality's
UNDER_WAY_AT_THE_AUTHORITY = (Outcome.SENT, Outcome.ANSWERED)


class State(StrEnum):
    """What a cell shows. Those after REJECTED are worked out and never recorded."""

    ADOPTED = "adopted"
    NOTED = "noted"
    RESERVED = "reserved"
    CHANGED = "changed"
    POSTPONED = "postponed"
    NOT_RELEVANT = "not-relevant"
    REJECTED = "rejected"
    PLANNED = "planned"
    UNDER_WAY = "under-way"
    NOT_PLANNED = "not-planned"
    LOCKED = "locked"
    AWAITING = "awaiting"


class Doubt(StrEnum):
    """Why a yes does not count."""

    OLD_VERSION = "old-version"
    NO_VERSION = "no-version"
    NOT_PUBLISHED = "not-published"
    WRONG_BODY = "wrong-body"
    SET_BACK = "set-back"


@dataclass(frozen=True)
class Entry:
    """One row of `Decision`. `version` is the number of the version it was about."""

    pk: int
    municipality: int | None
    outcome: str
    date: dt.date | None = None
    body: str = ""
    version: int | None = None
    corrects: int | None = None
    lifts: int | None = None
    remark: str = ""
    source: str = ""
    case_number: str = ""
    item_number: str = ""
    link: str = ""
    dissent: str = ""


@dataclass(frozen=True)
class Version:
    number: int
    published_on: dt.date
    is_typo: bool = False


@dataclass(frozen=True)
class SetBack:
    """From that day on all must decide anew: nothing about that version or an older one counts any more.

    `version` is the number of the newest one then. Without (a question about no text) it is what was decided before the
    day that counts no longer.
    """

    date: dt.date
    version: int | None = None


@dataclass(frozen=True)
class Planned:
    """Where a question is planned: the newest row for each body. A body without a date is left out."""

    body: str
    date: dt.date

    @property
    def body_name(self) -> str:
        return str(Body(self.body).label)


@dataclass(frozen=True)
class Cell:
    """The answer of one municipality, of the joint body or of the authority.

    `entry` is the latest that holds. `doubt` says why a yes does not count, or why a reservation could not come to;
    `lifted` by which entry a reservation went. `planned` is the meeting that decides, `coming` those that are still to
    come on the way there, that one included.
    """

    municipality: int | None
    state: State
    counts: bool = False
    entry: Entry | None = None
    lifted: Entry | None = None
    doubt: Doubt | None = None
    planned: Planned | None = None
    coming: tuple[Planned, ...] = ()

    @property
    def is_reserved(self) -> bool:
        """A reservation that can be lifted, whatever is planned: nobody has, and it is about what is decided now."""
        is_open = self.entry is not None and self.entry.outcome == Outcome.RESERVED and self.lifted is None
        return is_open and self.doubt is None

    @property
    def since(self) -> dt.date | None:
        """The day on which it came to count."""
        if not self.counts:
            return None
        return self.lifted.date if self.lifted else self.entry.date


@dataclass(frozen=True)
class Asked:
    """A question with everything that has been said about it.

    `versions` are those of its text, oldest first; None where it is about no text. `bodies` are those that may answer
    it; empty means any. `requires` are keys of questions that must be met first, `deadline` is that of its round.
    """

    key: str
    pk: int = 0
    title: str = ""
    scope: str = Scope.EACH
    binding: bool = True
    bodies: frozenset[str] = frozenset()
    may_be_irrelevant: bool = False
    text: int | None = None
    versions: tuple[Version, ...] | None = None
    requires: tuple[str, ...] = ()
    round: int | None = None
    deadline: dt.date | None = None
    set_back: tuple[SetBack, ...] = ()
    entries: tuple[Entry, ...] = ()
    planned: Mapping[int | None, tuple[Planned, ...]] = field(default_factory=dict)

    @cached_property
    def _roots(self) -> dict[int, int]:
        """Entry to the first entry of its chain of corrections. A correction stands where that stood."""
        roots: dict[int, int] = {}
        for entry in sorted(self.entries, key=lambda each: each.pk):
            roots[entry.pk] = roots.get(entry.corrects, entry.corrects or entry.pk) if entry.corrects else entry.pk
        return roots

    @cached_property
    def _standing(self) -> Mapping[int | None, list[Entry]]:
        """Entries that have not been corrected or taken back, by municipality, in the order of their meetings."""
        corrected = {entry.corrects for entry in self.entries}
        found = [each for each in self.entries if each.pk not in corrected and each.outcome != Outcome.TAKEN_BACK]
        by_place: dict[int | None, list[Entry]] = {}
        for each in sorted(found, key=lambda each: (each.date, self._roots[each.pk])):
            by_place.setdefault(each.municipality, []).append(each)
        return by_place

    def newest_version(self, day: dt.date) -> Version | None:
        published = [each for each in self.versions or () if each.published_on <= day]
        return published[-1] if published else None

    def same_as_newest(self, day: dt.date) -> frozenset[int]:
        """Numbers of the versions that count as the newest one of that day; none where all wait for a new one."""
        published = [each for each in self.versions or () if each.published_on <= day]
        found: list[int] = []
        for version in reversed(published):
            found.append(version.number)
            if not version.is_typo:
                break
        overtaken = max((each.version or 0 for each in self._set_back_by(day)), default=0)
        return frozenset(found) if found and found[-1] > overtaken else frozenset()

    def awaits_version(self, day: dt.date) -> bool:
        """Must the text be published anew before anybody can decide?"""
        return self.newest_version(day) is not None and not self.same_as_newest(day)

    def _set_back_by(self, day: dt.date) -> list[SetBack]:
        return [each for each in self.set_back if each.date <= day]

    def sent_on(self, day: dt.date) -> dt.date | None:
        """Since when the authority has had what it answers: first sent after the newest version and any refusal."""
        same = self.same_as_newest(day)
        counting = [each.published_on for each in self.versions or () if each.number in same]
        published = min(counting, default=dt.date.min)
        found = None
        for each in self._standing.get(JOINT, ()):
            if each.outcome == Outcome.REFUSED:
                found = None
            elif each.outcome == Outcome.SENT and found is None and published <= each.date <= day:
                found = each.date
        return found

    def latest(self, municipality: int | None, day: dt.date) -> Entry | None:
        """The latest outcome of that municipality by that day."""
        said = reversed(self._standing.get(municipality, ()))
        return next((each for each in said if each.outcome != Outcome.LIFTED and each.date <= day), None)

    def lifting(self, entry: Entry, day: dt.date) -> Entry | None:
        """The entry by which a permitted body lifted that reservation, if one has by that day."""
        for each in self._standing.get(entry.municipality, ()):
            of_it = each.outcome == Outcome.LIFTED and self._roots.get(each.lifts) == self._roots[entry.pk]
            if of_it and entry.date <= each.date <= day and self.permits(each.body):
                return each
        return None

    def permits(self, body: str) -> bool:
        return not self.bodies or body in self.bodies

    def cell(self, municipality: int | None, day: dt.date, *, locked: bool = False) -> Cell:
        entry, planned = self.latest(municipality, day), self._deciding_meeting(municipality)
        coming = self._coming(municipality, max(day, entry.date + ONE_DAY) if entry else day)
        if entry is None:
            state = self._unanswered(municipality, day, locked=locked)
            return Cell(municipality, state, planned=planned, coming=coming)
        lifted = self.lifting(entry, day) if entry.outcome == Outcome.RESERVED else None
        yes = entry.outcome in self._yes or lifted is not None
        is_reserved = entry.outcome == Outcome.RESERVED and not yes
        doubt = self._doubt(entry, day) if yes or is_reserved else None
        counts = (yes and doubt is None) or (entry.outcome == Outcome.NOT_RELEVANT and self.may_be_irrelevant)
        state = self._answered(entry, yes=yes or (is_reserved and doubt is not None), doubt=doubt)
        if not counts and planned and planned.date > entry.date:
            state = State.PLANNED if planned.date >= day else State.UNDER_WAY
        return Cell(municipality, state, counts, entry, lifted, doubt, planned, () if counts else coming)

    @property
    def _yes(self) -> tuple[str, ...]:
        if self.scope == Scope.AUTHORITY:
            return (Outcome.APPROVED,) if self.binding else (Outcome.INFORMED,)
        return (Outcome.ADOPTED,) if self.binding else (Outcome.ADOPTED, Outcome.NOTED)

    def _doubt(self, entry: Entry, day: dt.date) -> Doubt | None:
        if not self.permits(entry.body):
            return Doubt.WRONG_BODY
        if self.versions is None:
            anew = max((each.date for each in self._set_back_by(day)), default=entry.date)
            return Doubt.SET_BACK if entry.date < anew else None
        same = self.same_as_newest(day)
        if not same:
            return Doubt.SET_BACK if self.awaits_version(day) else Doubt.NOT_PUBLISHED
        if entry.version is None:
            return Doubt.NO_VERSION
        return None if entry.version in same else Doubt.OLD_VERSION

    def _answered(self, entry: Entry, *, yes: bool, doubt: Doubt | None) -> State:
        if yes:
            noted = entry.outcome in (Outcome.NOTED, Outcome.INFORMED)
            return State.AWAITING if doubt else (State.NOTED if noted else State.ADOPTED)
        if entry.outcome in UNDER_WAY_AT_THE_AUTHORITY:
            return State.UNDER_WAY
        return _STATES[entry.outcome]

    def _unanswered(self, municipality: int | None, day: dt.date, *, locked: bool) -> State:
        steps = self.planned.get(municipality, ())
        if any(each.date < day for each in steps):
            return State.UNDER_WAY
        if steps:
            return State.PLANNED
        return State.LOCKED if locked else State.NOT_PLANNED

    def _coming(self, municipality: int | None, day: dt.date) -> tuple[Planned, ...]:
        """The meetings from that day on, in their order."""
        steps = (each for each in self.planned.get(municipality, ()) if each.date >= day)
        return tuple(sorted(steps, key=lambda each: each.date))

    def _deciding_meeting(self, municipality: int | None) -> Planned | None:
        """The last meeting that it is planned for."""
        return max(self.planned.get(municipality, ()), key=lambda each: each.date, default=None)


# What is shown for an outcome that is not a yes. A noted binding question has not been answered.
_STATES = {
    Outcome.RESERVED: State.RESERVED,
    Outcome.CHANGED: State.CHANGED,
    Outcome.NOTED: State.AWAITING,
    Outcome.ADOPTED: State.AWAITING,
    Outcome.INFORMED: State.AWAITING,
    Outcome.APPROVED: State.AWAITING,
    Outcome.POSTPONED: State.POSTPONED,
    Outcome.REJECTED: State.REJECTED,
    Outcome.REFUSED: State.REJECTED,
    Outcome.CONDITIONS: State.RESERVED,
    Outcome.NOT_RELEVANT: State.NOT_RELEVANT,
}


@dataclass(frozen=True)
class Column:
    """A question as it stands on a day: a cell for each of those that are asked."""

    asked: Asked
    cells: tuple[Cell, ...]
    locked_by: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Nobody is left to answer. A question that nobody is asked is not met."""
        return bool(self.cells) and all(each.counts for each in self.cells)

    @property
    def missing(self) -> tuple[int | None, ...]:
        return tuple(each.municipality for each in self.cells if not each.counts)

    @property
    def done(self) -> int:
        return sum(each.counts for each in self.cells)

    def cell(self, municipality: int | None) -> Cell | None:
        return self._by_place.get(municipality)

    @cached_property
    def _by_place(self) -> dict[int | None, Cell]:
        return {each.municipality: each for each in self.cells}


def column(asked: Asked, participants: Sequence[int], day: dt.date, *, locked_by: Iterable[str] = ()) -> Column:
    """The question as it stands, asked of those who take part (or of the joint body or the authority once)."""
    wanted: Sequence[int | None] = participants if asked.scope == Scope.EACH else (JOINT,)
    locked_by = tuple(locked_by)
    cells = tuple(asked.cell(each, day, locked=bool(locked_by)) for each in wanted)
    return Column(asked, cells, locked_by)


def columns(questions: Sequence[Asked], participants: Sequence[int], day: dt.date) -> list[Column]:
    """All questions as they stand, with those locked that require one that is not met."""
    found = [column(each, participants, day) for each in questions]
    met = {each.asked.key: each.met for each in found}
    for place, each in enumerate(questions):
        if locked_by := [key for key in each.requires if not met.get(key, True)]:
            found[place] = column(each, participants, day, locked_by=locked_by)
    return found


def permitted_bodies(*, scope: str, binding: bool, own: Iterable[str], by_law: Iterable[str]) -> frozenset[str]:
    """Who may answer: for a binding question of each municipality what the law says, otherwise what the parties say.

    Empty means any. What binds nobody may be noted by any body.
    """
    if scope == Scope.AUTHORITY:
        return frozenset({Body.AUTHORITY})
    if not binding:
        return frozenset()
    if scope == Scope.EACH and (law := frozenset(by_law)):
        return law
    return frozenset(own)
