"""Loads the process from `data/process.yaml`.

A version that somebody follows is never changed: the same number with other content is refused, and a new number adds
a version beside it. Where administrators have published versions of their own, a new file does not take over by itself:
it waits on their pages, where it can be made a draft, compared and published. May be run again at any time.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from common.data_files import read_yaml
from models_catalog.models import OrganisationType
from phases.checks import CHECKS
from phases.models import ChecklistTemplateItem, Phase, ProcessVersion, RequirementTemplate
from phases.process import Process, load_processes
from phases.versions import (
    ITEM_FIELDS,
    PHASE_FIELDS,
    REQUIREMENT_FIELDS,
    VERSION_FIELDS,
    check_process,
    store_process,
)

DATA = Path(__file__).resolve().parent / "data" / "process.yaml"

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
    number = process.version.file_number
    existing = ProcessVersion.objects.select_for_update().filter(file_number=number).first()
    if existing is not None:
        loaded = load_processes([existing.pk]).get(existing.pk)
        if existing.is_made_here or _content(loaded) == _content(process):
            return f"process version {number} is loaded already"
        if existing.is_used:
            raise ProcessInUse(f"Version {number} is in use and can not be changed. Give the new process a new number.")
        process.version.number = existing.number
        existing.delete()
    elif _made_here():
        return f"process version {number} waits on /redaktion/proces/, as administrators have published their own"
    store_process(process)
    count = sum(len(items) for items in process.items.values())
    return f"process version {number}: {count} items, {len(process.requirements)} requirements"


def waiting_process(path: Path = DATA) -> Process | None:
    """The process of the file, while it waits for an administrator to publish it; its rows are not saved."""
    if not _made_here():
        return None
    process = read_process(read_file(path))
    is_known = ProcessVersion.objects.filter(file_number=process.version.file_number).exists()
    return None if is_known else process


def _made_here() -> bool:
    return ProcessVersion.objects.filter(published_by__isnull=False).exists()


def read_file(path: Path = DATA) -> dict:
    return read_yaml(path)


def read_process(data: dict) -> Process:
    """The process that the data describes, as rows that are not saved. Raises ValueError for what does not fit."""
    said = {name: data[name] for name in VERSION_FIELDS}
    version = ProcessVersion(number=data["number"], file_number=data["number"], **said)
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
    check_process(process)
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
