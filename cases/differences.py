"""Two documents of a case, part by part and down to the words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from cases.document import CaseDocument
from cases.pages import Names
from cases.parts import PARTS, Part, part_of, said, with_parts
from common.word_differences import Segment, segments

LIKE = 0.4  # two lines are the same one, changed, where so much of them is the same


@dataclass(frozen=True)
class Line:
    """A text, or one thing of a list. `old` or `new` is empty where it is only in the other."""

    kind: Literal["same", "changed", "added", "removed"]
    old: tuple[Segment, ...] = ()
    new: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A part in which the two are unlike. `unchanged` counts the things of its list that are the same in both."""

    part: Part
    lines: tuple[Line, ...]
    unchanged: int

    @property
    def label(self) -> str:
        return str(self.part.label)

    @property
    def shown(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind != "same")


def compare(old: CaseDocument, new: CaseDocument, names: Names) -> list[Difference]:
    """The parts that differ, in the order of the document."""
    found = []
    for part in PARTS:
        before, after = said(old, part.path, names), said(new, part.path, names)
        if before != after:
            is_text = not isinstance(part_of(new, part.path), tuple)
            lines = tuple(_rewritten(before, after) if is_text else _lines(before, after))
            found.append(Difference(part, lines, sum(1 for line in lines if line.kind == "same")))
    return found


def _rewritten(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """A text that both have is one text, changed, however little is left of it."""
    if before and after:
        yield Line("changed", *segments(before[0], after[0]))
    else:
        yield from _replaced(before, after)


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    for tag, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Line("same", (Segment("same", each),), (Segment("same", each),)) for each in before[a:b])
        else:
            yield from _replaced(before[a:b], after[c:d])


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    for old, new in zip_longest(before, after):
        if old is not None and new is not None and SequenceMatcher(a=old, b=new, autojunk=False).ratio() >= LIKE:
            yield Line("changed", *segments(old, new))
            continue
        if old is not None:
            yield Line("removed", old=(Segment("removed", old),))
        if new is not None:
            yield Line("added", new=(Segment("added", new),))


def _same(part: Part, one: CaseDocument, other: CaseDocument) -> bool:
    return part_of(one, part.path) == part_of(other, part.path)


@dataclass(frozen=True)
class Merge:
    """Two people's work on the same revision. `clashes` are the parts that both changed, each in a way of its own."""

    document: CaseDocument  # theirs and mine together, with mine where they clash
    clashes: tuple[Part, ...]
    theirs_only: tuple[Part, ...]
    mine_only: tuple[Part, ...]


def merge(base: CaseDocument, theirs: CaseDocument, mine: CaseDocument) -> Merge:
    """What each of the two changed since `base`."""
    clashes, theirs_only, mine_only = [], [], []
    for part in PARTS:
        changed_by_them, changed_by_me = not _same(part, base, theirs), not _same(part, base, mine)
        if changed_by_them and changed_by_me:
            if not _same(part, theirs, mine):
                clashes.append(part)
        elif changed_by_them:
            theirs_only.append(part)
        elif changed_by_me:
            mine_only.append(part)
    taken = [*mine_only, *clashes]
    document = with_parts(theirs, {part.path: part_of(mine, part.path) for part in taken})
    return Merge(document, tuple(clashes), tuple(theirs_only), tuple(mine_only))


def both(part: Part, base: CaseDocument, theirs: CaseDocument, mine: CaseDocument) -> tuple | None:
    """A list with what both added and without what either removed; None for a part that is one text."""
    held = part_of(base, part.path)
    if not isinstance(held, tuple):
        return None
    other, own = part_of(theirs, part.path), part_of(mine, part.path)
    gone = [each for each in held if each not in own]
    return tuple([each for each in other if each not in gone] + [each for each in own if each not in (*held, *other)])
