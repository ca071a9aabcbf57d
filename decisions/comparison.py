"""Two versions of a text side by side, down to the words. Pure; how it looks is the template's business."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from common.word_differences import Segment, segments
from decisions.clauses import Draft

Status = Literal["same", "changed", "added", "removed", "moved"]
Name = tuple[str, int]


@dataclass(frozen=True)
class Row:
    """A clause in both versions; `old` or `new` is None where it is only in the other."""

    status: Status
    heading: str
    old: Draft | None
    new: Draft | None
    old_segments: tuple[Segment, ...] = ()
    new_segments: tuple[Segment, ...] = ()
    moved: bool = False

    @property
    def differs(self) -> bool:
        return self.status != "same"


def compare(old: Sequence[Draft], new: Sequence[Draft]) -> list[Row]:
    """The clauses in the order of the new version, with those that are gone where they stood.

    A clause is the same one when it answers the same clause of the catalogue, or has the same heading. Of several with
    the same heading the first is compared with the first, the second with the second.
    """
    old_names, new_names = _names(old), _names(new)
    before = dict(zip(old_names, old, strict=True))
    kept = set(old_names) & set(new_names)
    after = dict(zip(new_names, new, strict=True))
    weights = {name: 2 if _says_the_same(before[name], after[name]) else 1 for name in kept}
    stayed = _stayed(
        [name for name in old_names if name in kept], [name for name in new_names if name in kept], weights
    )
    rows = [
        (name, _row(before.get(name), each, moved=name not in stayed))
        for name, each in zip(new_names, new, strict=True)
    ]
    return _with_removed(rows, before, kept)


def _names(clauses: Sequence[Draft]) -> list[tuple[str, int]]:
    """What each clause is known by: its key or heading, and which one of that name, from 0."""
    met: Counter[str] = Counter()
    names = []
    for each in clauses:
        name = each.key or f"# {each.heading}"
        names.append((name, met[name]))
        met[name] += 1
    return names


def _says_the_same(old: Draft, new: Draft) -> bool:
    return (old.heading, old.body) == (new.heading, new.body)


def _stayed(before: list[Name], after: list[Name], weights: Mapping[Name, int]) -> set[Name]:
    """Those that stand in the same order in both: the longest row of them, and of two the one that changed least."""
    places = {name: place for place, name in enumerate(before)}
    best: list[tuple[int, int | None]] = []  # the weight of the best row that ends there, and where it goes on
    for place, name in enumerate(after):
        earlier = [(best[n][0], n) for n in range(place) if places[after[n]] < places[name]]
        weight, onwards = max(earlier, default=(0, None), key=lambda each: each[0])
        best.append((weight + weights[name], onwards))
    place = max(range(len(best)), key=lambda n: best[n][0], default=None)
    stayed = set()
    while place is not None:
        stayed.add(after[place])
        place = best[place][1]
    return stayed


def _row(old: Draft | None, new: Draft, *, moved: bool) -> Row:
    if old is None:
        return Row("added", new.heading, None, new, (), (Segment("added", new.body),))
    if not _says_the_same(old, new):
        return Row("changed", new.heading, old, new, *segments(old.body, new.body), moved=moved)
    same = (Segment("same", new.body),)
    return Row("moved" if moved else "same", new.heading, old, new, same, same, moved=moved)


def _with_removed(rows: list[tuple[Name, Row]], before: dict[Name, Draft], kept: set[Name]) -> list[Row]:
    """Put each clause that is gone after the one that it followed."""
    found = list(rows)
    earlier: set[Name] = set()
    for name, clause in before.items():
        if name not in kept:
            gone = Row("removed", clause.heading, clause, None, (Segment("removed", clause.body),), ())
            after = [n for n, (other, _row) in enumerate(found) if other in earlier]
            found.insert(after[-1] + 1 if after else 0, (name, gone))
        earlier.add(name)
    return [row for _name, row in found]
