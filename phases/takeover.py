"""What a newer version of the process changes for a collaboration that takes it over."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.formats import join_words
from models_catalog.models import OrganisationType
from phases.facts import Facts
from phases.models import ChecklistTemplateItem, RequirementTemplate
from phases.process import Process, newest_process

# What is explained or judged in another way when one of these differs. Position and source change nothing.
ITEM_MEANING = ("clarifies", "results", "help")
MEANING = ("explanation", "check_name", "parameters", "legal_rule")


@dataclass(frozen=True)
class RequirementLine:
    """A requirement that comes, goes or changes, with what is to be known about it as sentences."""

    title: str
    before_phase: int
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class ItemLine:
    """A point that goes on and is changed, with what to know about it as sentences."""

    text: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Takeover:
    facts: Facts
    newest: Process
    type_names: dict[str, str]

    @property
    def own(self) -> Process:
        return self.facts.process

    @property
    def added_items(self) -> list[ChecklistTemplateItem]:
        return self.newest.items_beyond(self.own)

    @property
    def gone_items(self) -> list[ChecklistTemplateItem]:
        return self.own.items_beyond(self.newest)

    @property
    def changed_items(self) -> list[ItemLine]:
        before = {item.key: item for items in self.own.items.values() for item in items}
        both = ((before.get(now.key), now) for items in self.newest.items.values() for now in items)
        return [
            ItemLine(now.text, tuple(said)) for then, now in both if then and (said := self._item_changes(then, now))
        ]

    @property
    def added_requirements(self) -> list[RequirementLine]:
        return [
            self._line(each, [*self._scope(each), *_force(each)]) for each in self.newest.requirements_beyond(self.own)
        ]

    @property
    def gone_requirements(self) -> list[RequirementLine]:
        return [self._line(each, self._scope(each)) for each in self.own.requirements_beyond(self.newest)]

    @property
    def changed_requirements(self) -> list[RequirementLine]:
        before = {(each.before_phase, each.key): each for each in self.own.requirements}
        both = ((before.get((now.before_phase, now.key)), now) for now in self.newest.requirements)
        return [self._line(now, said) for then, now in both if then and (said := self._changes(then, now))]

    def _line(self, template: RequirementTemplate, remarks: list[str]) -> RequirementLine:
        return RequirementLine(self._title(template), template.before_phase, tuple(remarks))

    def _title(self, template: RequirementTemplate) -> str:
        rule = self.facts.law.rule(template.legal_rule, self.facts.today) if template.legal_rule else None
        return template.title.replace("{body}", rule.body if rule else _("Myndigheden"))

    def _item_changes(self, then: ChecklistTemplateItem, now: ChecklistTemplateItem) -> list[str]:
        said = []
        if then.text != now.text:
            said.append(_("Hed før: “%(title)s”.") % {"title": then.text})
        if set(then.organisation_types) != set(now.organisation_types):
            said.append(_("Gælder nu for: %(types)s.") % {"types": self._types(now)})
        if then.per_municipality != now.per_municipality:
            said.append(_("Hver kommune svarer nu.") if now.per_municipality else _("Besvares nu én gang for alle."))
        if any(getattr(then, name) != getattr(now, name) for name in ITEM_MEANING):
            said.append(_("Hjælpen til punktet er ændret."))
        return said

    def _scope(self, template: RequirementTemplate) -> list[str]:
        return [_("Kun for: %(types)s.") % {"types": self._types(template)}] if template.organisation_types else []

    def _types(self, template: RequirementTemplate | ChecklistTemplateItem) -> str:
        if not template.organisation_types:
            return _("alle organisationsformer")
        return join_words([self.type_names.get(key, key) for key in template.organisation_types])

    def _changes(self, then: RequirementTemplate, now: RequirementTemplate) -> list[str]:
        said = []
        if self._title(then) != self._title(now):
            said.append(_("Hed før: “%(title)s”.") % {"title": self._title(then)})
        if set(then.organisation_types) != set(now.organisation_types):
            said.append(_("Gælder nu for: %(types)s.") % {"types": self._types(now)})
        if then.waivable != now.waivable:
            said.append(_("Kan nu fraviges.") if now.waivable else _("Kan ikke længere fraviges."))
        if then.blocking != now.blocking:
            said.append(_("Stopper nu faseskiftet.") if now.blocking else _("Stopper ikke længere faseskiftet."))
        if any(getattr(then, name) != getattr(now, name) for name in MEANING):
            said.append(_("Forklaringen, eller hvad der skal til, er ændret."))
        return said


def _force(template: RequirementTemplate) -> list[str]:
    if not template.waivable:
        return [_("Følger af loven og kan ikke fraviges.")]
    return [] if template.blocking else [_("Stopper ikke faseskiftet.")]


def build_takeover(facts: Facts) -> Takeover | None:
    """None when there is nothing newer to take over."""
    newest = newest_process()
    if newest is None or newest.version.pk == facts.process.version.pk:
        return None
    return Takeover(facts, newest, {each.key: each.short_name for each in OrganisationType.objects.all()})
