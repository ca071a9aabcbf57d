"""The forms side by side, with what the law says about each today, when it was checked, and where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.formats import join_words, known, long_date
from models_catalog.models import LegalRule, OrganisationType

COMPARED = ("section-60", "section-60a", "association", "agreement", "company")


@dataclass(frozen=True)
class FormRow:
    """A form in words; what is not known says so."""

    name: str
    competence: str
    leadership: str
    secretariat: str
    economy: str
    approval: str
    members: str
    note: str
    source: str


@dataclass(frozen=True)
class Rule:
    """A rule of law that holds today for the forms named."""

    forms: str
    body: str
    statement: str
    basis: str
    source: str
    url: str
    checked: str


@dataclass(frozen=True)
class Comparison:
    as_of: str
    forms: tuple[FormRow, ...]
    rules: tuple[Rule, ...]


def comparison(day: dt.date, approvals: Mapping[str, str]) -> Comparison:
    """Three questions of the database. `approvals` are the guide's words for rules of law."""
    types = [each for each in OrganisationType.objects.all() if each.key in COMPARED]
    rules = list(LegalRule.objects.valid(day).prefetch_related("organisation_types"))
    of_rule = {rule.pk: {each.key for each in rule.organisation_types.all()} for rule in rules}
    compared = [rule for rule in rules if not of_rule[rule.pk] or of_rule[rule.pk].intersection(COMPARED)]
    return Comparison(
        as_of=long_date(day),
        forms=tuple(_form(each, [rule for rule in rules if each.key in of_rule[rule.pk]], approvals) for each in types),
        rules=tuple(_rule(rule, types, of_rule[rule.pk]) for rule in compared),
    )


def _form(kind: OrganisationType, rules: list[LegalRule], approvals: Mapping[str, str]) -> FormRow:
    return FormRow(
        name=kind.short_name,
        competence=known({True: _("Ja, formel kompetence"), False: _("Nej")}.get(kind.transfers_competence)),
        leadership=known(kind.leadership),
        secretariat=known(kind.secretariat),
        economy=known(kind.economy),
        approval=known(_approval(rules, approvals)),
        members=_members(kind),
        note=kind.note,
        source=kind.source,
    )


def _approval(rules: list[LegalRule], words: Mapping[str, str]) -> str:
    """In short who must approve or be told, as the rules in force name it."""
    said = [words[rule.key].format(body=rule.body) for rule in rules if rule.key in words]
    return "; ".join(said)


def _members(kind: OrganisationType) -> str:
    if not kind.municipalities_only:
        return _("Også andre end kommuner")
    return _("Kun kommuner, mindst %(count)d") % {"count": kind.minimum_municipalities}


def _rule(rule: LegalRule, types: list[OrganisationType], keys: set[str]) -> Rule:
    names = [each.short_name for each in types if each.key in keys]
    return Rule(
        forms=join_words(names) if names else _("Alle former"),
        body=rule.body,
        statement=rule.statement,
        basis=rule.legal_basis,
        source=rule.source_title,
        url=rule.source_url,
        checked=long_date(rule.last_checked),
    )
