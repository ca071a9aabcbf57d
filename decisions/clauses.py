"""The clauses that a text should have, and what to look out for in it, as the newest catalogue says.

The first catalogue is `data/clauses.yaml`; administrators publish others (`decisions.catalogues`).

Which clause a form requires is our own proposal from the sources (`grading_note` says so on every page). What is looked
out for is advice and never stops anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from common.data_files import read_yaml
from decisions.catalogues import newest
from decisions.models.catalogues import CatalogueVersion

DATA = Path(__file__).resolve().parent / "data" / "clauses.yaml"
Level = Literal["required", "recommended"]
_END_OF_SENTENCE = re.compile(r"(?<=[.;:])\s+(?=[A-ZÆØÅ])|\n\s*\n")
LEVELS = {"R": "required", "o": "recommended"}
# The text that founds a collaboration of each form: its clauses are those of the catalogue.
FOUNDING = {
    "section-60": ("statutes",),
    "section-60a": ("cooperation", "statutes"),
    "association": ("statutes",),
    "agreement": ("cooperation",),
    "other": ("cooperation",),
}


@dataclass(frozen=True)
class Draft:
    """A clause as it is written. `key` is that of the catalogue's clause, or empty for one's own."""

    key: str
    heading: str
    body: str


@dataclass(frozen=True)
class CatalogueEntry:
    """A clause of the catalogue for one form. `reviewed` is False for what no lawyer has looked at."""

    key: str
    heading: str
    guidance: str
    level: Level
    note: str = ""
    sources: tuple[str, ...] = ()
    reviewed: bool = True

    @property
    def is_required(self) -> bool:
        return self.level == "required"

    @property
    def source(self) -> str:
        """All sources in words; one that holds a comma is closed with one."""
        *first, last = self.sources
        if not first:
            return last
        closed = "," if "," in first[-1] else ""
        return f"{', '.join(first)}{closed} og {last}"

    def naming(self, authority: str) -> CatalogueEntry:
        return replace(self, note=self.note.format(authority=authority))


@dataclass(frozen=True)
class Remark:
    """Something to look out for: in which clause, on which words, and why."""

    key: str
    clause: str
    heading: str
    found: str
    text: str
    source: str


def catalogue_for(type_key: str | None, kind: str) -> tuple[CatalogueEntry, ...]:
    """The clauses for a text of that kind in a collaboration of that form, in their order; may be empty."""
    return catalogue_of(_data(), type_key, kind)


def catalogue_of(data: dict[str, Any], type_key: str | None, kind: str) -> tuple[CatalogueEntry, ...]:
    """The same of a catalogue at hand (see `read`)."""
    if kind in data["lists"].get(type_key, {}):
        return tuple(_listed(each) for each in data["lists"][type_key][kind])
    if kind in data["lists"]["any"]:
        return tuple(_listed(each) for each in data["lists"]["any"][kind])
    if kind not in FOUNDING.get(type_key, ()):
        return ()
    entries = (_entry(each, type_key) for each in data["clauses"])
    return tuple(each for each in entries if each is not None)


def missing_required(type_key: str | None, kind: str, drafts: Iterable[Draft]) -> list[CatalogueEntry]:
    """What the text must have and has not: a clause counts when something is written in it."""
    return _missing(type_key, kind, drafts, "required")


def missing_recommended(type_key: str | None, kind: str, drafts: Iterable[Draft]) -> list[CatalogueEntry]:
    return _missing(type_key, kind, drafts, "recommended")


def grading_note() -> str:
    """That the grading is our own, for every page that shows it."""
    return _data()["grading_note"]


def look_for(type_key: str | None, kind: str, drafts: Iterable[Draft]) -> list[Remark]:
    """What to look out for in the text. Each remark is advice."""
    drafts = list(drafts)
    return [
        Remark(given["key"], clause.key, clause.heading, found, given["text"], given["source"])
        for given in _data()["look_for"]
        if type_key in given["types"]
        for clause in drafts
        if _is_about(given, clause) and (found := _found(given, clause, drafts))
    ]


def _missing(type_key: str | None, kind: str, drafts: Iterable[Draft], level: str) -> list[CatalogueEntry]:
    written = {each.key for each in drafts if each.key and each.body.strip()}
    return [each for each in catalogue_for(type_key, kind) if each.level == level and each.key not in written]


def _is_about(given: dict[str, Any], clause: Draft) -> bool:
    return not given["clauses"] or clause.key in given["clauses"]


def _found(given: dict[str, Any], clause: Draft, drafts: list[Draft]) -> str:
    """The words that the remark is about; empty when there are none, or when a sentence makes them harmless.

    That sentence is the one in which they stand, or any of the text where the remark says so.
    """
    harmless = given["harmless"]
    if harmless and given["harmless_within"] == "text":
        if any(harmless.search(sentence) for each in drafts for sentence in _sentences(each.body)):
            return ""
        harmless = None
    for sentence in _sentences(clause.body):
        match = given["pattern"].search(sentence)
        if match and not (harmless and harmless.search(sentence)):
            return " ".join(match.group().split())
    return ""


def _sentences(body: str) -> list[str]:
    """Apart where a capital letter follows: the dot of “stk. 2” ends nothing."""
    return [" ".join(each.split()) for each in _END_OF_SENTENCE.split(body)]


def _entry(given: dict[str, Any], type_key: str) -> CatalogueEntry | None:
    # What a form that is neither requires nothing.
    graded = given["types"].get("agreement" if type_key == "other" else type_key)
    if graded is None:
        return None
    level = "recommended" if type_key == "other" else LEVELS[graded]
    return CatalogueEntry(
        key=given["key"],
        heading=given["heading"],
        guidance=given["guidance"],
        level=level,
        note=given.get("notes", {}).get(type_key, ""),
        sources=tuple(given["sources"]),
    )


def _listed(given: dict[str, Any]) -> CatalogueEntry:
    return CatalogueEntry(
        key=given["key"],
        heading=given["heading"],
        guidance=given["guidance"],
        level="recommended",
        note=given.get("note", ""),
        sources=tuple(given["sources"]),
        reviewed=given.get("reviewed", True),
    )


def _data() -> dict[str, Any]:
    return newest(CatalogueVersion.Kind.CLAUSES, read, file_data)


def file_data() -> dict[str, Any]:
    return read_yaml(DATA)


def read(data: dict[str, Any]) -> dict[str, Any]:
    """The catalogue as the functions above use it. Raises ValueError for what does not hold together."""
    data = tied(data)
    keys = [each["key"] for each in data["clauses"]]
    if len(keys) != len(set(keys)):
        raise ValueError("A clause stands twice in the catalogue.")
    for each in data["clauses"]:
        if unknown := set(each["types"].values()) - LEVELS.keys():
            raise ValueError(f"Clause {each['key']}: unknown level {', '.join(sorted(unknown))}.")
    listed = {each["key"] for kinds in data.get("lists", {}).values() for clauses in kinds.values() for each in clauses}
    for each in data["look_for"]:
        if unknown := set(each["clauses"]) - set(keys) - listed:
            raise ValueError(f"Remark {each['key']}: no clause called {', '.join(sorted(unknown))}.")
        each["pattern"] = re.compile(each["pattern"], re.IGNORECASE)
        each["harmless"] = re.compile(each["harmless"], re.IGNORECASE) if each.get("harmless") else None
        each.setdefault("harmless_within", "sentence")
    return data


def tied(value):
    """A § and its number never stand on two lines."""
    if isinstance(value, dict):
        return {key: tied(each) for key, each in value.items()}
    if isinstance(value, list):
        return [tied(each) for each in value]
    return value.replace("§ ", "§\u00a0").strip() if isinstance(value, str) else value
