"""Loads the process from `data/process.yaml`.

A version that somebody follows is never changed: the same number with other content is refused, and a new number adds
a version beside it. May be run again at any time.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from django.db import transaction

from models_catalog.models import OrganisationType
from phases.checks import CHECKS
from phases.models import (
    ChecklistItem,
    ChecklistTemplateItem,
    CollaborationProcess,
    Phase,
    ProcessVersion,
    RequirementTemplate,
)
from phases.process import Process, load_processes

DATA = Path(__file__).resolve().parent / "data" / "process.yaml"
# Ten times as fast, where the C library came with the package.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
VERSION_FIELDS = ("published_on", "note", "source")
PHASE_FIELDS = ("number", "key", "name", "purpose", "involved", "decisions", "differences", "source")
ITEM_FIELDS = (
    "key",
    "text",
    "group",
    "position",
    "organisation_types",
    "per_municipality",
    "requirement",
    "clarifies",
    "results",
    "help",
    "source",
)
REQUIREMENT_FIELDS = (
    "before_phase",
    "key",
    "title",
    "explanation",
    "check_name",
    "parameters",
    "organisation_types",
    "waivable",
    "blocking",
    "legal_rule",
    "position",
    "source",
)


HELP_NAMES = frozenset(("key", "kind", "phases", "title", "text", "source"))
ITEM_NAMES = frozenset(("key", "text", "group", "for", "per", "requirement", "clarifies", "results", "help", "source"))
REQUIREMENT_NAMES = frozenset(
    (
        "before",
        "key",
        "title",
        "explanation",
        "check",
        "parameters",
        "for",
        "waivable",
        "blocking",
        "legal_rule",
        "source",
    )
)


class ProcessInUse(ValueError):
    """The file says something else than a version of the same number that collaborations follow."""


@transaction.atomic
def load(path: Path = DATA) -> str:
    """Bring the process up to the file. Returns one line for the console.

    Raises ProcessInUse, and ValueError for a file that does not hold together.
    """
    process = read_process(read_file(path))
    number = process.version.number
    existing = ProcessVersion.objects.select_for_update().filter(number=number).first()
    if existing is not None:
        if _content(load_processes([existing.pk]).get(existing.pk)) == _content(process):
            return f"process version {number} is loaded already"
        if _is_used(existing):
            raise ProcessInUse(f"Version {number} is in use and can not be changed. Give the new process a new number.")
        existing.delete()
    _store(process)
    count = sum(len(items) for items in process.items.values())
    return f"process version {number}: {count} items, {len(process.requirements)} requirements"


def read_file(path: Path = DATA) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 both loaders are safe ones


def read_process(data: dict) -> Process:
    """The process that the data describes, as rows that are not saved. Raises ValueError for what does not fit."""
    version = ProcessVersion(number=data["number"], **{name: data[name] for name in VERSION_FIELDS})
    phases, items = [], {}
    for given in data["phases"]:
        phase = Phase(version=version, **{name: given[name] for name in PHASE_FIELDS})
        phases.append(phase)
        items[phase.number] = tuple(
            _item(phase, each, position, data["library"]) for position, each in enumerate(given["items"], start=1)
        )
    requirements = tuple(
        _requirement(version, each, position) for position, each in enumerate(data["requirements"], start=1)
    )
    process = Process(version, tuple(phases), items, requirements)
    _check(process)
    return process


def _item(phase: Phase, given: dict, position: int, library: dict[str, dict]) -> ChecklistTemplateItem:
    _check_names(given, ITEM_NAMES)
    unknown = [key for key in given.get("help", ()) if key not in library]
    if unknown:
        raise ValueError(f"Item {given['key']}: no help called {', '.join(unknown)}.")
    return ChecklistTemplateItem(
        phase=phase,
        key=given["key"],
        text=given["text"],
        group=ChecklistTemplateItem.Group(given["group"]),
        position=position,
        organisation_types=_types(given),
        per_municipality=given.get("per") == "municipality",
        requirement=given.get("requirement", ""),
        clarifies=given.get("clarifies", []),
        results=given.get("results", []),
        help=[{"key": key, **_shown(library[key])} for key in given.get("help", ())],
        source=given["source"],
    )


def _check_names(given: dict, names: frozenset[str]) -> None:
    """A name that is not known is a slip of the pen: a comma in a text that is not quoted makes one."""
    if not set(given) <= names:
        raise ValueError(f"{given['key']}: what is {', '.join(sorted(set(given) - names))}?")


def _shown(entry: dict) -> dict:
    _check_names({"key": entry["title"], **entry}, HELP_NAMES)
    return {name: entry[name] for name in ("kind", "title", "text", "source")}


def _requirement(version: ProcessVersion, given: dict, position: int) -> RequirementTemplate:
    _check_names(given, REQUIREMENT_NAMES)
    if given["check"] not in CHECKS:
        raise ValueError(f"Requirement {given['key']}: no check called {given['check']}.")
    return RequirementTemplate(
        version=version,
        before_phase=given["before"],
        key=given["key"],
        title=given["title"],
        explanation=given["explanation"],
        check_name=given["check"],
        parameters=given.get("parameters", {}),
        organisation_types=_types(given),
        waivable=given.get("waivable", True),
        blocking=given.get("blocking", True),
        legal_rule=given.get("legal_rule", ""),
        position=position,
        source=given["source"],
    )


def _types(given: dict) -> list[str]:
    return [OrganisationType.Key(key).value for key in given.get("for", ())]


def _check(process: Process) -> None:
    """What the database can not see: keys are unique in a version, and an item's requirement is there for its types."""
    keys = [item.key for items in process.items.values() for item in items]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"These items stand twice: {', '.join(sorted(twice))}.")
    for number, items in process.items.items():
        by_key = {each.key: each for each in process.requirements_before(number + 1)}
        for item in items:
            if not item.requirement:
                continue
            found = by_key.get(item.requirement)
            every = list(OrganisationType.Key)
            if found is None or not set(item.organisation_types or every) <= set(found.organisation_types or every):
                raise ValueError(f"Item {item.key}: no requirement {item.requirement} before phase {number + 1}.")


def _content(process: Process | None) -> dict | None:
    """All that the version says, to be compared."""
    if process is None:
        return None

    def values(row, fields):
        return {name: getattr(row, name) for name in fields}

    return {
        "version": values(process.version, VERSION_FIELDS),
        "phases": [values(phase, PHASE_FIELDS) for phase in process.phases],
        "items": {number: [values(item, ITEM_FIELDS) for item in items] for number, items in process.items.items()},
        "requirements": [values(each, REQUIREMENT_FIELDS) for each in process.requirements],
    }


def _is_used(version: ProcessVersion) -> bool:
    return (
        CollaborationProcess.objects.filter(version=version).exists()
        or ChecklistItem.objects.filter(template__phase__version=version).exists()
    )


def _store(process: Process) -> None:
    process.version.save()
    for phase in process.phases:
        phase.version = process.version
        phase.save()
        for item in process.items_in(phase.number):
            item.phase = phase
    ChecklistTemplateItem.objects.bulk_create([item for items in process.items.values() for item in items])
    for requirement in process.requirements:
        requirement.version = process.version
    RequirementTemplate.objects.bulk_create(process.requirements)
