"""A version of the process as it is stored: what it is made of, what must hold together, and how it is written down."""

from __future__ import annotations

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
    keys = [item.key for items in process.items.values() for item in items]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"These items stand twice: {', '.join(sorted(twice))}.")
    for number, items in process.items.items():
        by_key = {each.key: each for each in process.requirements_before(number + 1)}
        for item in items:
            if item.requirement and not covers(by_key.get(item.requirement), item):
                raise ValueError(f"Item {item.key}: no requirement {item.requirement} before phase {number + 1}.")


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
