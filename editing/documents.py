"""A draft as a document: lists of entries by the name of their part. Pure: a change gives a new document.

{"items": [{"key": "s1", "phase": 1, "text": …}, …], "requirements": […], …}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

Entry = dict[str, Any]
Document = dict[str, Any]


def digest(entry: Entry | None) -> str:
    """Tells whether an entry is still what somebody read; the version of an entry for the optimistic lock."""
    written = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def find(document: Document, part: str, key: str) -> Entry | None:
    return next((each for each in document[part] if each["key"] == key), None)


def with_entry(document: Document, part: str, entry: Entry) -> Document:
    """The entry in the place of the one with its key."""
    return {**document, part: [entry if each["key"] == entry["key"] else each for each in document[part]]}


def with_new(document: Document, part: str, entry: Entry) -> Document:
    return {**document, part: [*document[part], entry]}


def without(document: Document, part: str, key: str) -> Document:
    return {**document, part: [each for each in document[part] if each["key"] != key]}


def moved(document: Document, part: str, key: str, *, up: bool, lane: Callable[[Entry], Any]) -> Document:
    """One place up or down among those of its lane. At the end of it nothing changes."""
    rows = list(document[part])
    entry = next(each for each in rows if each["key"] == key)
    places = [place for place, each in enumerate(rows) if lane(each) == lane(entry)]
    own = places.index(rows.index(entry))
    other = own - 1 if up else own + 1
    if 0 <= other < len(places):
        here, there = places[own], places[other]
        rows[here], rows[there] = rows[there], rows[here]
    return {**document, part: rows}
