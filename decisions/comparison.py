"""Two versions of a text side by side, down to the words. Pure; how it looks is the template's business."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from decisions.clauses import Draft

Kind = Literal["same", "added", "removed"]
Status = Literal["same", "changed", "added", "removed", "moved"]
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Segment:
    """A run of words. Those of one side, joined, are that side's text again."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Row:
    """A clause in both versions; `old` or `new` is None where it is only in the other."""

    status: Status
    heading: str
    old: Draft | None
    new: Draft | None
    old_segments: tuple[Segment, ...] = ()
    new_segments: tuple[Segment, ...] = ()


def compare(old: Sequence[Draft], new: Sequence[Draft]) -> list[Row]:
    """The clauses in the order of the new version, with those that are gone where they stood.

    A clause is the same one when it answers the same clause of the catalogue, or has the same heading.
    """
    before = {_name(each): each for each in old}
    kept = [_name(each) for each in new if _name(each) in before]
    order = [_name(each) for each in old if _name(each) in set(kept)]
    stayed = _stayed(order, kept)
    rows = [_row(before.get(_name(each)), each, moved=_name(each) not in stayed) for each in new]
    return _with_removed(rows, old, {_name(each) for each in new})


def segments(old: str, new: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The differences between two texts in words: what the old one lost, and what the new one won."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    left: list[Segment] = []
    right: list[Segment] = []
    for tag, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            left.append(Segment("same", gone))
            right.append(Segment("same", come))
        else:
            left += [Segment("removed", gone)] if gone else []
            right += [Segment("added", come)] if come else []
    return tuple(left), tuple(right)


def _name(clause: Draft) -> str:
    return clause.key or f"# {clause.heading}"


def _stayed(before: list[str], after: list[str]) -> set[str]:
    """Those that stand in the same order in both: the longest row of them."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    return {name for block in matcher.get_matching_blocks() for name in before[block.a : block.a + block.size]}


def _row(old: Draft | None, new: Draft, *, moved: bool) -> Row:
    if old is None:
        return Row("added", new.heading, None, new, (), (Segment("added", new.body),))
    if (old.heading, old.body) != (new.heading, new.body):
        return Row("changed", new.heading, old, new, *segments(old.body, new.body))
    same = (Segment("same", new.body),)
    return Row("moved" if moved else "same", new.heading, old, new, same, same)


def _with_removed(rows: list[Row], old: Sequence[Draft], kept: set[str]) -> list[Row]:
    """Put each clause that is gone after the one that it followed."""
    found = list(rows)
    for place, clause in enumerate(old):
        if _name(clause) in kept:
            continue
        gone = Row("removed", clause.heading, clause, None, (Segment("removed", clause.body),), ())
        earlier = {_name(each) for each in old[:place]}
        after = [n for n, row in enumerate(found) if row.old and _name(row.old) in earlier]
        found.insert(after[-1] + 1 if after else 0, gone)
    return found
