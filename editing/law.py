"""What the pages of law show."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from editing.changes import FieldChange, fields
from editing.documents import Entry
from editing.forms.law import RuleForm
from editing.models import Draft
from models_catalog.models import LegalRule, LegalRuleChange, OrganisationType
from models_catalog.rules_of_law import UNKNOWN_START, content_of

OLD_AFTER_DAYS = 365  # a rule that nobody has checked for a year waits for somebody to do it


@dataclass(frozen=True)
class RuleLine:
    rule: LegalRule
    types: tuple[str, ...]
    is_old: bool
    is_valid: bool


@dataclass(frozen=True)
class RulesPage:
    lines: tuple[RuleLine, ...]
    drafts: tuple[Draft, ...]

    @property
    def old(self) -> int:
        return sum(each.is_old for each in self.lines)

    @property
    def oldest(self) -> dt.date | None:
        return min((each.rule.last_checked for each in self.lines if each.is_valid), default=None)


@dataclass(frozen=True)
class RulePage:
    wordings: tuple[RuleLine, ...]  # every row with the same key, the newest first
    changes: tuple[LegalRuleChange, ...]
    draft: Draft | None
    line: RuleLine


@dataclass(frozen=True)
class RuleReading:
    """A draft of a rule as it will be read."""

    rule: LegalRule
    types: tuple[str, ...]
    follows: LegalRule | None
    changes: tuple[FieldChange, ...]


def is_old(rule: LegalRule, today: dt.date) -> bool:
    return rule.is_valid(today) and (today - rule.last_checked).days > OLD_AFTER_DAYS


def build_rules_page(rules: QuerySet[LegalRule], drafts: Iterable[Draft]) -> RulesPage:
    return RulesPage(tuple(_lines(rules)), tuple(drafts))


def build_rule_page(rule: LegalRule, drafts: QuerySet[Draft]) -> RulePage:
    wordings = tuple(_lines(LegalRule.objects.filter(key=rule.key).order_by("-valid_from")))
    changes = LegalRuleChange.objects.filter(rule__key=rule.key).select_related("by", "rule")
    draft = drafts.of_law().filter(key=f"regel-{rule.pk}").first()
    return RulePage(wordings, tuple(changes), draft, next(each for each in wordings if each.rule == rule))


def build_rule_reading(draft: Draft) -> RuleReading:
    content = draft.content
    names = _type_names()
    rule = LegalRule(
        last_checked=timezone.localdate(),
        valid_from=dt.date.fromisoformat(content["valid_from"]) if content["valid_from"] else UNKNOWN_START,
        valid_from_known=bool(content["valid_from"]),
        valid_to=dt.date.fromisoformat(content["valid_to"]) if content["valid_to"] else None,
        **{name: content[name] for name in ("key", "body", "statement", "legal_basis", "source_title", "source_url")},
    )
    follows = LegalRule.objects.filter(pk=draft.follows).first() if draft.follows else None
    before = []
    if follows is not None:
        keys = follows.organisation_types.order_by("position").values_list("key", flat=True)
        before = _said(content_of(follows, keys))
    types = tuple(names[key] for key in content["organisation_types"])
    return RuleReading(rule, types, follows, fields(before, _said(content)))


def _said(content: Entry) -> list[tuple[str, str]]:
    return RuleForm(entry=content, document={}, words={}).said()


def _lines(rules: QuerySet[LegalRule]) -> list[RuleLine]:
    today, rows = timezone.localdate(), list(rules)
    names = defaultdict(list)
    links = LegalRule.organisation_types.through.objects.filter(legalrule__in=rows).order_by(
        "organisationtype__position"
    )
    for pk, name in links.values_list("legalrule", "organisationtype__short_name"):
        names[pk].append(name)
    return [RuleLine(each, tuple(names[each.pk]), is_old(each, today), each.is_valid(today)) for each in rows]


def _type_names() -> dict[str, str]:
    return {each.key: each.short_name for each in OrganisationType.objects.all()}
