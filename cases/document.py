"""A case as one typed document. Pure: dataclasses, their JSON, and nothing of the database.

Every text is in our own words. What is not known is an empty text or None and is shown as "Ikke oplyst"; an empty list
says that the sources name nothing. A `source` is the title of a document with year and place, never a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

from cattrs import ClassValidationError, Converter
from cattrs.errors import BaseValidationError
from cattrs.v import transform_error

ESSENCE_LENGTH = 160


@dataclass(frozen=True)
class Source:
    """A document, with the place in it. `url` is where it can be read, or empty."""

    title: str
    year: int | None = None
    place: str = ""
    url: str = ""


@dataclass(frozen=True)
class PartyCount:
    """How many took part in a year, and who says so."""

    count: int
    year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Population:
    """Inhabitants of those who took part together."""

    value: int
    approximate: bool = False
    year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Gain:
    """`type` is a `vocabulary.GainType`. `beneficiary` is who gains, where it is not the municipalities."""

    type: str
    text: str
    source: str = ""
    beneficiary: str = ""


@dataclass(frozen=True)
class Lesson:
    """A precondition, a challenge, a lesson of the process, or advice. `phases` are those in which it is of use.

    `topics` are words that the lesson is about, for finding it ("ledelsesopbakning", "økonomi").
    """

    text: str
    source: str = ""
    phases: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Organised:
    """What was arranged, at a time where the sources tell of several."""

    text: str
    period: str = ""


@dataclass(frozen=True)
class Governance:
    commitment: str = ""
    politics: str = ""
    plans: str = ""
    arrangements: tuple[Organised, ...] = ()


@dataclass(frozen=True)
class KeyUse:
    """`type` is a `vocabulary.KeyType`; `applies_to` says which part of the bill."""

    type: str
    applies_to: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Financing:
    summary: str = ""
    keys: tuple[KeyUse, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A number as the source has it: `value` is a text, as it may be "1–2" or "flere hundrede", Danish decimals.

    `year` is null where the source gives no single year; `period` then says what it does give. `role` is a
    `vocabulary.FigureRole`, and `measure` names what an expected and an actual figure are both of.
    """

    label: str
    value: str
    unit: str = ""
    year: int | None = None
    period: str = ""
    note: str = ""
    source: str = ""
    role: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Event:
    """`date` as precisely as it is known: "2013", "2013-08", "2013-07-01" or words ("forår 2013")."""

    date: str
    text: str


@dataclass(frozen=True)
class Disagreement:
    """Where the sources say different things: both, and how the catalogue treats it."""

    topic: str
    text: str
    treatment: str = ""


@dataclass(frozen=True)
class LawNote:
    """Where the law has moved on since. `checked` is the day on which the source was last read (ISO)."""

    text: str
    source: str
    url: str = ""
    checked: str = ""


@dataclass(frozen=True)
class CaseDocument:
    """All that a case says. `model` is the key of a `CollaborationModel` or empty, `organisation`, `kind` words of
    `vocabulary`; `municipalities` are municipality codes, `topics` keys of `Topic`."""

    title: str
    essence: str = ""
    summary: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = "external"
    kind_note: str = ""
    model: str = ""
    model_note: str = ""
    organisation: str = ""
    organisation_note: str = ""
    established: str = ""
    established_note: str = ""
    municipalities: tuple[str, ...] = ()
    municipalities_note: str = ""
    other_parties: tuple[str, ...] = ()
    party_counts: tuple[PartyCount, ...] = ()
    populations: tuple[Population, ...] = ()
    topics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    background: str = ""
    areas: tuple[str, ...] = ()
    gains: tuple[Gain, ...] = ()
    governance: Governance = Governance()
    financing: Financing = Financing()
    preconditions: tuple[Lesson, ...] = ()
    challenges: tuple[Lesson, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    advice: tuple[Lesson, ...] = ()
    outlook: str = ""
    timeline: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    law_notes: tuple[LawNote, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def established_year(self) -> int | None:
        return int(self.established[:4]) if re.match(r"[0-9]{4}", self.established) else None

    @property
    def party_count(self) -> int | None:
        """The newest count that a source gives, or how many are named; None where nobody says."""
        if self.party_counts:
            return max(self.party_counts, key=lambda each: each.year or 0).count
        return len(self.municipalities) or None


class UnreadableDocument(ValueError):
    """A document without the form of one. `faults` says what and where, in English, for who made the file."""

    def __init__(self, faults: list[str]):
        super().__init__("; ".join(faults))
        self.faults = faults


_converter = Converter(forbid_extra_keys=True, omit_if_default=True)
FIELDS = tuple(field.name for field in fields(CaseDocument))


def read_document(data: dict[str, Any]) -> CaseDocument:
    """The document that this JSON describes. Raises `UnreadableDocument` for an unknown key or another type."""
    try:
        return _converter.structure(data, CaseDocument)
    except (ClassValidationError, BaseValidationError) as error:
        raise UnreadableDocument(transform_error(error)) from error


def write_document(document: CaseDocument) -> dict[str, Any]:
    """Its JSON, without what is empty: `read_document(write_document(d)) == d`."""
    return _converter.unstructure(document)
