"""Two texts side by side, down to the words. Pure; how it looks is the template's business."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Segment:
    """A run of words. Those of one side, joined, are that side's text again."""

    kind: Kind
    text: str


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
