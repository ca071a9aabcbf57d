"""How a rule of law changes: by a new row with dates of its own. Nothing that a stored rule says is rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.exceptions import DomainError
from common.formats import long_date
from models_catalog.models import LegalRule, LegalRuleChange, OrganisationType
from models_catalog.rules_of_law import UNKNOWN_START, content_of

Kind = LegalRuleChange.Kind


@transaction.atomic
def publish_rule(
    *,
    follows: LegalRule | None,
    key: str,
    organisation_types: Iterable[OrganisationType],
    valid_from: dt.date | None,
    reason: str,
    actor: User,
    valid_to: dt.date | None = None,
    **texts: str,
) -> LegalRule:
    """A new row, checked today. The row that it `follows` ends on the day before; without one the start may be unknown.

    Raises DomainError where two rows would hold at once, where the new one begins no later than the one that it
    follows or nobody knows when, and without a reason.
    """
    types, is_known = list(organisation_types), valid_from is not None
    _check_reason(reason)
    if follows is not None and not is_known:
        raise DomainError(_("Skriv, hvornår den nye udgave gælder fra. Den gamle slutter dagen før."))
    valid_from = valid_from or UNKNOWN_START
    if valid_to and valid_to < valid_from:
        raise DomainError(_("Slutdatoen kan ikke ligge før startdatoen."))
    if follows is not None:
        follows = LegalRule.objects.select_for_update().get(pk=follows.pk)
        _end_before(follows, valid_from, reason, actor)
    held = LegalRule.objects.overlapping(key=key, valid_from=valid_from, valid_to=valid_to, types=types).first()
    if held is None:  # one row of a key begins on a day, whichever forms it is for
        held = LegalRule.objects.filter(key=key, valid_from=valid_from).first()
    if held is not None:
        said = {"rule": held.body, "date": long_date(held.valid_from)}
        raise DomainError(_("Reglen gælder allerede i perioden: %(rule)s, fra %(date)s. Vælg en anden dato.") % said)
    rule = LegalRule.objects.create(
        key=key,
        valid_from=valid_from,
        valid_from_known=is_known,
        valid_to=valid_to,
        last_checked=timezone.localdate(),
        edited_here=True,
        **texts,
    )
    rule.organisation_types.set(types)
    _record(rule, Kind.PUBLISHED, reason, actor)
    return rule


@transaction.atomic
def check_rule(rule: LegalRule, *, note: str = "", actor: User) -> LegalRule:
    """Somebody has read the source today, and it still says this."""
    rule = LegalRule.objects.select_for_update().get(pk=rule.pk)
    rule.last_checked = timezone.localdate()
    rule.edited_here = True
    rule.save(update_fields=["last_checked", "edited_here"])
    _record(rule, Kind.CHECKED, note, actor)
    return rule


@transaction.atomic
def end_rule(rule: LegalRule, *, on: dt.date, reason: str, actor: User) -> LegalRule:
    """The last day that the rule holds, where nothing follows it. Raises DomainError for one that has ended."""
    _check_reason(reason)
    rule = LegalRule.objects.select_for_update().get(pk=rule.pk)
    if rule.valid_to is not None:
        raise DomainError(_("Reglen har allerede en slutdato, %(date)s.") % {"date": long_date(rule.valid_to)})
    if on < rule.valid_from:
        raise DomainError(_("Slutdatoen kan ikke ligge før startdatoen."))
    _end(rule, on, reason, actor)
    return rule


def _end_before(rule: LegalRule, day: dt.date, reason: str, actor: User) -> None:
    if day <= rule.valid_from:
        said = {"date": long_date(rule.valid_from)}
        raise DomainError(_("Den nye udgave skal gælde fra en dag efter %(date)s, da reglen begyndte.") % said)
    if rule.valid_to is None or rule.valid_to >= day:
        _end(rule, day - dt.timedelta(days=1), reason, actor)


def _end(rule: LegalRule, on: dt.date, reason: str, actor: User) -> None:
    rule.valid_to, rule.edited_here = on, True
    rule.save(update_fields=["valid_to", "edited_here"])
    _record(rule, Kind.ENDED, reason, actor)


def _record(rule: LegalRule, kind: Kind, reason: str, actor: User) -> None:
    keys = rule.organisation_types.values_list("key", flat=True)
    LegalRuleChange.objects.create(
        rule=rule, kind=kind, reason=reason.strip(), content=content_of(rule, sorted(keys)), by=actor
    )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError(_("Skriv, hvorfor reglen ændres."))
