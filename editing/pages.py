"""What the page of a draft shows: every entry in its part, and whether it differs from what is published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.utils.translation import gettext as _

from decisions.catalogues import UNREADABLE
from editing.documents import Document, Entry
from editing.kinds.base import Kind, Part
from editing.models import Draft


@dataclass(frozen=True)
class Line:
    key: str
    title: str
    under: str
    status: str  # added, changed or empty
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Heading:
    name: str
    lines: tuple[Line, ...]

    @property
    def touched(self) -> int:
        return sum(bool(each.status) for each in self.lines)


@dataclass(frozen=True)
class PartOfPage:
    part: Part
    headings: tuple[Heading, ...]

    @property
    def count(self) -> int:
        return sum(len(each.lines) for each in self.headings)


@dataclass(frozen=True)
class DraftPage:
    parts: tuple[PartOfPage, ...]
    is_changed: bool
    newest_number: int
    faults: tuple[str, ...]


def build_draft_page(kind: Kind, draft: Draft) -> DraftPage:
    newest = kind.newest()
    parts = tuple(
        PartOfPage(part, tuple(_headings(part, draft.content, newest.document[part.name]))) for part in kind.parts
    )
    faults = tuple(kind.faults(draft.content, newest.document))
    return DraftPage(parts, draft.content != newest.document, newest.number, faults)


def faults_of_newest(kind: Kind) -> list[str]:
    """What is wrong with what is published, where something is: pages pass over a version that can not be shown."""
    try:
        newest = kind.newest()
        return kind.faults(newest.document, newest.document) if newest else []
    except UNREADABLE:
        return [_("Indholdet har ikke den form, som programmet læser.")]


def _headings(part: Part, document: Document, published: list[Entry]):
    entries = document[part.name]
    before = {each["key"]: each for each in published}
    lanes: dict = {}
    for each in entries:
        lanes.setdefault(part.lane(each), []).append(each["key"])
    heading = partial(part.heading_of, document=document)
    names = list(dict.fromkeys(heading(each) for each in entries))
    # Stable: under a heading entries of one lane stand together, in their order.
    ordered = sorted(entries, key=lambda each: (names.index(heading(each)), list(lanes).index(part.lane(each))))
    for name, found in groupby(ordered, key=heading):
        yield Heading(name, tuple(_line(part, each, document, before, lanes[part.lane(each)]) for each in found))


def _line(part: Part, entry: Entry, document: Document, before: dict[str, Entry], lane: list[str]) -> Line:
    status = "" if entry == before.get(entry["key"]) else "changed" if entry["key"] in before else "added"
    key = entry["key"]
    return Line(key, part.name_of(entry, document), part.under(entry), status, key == lane[0], key == lane[-1])
