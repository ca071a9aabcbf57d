"""What questions, clauses and the guide have in common: each is stored as versions of a catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts.models import User
from common.danish import danish_slug
from decisions.models import CatalogueVersion
from decisions.reference_data import waiting_content
from decisions.services import publish_catalogue
from editing.documents import Document, Entry
from editing.kinds.base import Part, Published, Waiting, Words

LONGEST_KEY = 36


class CatalogueKind:
    """A kind names its `name`, and turns stored content into a document and back."""

    name: str
    document_of: Callable[[dict[str, Any]], Document]
    content_of: Callable[[Document], dict[str, Any]]

    def summary(self) -> Published | None:
        return next(iter(self.versions()), None)

    def newest(self) -> Published | None:
        return self._published(self._rows().first())

    def versions(self) -> list[Published]:
        rows = self._rows().defer("content")
        return [Published(each.number, each.published_on, each.published_by, each.note) for each in rows]

    def version(self, number: int) -> Published | None:
        return self._published(self._rows().filter(number=number).first())

    def waiting(self) -> Waiting | None:
        found = waiting_content(self.name)
        return Waiting(found[0], self.document_of(found[1])) if found else None

    def is_waiting(self) -> bool:
        return waiting_content(self.name) is not None

    def words(self) -> Words:
        return {}

    def publish(self, document: Document, *, follows: int, note: str, actor: User, file_mark: str) -> int:
        content = self.content_of(document)
        made = publish_catalogue(
            self.name, content=content, follows=follows, note=note, actor=actor, file_digest=file_mark
        )
        return made.number

    def _rows(self):
        return CatalogueVersion.objects.filter(kind=self.name).select_related("published_by").order_by("-number")

    def _published(self, row: CatalogueVersion | None) -> Published | None:
        if row is None:
            return None
        return Published(row.number, row.published_on, row.published_by, row.note, self.document_of(row.content))

    def _free_key(self, part: Part, document: Document, text: str) -> str:
        """A key that no version has used: texts and answers refer to it."""
        used = {each["key"] for each in document[part.name]}
        for row in self._rows():
            used |= {each["key"] for each in self.document_of(row.content)[part.name]}
        stem, number = f"n-{danish_slug(text)}"[:LONGEST_KEY].rstrip("-"), 1
        key = stem
        while key in used:
            number += 1
            key = f"{stem}-{number}"
        return key


def without_empty(entry: Entry, *names: str) -> Entry:
    """As the file has it: what is empty is not written."""
    return {name: value for name, value in entry.items() if name not in names or value}
