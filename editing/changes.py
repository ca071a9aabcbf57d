"""What a draft changes, entry by entry and down to the words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from decisions.comparison import Segment, segments
from editing.documents import Entry

Said = Sequence[tuple[str, str]]  # label and text of each field


@dataclass(frozen=True)
class FieldChange:
    label: str
    old: tuple[Segment, ...]
    new: tuple[Segment, ...]


@dataclass(frozen=True)
class Change:
    """One entry that came, went, changed or moved."""

    status: str  # added, changed, removed, moved
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class PartChanges:
    """The changes of one part of a document."""

    label: str
    changes: tuple[Change, ...]

    def count(self, status: str) -> int:
        return sum(each.status == status for each in self.changes)


def compare(
    label: str,
    before: Iterable[Entry],
    after: Iterable[Entry],
    *,
    title: Callable[[Entry], str],
    said_before: Callable[[Entry], Said],
    said_after: Callable[[Entry], Said],
) -> PartChanges:
    """Entries are the same when they have the same key. What moved is said only of what did not change otherwise."""
    old, new = {each["key"]: each for each in before}, {each["key"]: each for each in after}
    stayed = _in_order([key for key in old if key in new], [key for key in new if key in old])
    changes = []
    for key, entry in new.items():
        if key not in old:
            changes.append(Change("added", title(entry), _fields((), said_after(entry))))
        elif entry != old[key]:
            changes.append(Change("changed", title(entry), _fields(said_before(old[key]), said_after(entry))))
        elif key not in stayed:
            changes.append(Change("moved", title(entry)))
    gone = [Change("removed", title(old[key]), _fields(said_before(old[key]), ())) for key in old if key not in new]
    return PartChanges(label, (*changes, *gone))


def fields(before: Said, after: Said) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order in which they are written."""
    return _fields(before, after)


def _fields(before: Said, after: Said) -> tuple[FieldChange, ...]:
    old, new = dict(before), dict(after)
    return tuple(
        FieldChange(name, *segments(old.get(name, ""), new.get(name, "")))
        for name in dict.fromkeys([*new, *old])
        if old.get(name, "") != new.get(name, "")
    )


def _in_order(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Those that stand in the same order in both: the longest such row."""
    places = {key: place for place, key in enumerate(before)}
    best: list[list[str]] = []
    for key in after:
        row = max((each for each in best if places[each[-1]] < places[key]), key=len, default=[])
        best.append([*row, key])
    return set(max(best, key=len, default=[]))
