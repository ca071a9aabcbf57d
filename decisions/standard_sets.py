"""The standard sets of questions, as the newest version says. The first one is `data/questions.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from common.data_files import read_yaml
from decisions.catalogues import newest
from decisions.models.catalogues import CatalogueVersion
from decisions.vocabulary import Body, Scope, TextKind

DATA = Path(__file__).resolve().parent / "data" / "questions.yaml"
QUESTION_NAMES = frozenset(
    (
        "key",
        "title",
        "explanation",
        "scope",
        "binding",
        "bodies",
        "text",
        "requires",
        "may_be_irrelevant",
        "optional",
        "rule",
        "source",
    )
)
SET_NAMES = frozenset(("by_law", "rounds", "outside", "order"))


@dataclass(frozen=True)
class StandardQuestion:
    key: str
    title: str
    explanation: str
    source: str
    scope: str = Scope.EACH
    binding: bool = True
    bodies: tuple[str, ...] = ()
    text: str = ""
    requires: tuple[str, ...] = ()
    may_be_irrelevant: bool = False
    optional: bool = False
    rule: str = ""
    round: int | None = None  # place of its round in the set


@dataclass(frozen=True)
class StandardSet:
    """What one organisation form asks. `by_law` are the bodies that must answer what binds, `rule` says why."""

    rounds: tuple[str, ...]
    questions: tuple[StandardQuestion, ...]
    by_law: tuple[str, ...] = ()
    rule: str = ""


def standard_set(type_key: str | None) -> StandardSet | None:
    """The set of an organisation type; None while no type is chosen."""
    return _sets().get(type_key)


def bodies_by_law(type_key: str | None) -> tuple[str, ...]:
    """Who must answer every binding question of a municipality; empty where the law leaves it to the parties."""
    found = standard_set(type_key)
    return found.by_law if found else ()


def standard_keys() -> frozenset[str]:
    """Keys of all that any form asks."""
    return frozenset(question.key for each in _sets().values() for question in each.questions)


def _sets() -> dict[str, StandardSet]:
    return newest(CatalogueVersion.Kind.QUESTIONS, read_sets, file_data)


def file_data() -> dict:
    return read_yaml(DATA)


def read_sets(data: dict) -> dict[str, StandardSet]:
    """The sets that the data describes. Raises ValueError for what does not fit."""
    return {key: _set(key, given, data["library"]) for key, given in data["sets"].items()}


def _set(key: str, given: dict, library: dict[str, dict]) -> StandardSet:
    _check_names(key, given, SET_NAMES)
    rounds = {name: place for place, each in enumerate(given["rounds"]) for name in each["questions"]}
    order = given.get("order", [*rounds, *given.get("outside", ())])
    if sorted(order) != sorted([*rounds, *given.get("outside", ())]):
        raise ValueError(f"Set {key}: the order names other questions than the rounds.")
    law = given.get("by_law", {})
    return StandardSet(
        rounds=tuple(each["name"] for each in given["rounds"]),
        questions=tuple(_question(name, library[name], rounds.get(name)) for name in order),
        by_law=tuple(Body(each).value for each in law.get("bodies", ())),
        rule=law.get("rule", ""),
    )


def _question(name: str, given: dict, place: int | None) -> StandardQuestion:
    _check_names(name, given, QUESTION_NAMES)
    return StandardQuestion(
        key=given.get("key", name),
        title=_tied(given["title"]),
        explanation=_tied(given["explanation"]),
        source=_tied(given["source"]),
        scope=Scope(given.get("scope", Scope.EACH)).value,
        binding=given.get("binding", True),
        bodies=tuple(Body(each).value for each in given.get("bodies", ())),
        text=TextKind(given["text"]).value if "text" in given else "",
        requires=tuple(given.get("requires", ())),
        may_be_irrelevant=given.get("may_be_irrelevant", False),
        optional=given.get("optional", False),
        rule=given.get("rule", ""),
        round=place,
    )


def _check_names(what: str, given: dict, names: frozenset[str]) -> None:
    if unknown := set(given) - names:
        raise ValueError(f"{what}: unknown {', '.join(sorted(unknown))}.")


def _tied(text: str) -> str:
    """A § and its number never stand on two lines."""
    return text.replace("§ ", "§\u00a0")
