"""Drafts of rules of law: one for each rule, published as a new row with dates of its own."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.danish import danish_slug
from common.exceptions import DomainError, StaleVersion
from editing.documents import Entry, digest
from editing.models import Draft
from models_catalog.models import LegalRule, OrganisationType
from models_catalog.rules_of_law import TEXTS, content_of
from models_catalog.services import publish_rule

LAW = Draft.Kind.LAW
LONGEST_STEM = 36  # a key has forty letters, and may need a number


@transaction.atomic
def begin_rule(rule: LegalRule, *, actor: User) -> Draft:
    """A new wording of a rule, from today unless something else is written. A draft that is there already stays."""
    if found := Draft.objects.filter(kind=LAW, key=f"regel-{rule.pk}").first():
        return found
    types = rule.organisation_types.order_by("position").values_list("key", flat=True)
    start = max(timezone.localdate(), rule.valid_from + dt.timedelta(days=1))
    content = {**content_of(rule, types), "valid_from": start.isoformat(), "valid_to": None}
    del content["last_checked"]
    begun = {"follows": rule.pk, "content": content, "begun_by": actor, "changed_by": actor}
    # Of two who begin at once the second gets what the first one began.
    return Draft.objects.get_or_create(kind=LAW, key=f"regel-{rule.pk}", defaults=begun)[0]


@transaction.atomic
def add_rule(*, values: Entry, actor: User) -> Draft:
    """The draft of a rule with a key of its own, made from where it stands in the law if none is given.

    Raises DomainError for a key that is taken.
    """
    values = {**values, "key": values["key"] or _free_key(values["legal_basis"])}
    if LegalRule.objects.filter(key=values["key"]).exists():
        raise DomainError(_("Der er allerede en regel med den nøgle. Lav en ny udgave af den i stedet."))
    begun = {"content": values, "begun_by": actor, "changed_by": actor}
    draft, is_first = Draft.objects.get_or_create(kind=LAW, key=f"ny-{values['key']}", defaults=begun)
    if not is_first:
        raise DomainError(_("Der er allerede en kladde til en regel med den nøgle."))
    return draft


@transaction.atomic
def change_rule(draft: Draft, *, values: Entry, version: str, actor: User) -> None:
    """Raises StaleVersion with the draft as it is now when somebody has changed it."""
    draft = _lock(draft)
    if digest(draft.content) != version:
        raise StaleVersion(draft)
    draft.content = {**draft.content, **values}
    draft.changed_by, draft.changed_at = actor, timezone.now()
    draft.save(update_fields=["content", "changed_by", "changed_at"])


@transaction.atomic
def publish_rule_draft(draft: Draft, *, reason: str, version: str, actor: User) -> LegalRule:
    """Publish the rule as it was read: `version` is the digest of the draft. Raises DomainError."""
    draft = _lock(draft)
    if digest(draft.content) != version:
        raise DomainError(_("En anden har rettet kladden, siden du åbnede siden. Læs ændringerne igen."))
    content = draft.content
    rule = publish_rule(
        follows=LegalRule.objects.filter(pk=draft.follows).first() if draft.follows else None,
        organisation_types=OrganisationType.objects.filter(key__in=content["organisation_types"]),
        valid_from=dt.date.fromisoformat(content["valid_from"]) if content["valid_from"] else None,
        valid_to=dt.date.fromisoformat(content["valid_to"]) if content["valid_to"] else None,
        reason=reason,
        actor=actor,
        **{name: content[name] for name in TEXTS},
    )
    draft.delete()
    return rule


def _free_key(text: str) -> str:
    """One that no rule and no draft of a rule has."""
    used = set(LegalRule.objects.values_list("key", flat=True))
    used |= {key.removeprefix("ny-") for key in Draft.objects.of_law().values_list("key", flat=True)}
    stem, number = danish_slug(text)[:LONGEST_STEM].strip("-") or "regel", 1
    key = stem
    while key in used:
        number += 1
        key = f"{stem}-{number}"
    return key


def _lock(draft: Draft) -> Draft:
    found = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise DomainError(_("Kladden er udgivet eller slettet, siden du åbnede siden."))
    return found
