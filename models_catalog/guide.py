"""The model guide's questions and what the four models give and demand. Pure: no ORM.

The first words are those of `data/guide.yaml`; administrators publish others (`modelguide.reading`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import Any, Literal

from common.data_files import read_yaml

DATA = Path(__file__).resolve().parent / "data" / "guide.yaml"


Answers = Mapping[str, str | int]  # what was answered, by the key of the question


@dataclass(frozen=True)
class Saying:
    """What an answer means: for, against or demanded by what it is `about`; about nothing in particular means all.

    A conflict says that a form can not do what is wished. A remark is about the whole.
    """

    kind: Literal["for", "against", "demands", "conflict", "remark"]
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    key: str
    label: str
    points: str = ""
    says: tuple[Saying, ...] = ()


@dataclass(frozen=True)
class Bounds:
    """A number from and to, both included."""

    at_least: int = 0
    at_most: int | None = None

    def holds(self, number: int) -> bool:
        return self.at_least <= number and (self.at_most is None or number <= self.at_most)


@dataclass(frozen=True)
class NumberRule:
    """What a number between two bounds means. The texts may name it: `{number}`."""

    bounds: Bounds
    says: tuple[Saying, ...]

    def told(self, number: int) -> tuple[Saying, ...]:
        return tuple(replace(said, text=said.text.format(number=number)) for said in self.says)


@dataclass(frozen=True)
class Question:
    key: str
    group: str
    text: str
    source: str
    kind: Literal["choice", "number", "form"] = "choice"
    help: str = ""
    counts: bool = True
    options: tuple[Option, ...] = ()
    rules: tuple[NumberRule, ...] = ()
    highest: int | None = None

    def option(self, key: str) -> Option | None:
        return next((each for each in self.options if each.key == key), None)

    def says(self, answer: str | int) -> tuple[Saying, ...]:
        if self.kind == "number":
            return tuple(
                said for rule in self.rules if rule.bounds.holds(int(answer)) for said in rule.told(int(answer))
            )
        option = self.option(str(answer))
        return option.says if option else ()


@dataclass(frozen=True)
class Clash:
    """Answers that contradict each other. The text may name an answer: `{rejsetid}`."""

    when: Mapping[str, str | int | Bounds]
    text: str

    def holds(self, answers: Answers) -> bool:
        return all(_is(answers.get(key), wanted) for key, wanted in self.when.items())

    def told(self, answers: Answers) -> str:
        return self.text.format_map(answers)


def _is(answer: str | int | None, wanted: str | int | Bounds) -> bool:
    if isinstance(wanted, Bounds):
        return answer is not None and wanted.holds(int(answer))
    return answer == wanted


@dataclass(frozen=True)
class Gain:
    type: str
    text: str


@dataclass(frozen=True)
class Details:
    """What is known about a model, in our own words."""

    obvious_when: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    preconditions: tuple[str, ...]
    challenges: tuple[str, ...]
    gains: tuple[Gain, ...]
    projects: tuple[str, ...]
    cases: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Group:
    """A heading of the page, and the questions below it."""

    key: str
    title: str
    help: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Guide:
    groups: tuple[Group, ...]
    clashes: tuple[Clash, ...]
    details: Mapping[str, Details]  # by the key of the model
    approvals: Mapping[str, str]  # by the key of the rule of law; `{body}` is the authority that the rule names

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for group in self.groups for question in group.questions)


def file_data() -> dict[str, Any]:
    """The guide as it comes with the product."""
    return read_yaml(DATA)


def read_guide(data: Mapping[str, Any]) -> Guide:
    """The guide that the data describes. Raises KeyError for what is missing."""
    data = _tied(data)
    questions = [_question(each) for each in data["questions"]]
    return Guide(
        groups=tuple(
            Group(each["key"], each["title"], each["help"], tuple(q for q in questions if q.group == each["key"]))
            for each in data["groups"]
        ),
        clashes=tuple(_clash(each) for each in data["clashes"]),
        details={key: _details(each) for key, each in data["models"].items()},
        approvals=data["approvals"],
    )


def unsayable(guide: Guide) -> list[str]:
    """The texts that can not be shown, as they hold words in braces that nothing fills in, or are none."""
    texts = [(clash.text, set(clash.when)) for clash in guide.clashes]
    for question in guide.questions:
        texts += [(saying.text, {"number"}) for rule in question.rules for saying in rule.says]
    texts += [(text, {"body"}) for text in guide.approvals.values()]
    return [str(text) for text, filled in texts if not _may_be_filled(text, filled)]


def _may_be_filled(text: str, names: set[str]) -> bool:
    try:
        parts = list(Formatter().parse(text))
    except (TypeError, ValueError):
        return False
    return all(name is None or (name in names and not form and not turned) for _said, name, form, turned in parts)


def _question(row: dict[str, Any]) -> Question:
    options = tuple(_option(each) for each in row.get("options", ()))
    return Question(
        key=row["key"],
        group=row["group"],
        text=row["text"],
        help=row.get("help", ""),
        source=row["source"],
        kind=_kind(row),
        counts=row.get("counts", True),
        options=options,
        rules=tuple(_rule(each) for each in row.get("numbers", ())),
        highest=row.get("highest"),
    )


def _kind(row: dict[str, Any]) -> Literal["choice", "number", "form"]:
    if row.get("forms"):
        return "form"
    return "number" if "highest" in row else "choice"


def _option(row: dict[str, Any]) -> Option:
    return Option(row["key"], row["label"], points=row.get("points", ""), says=_says(row))


def _rule(row: dict[str, Any]) -> NumberRule:
    return NumberRule(_bounds(row), says=_says(row))


def _bounds(row: dict[str, Any]) -> Bounds:
    return Bounds(at_least=row.get("at_least", 0), at_most=row.get("at_most"))


def _clash(row: dict[str, Any]) -> Clash:
    when = {key: _bounds(each) if isinstance(each, dict) else each for key, each in row["when"].items()}
    return Clash(when, row["text"])


def _says(row: dict[str, Any]) -> tuple[Saying, ...]:
    return tuple(Saying(each["kind"], each["text"], tuple(each.get("about", ()))) for each in row.get("says", ()))


def _details(row: dict[str, Any]) -> Details:
    return Details(
        obvious_when=row["obvious_when"],
        speaks_for=tuple(row["speaks_for"]),
        speaks_against=tuple(row["speaks_against"]),
        preconditions=tuple(row["preconditions"]),
        challenges=tuple(row["challenges"]),
        gains=tuple(Gain(each["type"], each["text"]) for each in row["gains"]),
        projects=tuple(row["projects"]),
        cases=tuple(row["cases"]),
        source=row["source"],
    )


def _tied(value):
    """A § and its number never stand on two lines."""
    if isinstance(value, dict):
        return {key: _tied(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_tied(each) for each in value]
    return value.replace("§ ", "§\u00a0") if isinstance(value, str) else value
