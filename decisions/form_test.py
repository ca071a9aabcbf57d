"""The form test: questions before a form is chosen, and whether a fællesskab is small. Pure; guidance and no ruling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from common.data_files import read_yaml

DATA = Path(__file__).resolve().parent / "data" / "form_test.yaml"
ALLOWED_OVER = 1  # of the three limits a small fællesskab passes at most one


@dataclass(frozen=True)
class FormQuestion:
    """A question whose yes says which provision must be assessed."""

    key: str
    text: str
    provision: str
    why: str
    source: str


@dataclass(frozen=True)
class Limits:
    """From when they hold; kroner, kroner and full-time employees."""

    valid_from: dt.date
    balance: int
    turnover: int
    employees: int
    source: str


@dataclass(frozen=True)
class Size:
    """Expected figures of a full year; None where they are not known."""

    balance: int | None = None
    turnover: int | None = None
    employees: int | None = None


def form_questions() -> tuple[FormQuestion, ...]:
    return tuple(FormQuestion(**each) for each in _data()["questions"])


def limits_on(day: dt.date) -> Limits:
    """The limits of that day. Raises ValueError before there were any."""
    held = [Limits(**each) for each in _data()["limits"] if each["valid_from"] <= day]
    if not held:
        raise ValueError(day)
    return held[-1]


def own_limits(stored: Mapping[str, int], law: Limits) -> dict[str, int]:
    """Those that somebody put right: they differ from the law of the day on which they were stored."""
    return {name: value for name, value in stored.items() if value != getattr(law, name)}


def to_assess(answers: Mapping[str, bool], *, authority: str = "") -> list[FormQuestion]:
    """What the answers say must be assessed, for every form. `authority` is the name of the one that approves."""
    yes = [each for each in form_questions() if answers.get(each.key)]
    return [replace(each, why=each.why.format(authority=authority)) for each in yes]


def is_small(size: Size, limits: Limits) -> bool | None:
    """At most one limit is passed. None where what is not known decides it."""
    pairs = [(getattr(size, name), getattr(limits, name)) for name in ("balance", "turnover", "employees")]
    over = sum(value > limit for value, limit in pairs if value is not None)
    unknown = sum(value is None for value, _limit in pairs)
    if over > ALLOWED_OVER:
        return False
    return True if over + unknown <= ALLOWED_OVER else None


@lru_cache
def _data() -> dict:
    return _tied(read_yaml(DATA))


def _tied(value):
    """A § and its number never stand on two lines."""
    if isinstance(value, dict):
        return {key: _tied(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_tied(each) for each in value]
    return value.replace("§ ", "§\u00a0") if isinstance(value, str) else value
