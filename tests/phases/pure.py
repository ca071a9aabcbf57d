"""Facts made by hand: the real process, invented municipalities, no database."""

from __future__ import annotations

import datetime as dt
from functools import cache

from models_catalog.models import LegalRule, OrganisationType
from phases.facts import Facts, Law, Partner, Recorded
from phases.process import Process
from phases.reference_data import read_file, read_process
from phases.requirements import Requirement, evaluate

TODAY = dt.date(2026, 11, 20)
LONG_AGO = dt.date(1970, 1, 1)
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
    """Entries of `Facts.recorded`: for each municipality, or for the collaboration as a whole."""
    return {(key, each.municipality_id): Recorded(on) for each in partners} or {(key, None): Recorded(on)}


def done(*keys: str, state: str = "done") -> dict:
    """Entries of `Facts.answers` for items of the collaboration as a whole."""
    return {(key, None): state for key in keys}


def requirement(facts: Facts, key: str, before: int) -> Requirement:
    found = [each for each in evaluate(facts, before_phase=before) if each.key == key]
    assert len(found) == 1, [each.key for each in evaluate(facts, before_phase=before)]
    return found[0]


def keys(facts: Facts, before: int) -> list[str]:
    return [each.key for each in evaluate(facts, before_phase=before)]
