"""One text for all, and each municipality's own agenda item made of it. Pure.

The common text has parts; a municipality's layout says in which sections, in which order and under which names they
stand. What the municipality adds of its own is kept apart from the common points, which nobody can change locally.
Placeholders such as `{{ kommune }}` are filled in inside a sandbox: a template can read those words and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
from django.utils.translation import gettext as _
from jinja2.sandbox import ImmutableSandboxedEnvironment

from common.data_files import read_yaml
from common.exceptions import DomainError

DATA = Path(__file__).resolve().parent / "data" / "agenda.yaml"
DECISION = "decision"
PLACEHOLDERS = ("kommune", "samarbejde", "runde", "frist", "version")
MAX_LENGTH = 40_000
_SANDBOX = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=False)


@dataclass(frozen=True)
class Section:
    """A heading, and the parts of the common text that stand under it."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    key: str
    name: str
    source: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class ItemSection:
    """A section as it is printed; `is_open` is left empty for what the meeting decides."""

    name: str
    text: str
    is_open: bool = False


@dataclass(frozen=True)
class AgendaItem:
    """A municipality's item: its sections, and apart from them what it has added itself."""

    municipality: str
    code: str
    title: str
    sections: tuple[ItemSection, ...]
    addendum: str = ""

    def as_dict(self) -> dict:
        return {**asdict(self), "sections": [asdict(each) for each in self.sections]}


def parts() -> dict[str, str]:
    """The parts of the common text, in their order, with their Danish names."""
    return _data()["parts"]


def layouts() -> tuple[Layout, ...]:
    """The layouts that a municipality can begin with; the first is everybody's until they choose."""
    return tuple(
        Layout(
            each["key"],
            each["name"],
            each["source"],
            tuple(Section(section["name"], tuple(section["parts"])) for section in each["sections"]),
        )
        for each in _data()["layouts"]
    )


def layout_of(key: str) -> Layout:
    """The layout with that key, or the usual one."""
    return next((each for each in layouts() if each.key == key), layouts()[0])


def renamed(layout: Layout, names: Sequence[str]) -> Layout:
    """The layout with the municipality's own words for its sections; an empty one keeps the name that it has."""
    pairs = zip(layout.sections, [*names, *([""] * len(layout.sections))], strict=False)
    sections = tuple(Section(own.strip() or section.name, section.parts) for section, own in pairs)
    return Layout(layout.key, layout.name, layout.source, sections)


def compose(
    title: str,
    common: Mapping[str, str],
    layout: Layout,
    words: Mapping[str, str],
    *,
    code: str,
    addendum: str = "",
) -> AgendaItem:
    """The item of one municipality. Sections without a word are left out, but for the one that is decided in.

    Raises DomainError for a placeholder that nobody knows.
    """
    made = []
    for section in layout.sections:
        if DECISION in section.parts:
            made.append(ItemSection(section.name, "", is_open=True))
            continue
        texts = [fill_in(common[part], words) for part in section.parts if common.get(part, "").strip()]
        if texts:
            made.append(ItemSection(section.name, "\n\n".join(texts)))
    return AgendaItem(words["kommune"], code, fill_in(title, words), tuple(made), addendum.strip())


def fill_in(text: str, words: Mapping[str, str]) -> str:
    """The text with its placeholders filled in, in the sandbox. Raises DomainError for one that can not be."""
    try:
        template = _SANDBOX.from_string(text[:MAX_LENGTH])
        return template.render({name: words[name] for name in PLACEHOLDERS if name in words}).strip()
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, MemoryError) as error:
        known = ", ".join(f"{{{{ {name} }}}}" for name in PLACEHOLDERS)
        raise DomainError(
            _("Teksten har en pladsholder, som ikke kan udfyldes. Du kan bruge: %(known)s.") % {"known": known}
        ) from error


@lru_cache
def _data() -> dict:
    return read_yaml(DATA)
