"""What the pages ask of a kind of document: process, questions, clauses, guide. A kind is one object."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from accounts.models import User
from editing.changes import PartChanges, compare
from editing.documents import Document, Entry
from editing.forms.base import EntryForm

Words = Mapping[str, Any]  # what forms offer besides the document: names of forms, rules of law


@dataclass(frozen=True)
class Published:
    """A version as it was published. `by` is None for one that came with the product's file."""

    number: int
    on: dt.date
    by: User | None
    note: str
    document: Document = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Waiting:
    """What the product's file brings and an administrator has not published."""

    mark: str  # which edition of the file it is
    document: Document = field(repr=False)


@dataclass(frozen=True)
class Part:
    """One list of a document. `heading` gathers entries on the page; an entry is moved within its `lane`."""

    name: str
    slug: str
    label: str
    one: str  # what one entry is called
    form: type[EntryForm]
    title: Callable[[Entry], str]
    heading: Callable[[Entry], str] = lambda entry: ""
    lane: Callable[[Entry], Any] = lambda entry: None
    under: Callable[[Entry], str] = lambda entry: ""
    may_add: bool = False
    may_move: bool = False
    may_remove: bool = False
    removal: str = ""  # what happens when one is taken out
    titled: Callable[[Entry, Document], str] | None = None  # where the title stands elsewhere in the document
    headed: Callable[[Entry, Document], str] | None = None  # and the heading

    def placed(self, entry: Entry, document: Document) -> str:
        """Its name with where it stands, for lists that gather what stands in several places."""
        place, name = self.heading_of(entry, document), self.name_of(entry, document)
        return f"{place}{' ' if place.endswith('?') else ': '}{name}" if place else name

    def name_of(self, entry: Entry, document: Document) -> str:
        return self.titled(entry, document) if self.titled else self.title(entry)

    def heading_of(self, entry: Entry, document: Document) -> str:
        return self.headed(entry, document) if self.headed else self.heading(entry)

    def said(self, entry: Entry, document: Document, words: Words) -> list[tuple[str, str]]:
        return self.form(entry=entry, document=document, words=words).said()


class Kind(Protocol):
    """Process, questions, clauses or the guide."""

    name: str
    label: str
    question: str
    parts: tuple[Part, ...]

    def newest(self) -> Published | None: ...

    def summary(self) -> Published | None:
        """The newest version without its document."""

    def is_waiting(self) -> bool:
        """The file brings something that nobody has published."""

    def versions(self) -> list[Published]:
        """The newest first, without their documents."""

    def version(self, number: int) -> Published | None: ...

    def waiting(self) -> Waiting | None: ...

    def words(self) -> Words: ...

    def new_entry(self, part: Part, document: Document, values: Entry) -> Entry:
        """What was typed, with a key that nothing else has or has had."""

    def faults(self, document: Document, before: Document) -> list[str]:
        """Why it can not be published, as sentences."""

    def may_not_go(self, part: Part, entry: Entry, document: Document) -> str:
        """Why the entry can not be taken out; empty where it can."""

    def publish(self, document: Document, *, follows: int, note: str, actor: User, file_mark: str) -> int:
        """The number of the new version. Raises DomainError."""

    def preview(self, document: Document, query) -> tuple[str, dict]:
        """The template that shows the draft as it will be read, and what it takes."""


def part_of(kind: Kind, slug: str) -> Part | None:
    return next((each for each in kind.parts if each.slug == slug), None)


def differences(kind: Kind, before: Document, after: Document, words: Words) -> list[PartChanges]:
    """The parts that differ."""
    found = (
        compare(
            part.label,
            before[part.name],
            after[part.name],
            title=lambda entry, part=part: part.placed(entry, after if entry in after[part.name] else before),
            said_before=lambda entry, part=part: part.said(entry, before, words),
            said_after=lambda entry, part=part: part.said(entry, after, words),
        )
        for part in kind.parts
    )
    return [each for each in found if each.changes]
