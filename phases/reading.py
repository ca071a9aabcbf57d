"""The process as it is read in the product: phases, points, requirements, and what the law says today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from models_catalog.models import LegalRule, OrganisationType
from phases.facts import Law
from phases.models import ChecklistTemplateItem, Phase, ProcessVersion, RequirementTemplate
from phases.process import newest_process


@dataclass(frozen=True)
class ReadRequirement:
    template: RequirementTemplate
    title: str
    explanation: str
    types: tuple[str, ...]  # short names; empty means every form
    rule: LegalRule | None


@dataclass(frozen=True)
class ReadItem:
    template: ChecklistTemplateItem
    types: tuple[str, ...]


@dataclass(frozen=True)
class ReadGroup:
    name: str
    items: tuple[ReadItem, ...]


@dataclass(frozen=True)
class ReadPhase:
    phase: Phase
    groups: tuple[ReadGroup, ...]
    requirements: tuple[ReadRequirement, ...]  # before the next phase
    differences: tuple[tuple[str, str], ...]  # (name of the form, what is special)

    @property
    def next_number(self) -> int:
        return self.phase.number + 1

    @property
    def item_count(self) -> int:
        return sum(len(group.items) for group in self.groups)


@dataclass(frozen=True)
class Reading:
    version: ProcessVersion
    phases: tuple[ReadPhase, ...]
    as_of: dt.date


def read_newest_process() -> Reading | None:
    """The newest version with today's law; None before any was loaded."""
    process, today = newest_process(), timezone.localdate()
    if process is None:
        return None
    law, names = Law(tuple(LegalRule.objects.all())), {t.key: t.short_name for t in OrganisationType.objects.all()}

    def types(keys: list[str]) -> tuple[str, ...]:
        return tuple(names.get(key, key) for key in keys)

    def requirement(template: RequirementTemplate) -> ReadRequirement:
        rule = law.rule(template.legal_rule, today) if template.legal_rule else None
        body = rule.body if rule else ""
        said = {
            "title": template.title.replace("{body}", body),
            "explanation": template.explanation.replace("{body}", body),
        }
        return ReadRequirement(template=template, types=types(template.organisation_types), rule=rule, **said)

    def group(phase: Phase, key: ChecklistTemplateItem.Group) -> ReadGroup:
        items = (item for item in process.items_in(phase.number) if item.group == key)
        return ReadGroup(key.label, tuple(ReadItem(item, types(item.organisation_types)) for item in items))

    def read(phase: Phase) -> ReadPhase:
        groups = (group(phase, key) for key in ChecklistTemplateItem.Group)
        return ReadPhase(
            phase=phase,
            groups=tuple(each for each in groups if each.items),
            requirements=tuple(requirement(each) for each in process.requirements_before(phase.number + 1)),
            differences=tuple((names.get(key, key), text) for key, text in phase.differences.items()),
        )

    return Reading(process.version, tuple(read(phase) for phase in process.phases), today)
