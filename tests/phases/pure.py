"""Facts made by hand: the real process, invented municipalities, no database."""

from __future__ import annotations

import datetime as dt
from functools import cache

from decisions.standing import Asked, Entry
from decisions.vocabulary import AssessmentKey, Outcome, Scope
from models_catalog.models import LegalRule, OrganisationType
from phases.facts import Facts, Law, Partner, Recorded
from phases.process import Process
from phases.reference_data import read_file, read_process
from phases.requirements import Requirement, evaluate

TODAY = dt.date(2026, 11, 20)
LONG_AGO = dt.date(1970, 1, 1)
# Questions that are answered once.
ONCE = {
    "authority-approval": Scope.AUTHORITY,
    "authority-orientation": Scope.AUTHORITY,
    "general-assembly": Scope.JOINT,
    "company-founded": Scope.JOINT,
    "articles-and-shareholder-agreement": Scope.JOINT,
}
TYPES = [key.value for key in OrganisationType.Key]
SECTION_60 = ("section-60", "section-60a")


@cache
def real_process() -> Process:
    return read_process(read_file())


@cache
def law() -> Law:
    """A rule for every key that the process names; the approving authority changed on 1 April 2017."""
    keys = {each.legal_rule for each in real_process().requirements if each.legal_rule} - {"authority-approval"}
    rules = [make_rule(key, body="Kommunalbestyrelsen") for key in sorted(keys - {"authority-orientation"})]
    return Law(
        (
            *rules,
            make_rule("authority-orientation", body="Ankestyrelsen"),
            make_rule("authority-approval", body="Statsforvaltningen", valid_to=dt.date(2017, 3, 31)),
            make_rule("authority-approval", body="Ankestyrelsen", valid_from=dt.date(2017, 4, 1)),
        )
    )


def make_rule(key: str, **values) -> LegalRule:
    return LegalRule(
        key=key,
        **{
            "statement": "Reglen.",
            "legal_basis": "Loven § 1",
            "source_title": "Kilden",
            "source_url": "https://example.org/",
            "last_checked": TODAY,
            "valid_from": LONG_AGO,
            **values,
        },
    )


def make_type(key: str | None) -> OrganisationType | None:
    return OrganisationType(key=key, name=f"Form {key}", municipalities_only=key in SECTION_60) if key else None


def partner(name: str, state: str = "participant", *steps: tuple[dt.date, str], described: bool = False) -> Partner:
    """A municipality; its id is made of its name. Without `steps` it has been in that state since long ago."""
    number = sum(ord(letter) for letter in name)
    return Partner(number, f"{number:03d}"[-3:], name, state, described, steps or ((LONG_AGO, state),))


ODDER, HORSENS = partner("Odder"), partner("Horsens")


def make_facts(*partners: Partner, kind: str | None = None, phase: int = 1, **values) -> Facts:
    values.setdefault("law", law())
    if "recorded" in values:
        values |= decided(values.pop("recorded"))
    values.setdefault("process", real_process())
    return Facts(
        collaboration_id=1,
        slug="proeve",
        phase=phase,
        today=TODAY,
        initiator_id=partners[0].municipality_id if partners else None,
        organisation_type=make_type(kind),
        partners=partners,
        **values,
    )


def recorded(key: str, *partners: Partner, on: dt.date | None = dt.date(2026, 5, 12)) -> dict:
    """By key and municipality (None: once for all) the day of a yes; without a day it was taken back."""
    return {(key, each.municipality_id): on for each in partners} or {(key, None): on}


def decided(held: dict) -> dict:
    """The questions with their answers, and the assessments, that those days stand for."""
    answers: dict[str, list[Entry]] = {}
    for number, ((key, where), day) in enumerate(held.items()):
        question = "appropriation" if key == "no-start-cost" else key
        if (where is None) == (question in ONCE):
            answers.setdefault(question, []).extend(_entries(10 * number + 1, key, where, day))
    assessments = {key: Recorded(day) for (key, _where), day in held.items() if key in AssessmentKey.values and day}
    questions = [
        Asked(
            key=key,
            scope=ONCE.get(key, Scope.EACH),
            binding=key != "authority-orientation",
            may_be_irrelevant=key == "appropriation",
            entries=tuple(entries),
        )
        for key, entries in answers.items()
    ]
    return {"questions": tuple(questions), "assessments": assessments}


def _entries(pk: int, key: str, where: int | None, day: dt.date | None) -> list[Entry]:
    yes = {
        "no-start-cost": Outcome.NOT_RELEVANT,
        "authority-approval": Outcome.APPROVED,
        "authority-orientation": Outcome.INFORMED,
    }
    entry = Entry(pk, where, yes.get(key, Outcome.ADOPTED), day or dt.date(2026, 5, 12))
    return [entry] if day else [entry, Entry(pk + 1, where, Outcome.TAKEN_BACK, corrects=pk)]


def done(*keys: str, state: str = "done") -> dict:
    """Entries of `Facts.answers` for items of the collaboration as a whole."""
    return {(key, None): state for key in keys}


def requirement(facts: Facts, key: str, before: int) -> Requirement:
    found = [each for each in evaluate(facts, before_phase=before) if each.key == key]
    assert len(found) == 1, [each.key for each in evaluate(facts, before_phase=before)]
    return found[0]


def keys(facts: Facts, before: int) -> list[str]:
    return [each.key for each in evaluate(facts, before_phase=before)]
