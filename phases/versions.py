"""A version of the process as it is stored: what it is made of, what must hold together, and how it is written down."""

from __future__ import annotations

from collections import Counter

from phases.models import ChecklistTemplateItem, RequirementTemplate
from phases.process import Process

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


def check_process(process: Process) -> None:
    """What the database can not see: keys are unique in a version, and an item's requirement is there for its types.

    Raises ValueError.
    """
    if twice := items_twice(process):
        raise ValueError(f"These items stand twice: {', '.join(each.key for each in twice)}.")
    for number, item in items_uncovered(process):
        raise ValueError(f"Item {item.key}: no requirement {item.requirement} before phase {number + 1}.")


def items_twice(process: Process) -> list[ChecklistTemplateItem]:
    """Items whose key another one has too, each key once."""
    by_key = {item.key: item for items in process.items.values() for item in items}
    counted = Counter(item.key for items in process.items.values() for item in items)
    return [by_key[key] for key in sorted(key for key, count in counted.items() if count > 1)]


def items_uncovered(process: Process) -> list[tuple[int, ChecklistTemplateItem]]:
    """Items that follow a requirement which is not there for all of their forms, with the number of their phase."""
    found = []
    for number, items in process.items.items():
        by_key = {each.key: each for each in process.requirements_before(number + 1)}
        found += [
            (number, each) for each in items if each.requirement and not covers(by_key.get(each.requirement), each)
        ]
    return found


def covers(requirement: RequirementTemplate | None, item: ChecklistTemplateItem) -> bool:
    """The requirement is there for every form that the item is for; without forms something is for all of them."""
    if requirement is None:
        return False
    if not requirement.organisation_types:
        return True
    return bool(item.organisation_types) and set(item.organisation_types) <= set(requirement.organisation_types)


def store_process(process: Process) -> None:
    """Write the version and all that it is made of."""
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
