"""The process as data: phases, items and requirements of one version, read once and then asked without queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

from phases.models import ChecklistTemplateItem, Phase, ProcessVersion, RequirementTemplate

# What explains an item, and is only shown on the pages that are about it.
ITEM_TEXTS = ("clarifies", "results", "help", "source")
# What a phase is known by where nothing is explained.
PHASE_NAMES = ("version_id", "number", "key", "name")


@dataclass(frozen=True)
class Process:
    """One version of the process. Its rows may be unsaved: nothing here reads the database."""

    version: ProcessVersion
    phases: tuple[Phase, ...]
    items: dict[int, tuple[ChecklistTemplateItem, ...]] = field(default_factory=dict)  # by phase number
    requirements: tuple[RequirementTemplate, ...] = ()

    def phase(self, number: int) -> Phase:
        """Raises KeyError for a number that is not a phase."""
        for phase in self.phases:
            if phase.number == number:
                return phase
        raise KeyError(number)

    def items_in(self, number: int) -> tuple[ChecklistTemplateItem, ...]:
        return self.items.get(number, ())

    def item(self, key: str) -> tuple[int, ChecklistTemplateItem] | None:
        """The item with that key and the number of its phase. A key stands once in a version."""
        for number, items in self.items.items():
            for item in items:
                if item.key == key:
                    return number, item
        return None

    def items_beyond(self, other: Process) -> list[ChecklistTemplateItem]:
        """Items that the other version has not, by key."""
        theirs = {item.key for items in other.items.values() for item in items}
        return [item for items in self.items.values() for item in items if item.key not in theirs]

    def requirements_beyond(self, other: Process) -> list[RequirementTemplate]:
        """Requirements that the other version has not, by key and phase."""
        theirs = {(each.before_phase, each.key) for each in other.requirements}
        return [each for each in self.requirements if (each.before_phase, each.key) not in theirs]

    def requirements_before(self, phase: int) -> list[RequirementTemplate]:
        return [each for each in self.requirements if each.before_phase == phase]


def load_processes(version_ids: Iterable[int], *, texts: bool = True) -> dict[int, Process]:
    """Versions by id, in three queries whatever their number.

    Without `texts` in two: phases then come with their items, and have no more than name, number and key, their version
    no more than its id; what explains an item is read when somebody asks for it.
    """
    ids = set(version_ids)
    items, by_id = _items(ids) if texts else _items_without_texts(ids)
    phases: dict[int, list[Phase]] = defaultdict(list)
    for phase in sorted(by_id.values(), key=lambda each: each.number):
        phases[phase.version_id].append(phase)
    by_number: dict[int, dict[int, list[ChecklistTemplateItem]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        item.phase = by_id[item.phase_id]
        by_number[item.phase.version_id][item.phase.number].append(item)
    requirements: dict[int, list[RequirementTemplate]] = defaultdict(list)
    for requirement in RequirementTemplate.objects.filter(version__in=ids).order_by("before_phase", "position"):
        requirements[requirement.version_id].append(requirement)
    return {
        pk: Process(
            version=found[0].version,
            phases=tuple(found),
            items={number: tuple(each) for number, each in by_number[pk].items()},
            requirements=tuple(requirements[pk]),
        )
        for pk, found in phases.items()
    }


def _items(ids: set[int]) -> tuple[list[ChecklistTemplateItem], dict[int, Phase]]:
    """The items in their order, and their phases by id."""
    phases = {phase.pk: phase for phase in Phase.objects.filter(version__in=ids).select_related("version")}
    return list(ChecklistTemplateItem.objects.filter(phase__in=phases).order_by("position")), phases


def _items_without_texts(ids: set[int]) -> tuple[list[ChecklistTemplateItem], dict[int, Phase]]:
    """Both in one query: each item says its phase, which is made once and not for every item."""
    items = list(
        ChecklistTemplateItem.objects.filter(phase__version__in=ids)
        .defer(*ITEM_TEXTS)
        .annotate(**{f"phase_{name}": F(f"phase__{name}") for name in PHASE_NAMES})
        .order_by("position")
    )
    versions: dict[int, ProcessVersion] = {}
    phases: dict[int, Phase] = {}
    for item in items:
        if item.phase_id not in phases:
            version = versions.setdefault(item.phase_version_id, ProcessVersion(pk=item.phase_version_id))
            phases[item.phase_id] = Phase(
                pk=item.phase_id, version=version, number=item.phase_number, key=item.phase_key, name=item.phase_name
            )
    return items, phases


def newest_process() -> Process | None:
    """The newest version, or None before any was loaded."""
    version = ProcessVersion.objects.order_by("-number").first()
    return load_processes([version.pk]).get(version.pk) if version else None
