"""What a collaboration is: its facts, drivers and expectations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import (
    ActivityEntry,
    Collaboration,
    Driver,
    Expectation,
    ParticipationState,
)
from collaborations.services.activity import record_activity
from collaborations.services.first_task import check_may_operate, name_first_task
from collaborations.services.parties import present_parties
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from common.formats import join_words, known, long_date, number
from models_catalog.models import OrganisationType

# Facts that `update_facts` may change; `phase` and `status` have services of their own.
FACTS = (
    "name",
    "purpose",
    "demarcation",
    "organisation_type",
    "cooperation_models",
    "host",
    "start_goal",
    "founded_on",
    "operating_from",
    "declared_member_count",
    "declared_member_note",
)
LONG_TEXTS = ("purpose", "demarcation")
DATES = ("start_goal", "founded_on", "operating_from")
SETTLED_PHASE = 5  # from here the form is what the municipalities have adopted


@transaction.atomic
def update_facts(
    collaboration: Collaboration,
    *,
    changes: Mapping[str, Any],
    version: int,
    actor: User | None,
    drivers: Mapping[str, str] | None = None,
    expectations: str | None = None,
    first_task: Mapping[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> Collaboration:
    """Change the facts that `changes` names (see `FACTS`), and drivers, expectations and first task where given.

    One form, one save: all of it or nothing. The address stays when the name changes. `at` is when it was said, for
    what is registered afterwards. Raises StaleVersion when somebody saved since `version` was read, and DomainError for
    a type, host, date or member count that does not fit, and for `operating_from` before a first task is named.
    Returns a fresh instance.
    """
    unknown = set(changes) - set(FACTS)
    if unknown:
        raise ValueError(f"Not facts of a collaboration: {sorted(unknown)}")
    current = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if current.version != version:
        raise StaleVersion(current)
    _check_type_may_change(current, changes)
    ran_already = current.operating_from is not None
    if first_task:
        name_first_task(current, **first_task, seen=0, actor=actor, at=at)  # asked only while none is named
    sentences = [sentence for name, value in changes.items() if (sentence := _change(current, name, value))]
    _check_facts(current, changes)
    if current.operating_from and not ran_already:
        check_may_operate(current)
    if sentences:
        record_activity(current, kind=ActivityEntry.Kind.FACTS, text=" ".join(sentences), actor=actor, at=at)
    if drivers is not None:
        set_drivers(current, drivers=drivers, actor=actor, at=at)
    if expectations is not None:
        write_expectations(current, text=expectations, actor=actor, at=at)
    current.version += 1
    current.save()
    return current


@transaction.atomic
def set_drivers(
    collaboration: Collaboration, *, drivers: Mapping[str, str], actor: User | None, at: dt.datetime | None = None
) -> list[Driver]:
    """Replace why the municipalities want this: kind to description (which may be empty)."""
    wanted = {kind: text.strip() for kind, text in drivers.items()}
    before = {driver.kind: driver for driver in collaboration.drivers.all()}
    if {kind: driver.description for kind, driver in before.items()} != wanted:
        collaboration.drivers.exclude(kind__in=wanted).delete()
        for kind, description in wanted.items():
            Driver.objects.update_or_create(
                collaboration=collaboration, kind=kind, defaults={"description": description}
            )
        labels = [Driver.Kind(kind).label.lower() for kind in Driver.Kind.values if kind in wanted]
        text = _("Drivkræfter: %(drivers)s.") % {"drivers": join_words(labels).lower()}
        # What was written before stays in the history, whole.
        for kind, driver in before.items():
            if driver.description and driver.description != wanted.get(kind):
                values = {"driver": driver.get_kind_display(), "before": driver.description}
                text += " " + _("Før om %(driver)s: %(before)s") % values
        record_activity(collaboration, kind=ActivityEntry.Kind.FACTS, text=text, actor=actor, at=at)
    return list(collaboration.drivers.all())


@transaction.atomic
def write_expectations(
    collaboration: Collaboration, *, text: str, actor: User | None, at: dt.datetime | None = None
) -> Expectation | None:
    """Write down what the partners expect now. What they expected before stays. None while nothing is written."""
    newest = collaboration.expectations.first()
    text = text.strip()
    if text == (newest.text if newest else ""):
        return newest
    expectation = Expectation.objects.create(
        collaboration=collaboration, text=text, written_by=actor, written_at=at or timezone.now()
    )
    message = _("Rettede forventninger.") if newest else _("Skrev forventninger.")
    record_activity(collaboration, kind=ActivityEntry.Kind.FACTS, text=message, actor=actor, at=at)
    return expectation


def _change(collaboration: Collaboration, name: str, value: Any) -> str:
    """Set one fact; the sentence that tells of it, or an empty one when nothing changed."""
    if name == "cooperation_models":
        before, after = list(collaboration.cooperation_models.all()), list(value)
        if {each.pk for each in before} == {each.pk for each in after}:
            return ""
        collaboration.cooperation_models.set(after)
    else:
        before, after = getattr(collaboration, name), value.strip() if isinstance(value, str) else value
        if before == after:
            return ""
        setattr(collaboration, name, after)
    label = str(Collaboration._meta.get_field(name).verbose_name)
    if name in LONG_TEXTS:
        said = _("Rettede %(fact)s.") % {"fact": label}
        return f"{said} {_('Før: %(before)s') % {'before': before}}" if before else said
    values = {"fact": label[:1].upper() + label[1:], "before": _shown(before), "after": _shown(after)}
    return _("%(fact)s: fra “%(before)s” til “%(after)s”.") % values


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return join_words(value) if value else known(None)
    if value is None or isinstance(value, str | Model):
        return known(value)
    return number(value) if isinstance(value, int) else long_date(value)


def _check_facts(collaboration: Collaboration, changes: Mapping[str, Any]) -> None:
    if changes.get("organisation_type"):
        _check_type(collaboration, changes["organisation_type"])
    if changes.get("host"):
        _check_host(collaboration)
    if changes.get("declared_member_count") is not None:
        _check_member_count(collaboration)
    check_likely(*(value for name, value in changes.items() if name in DATES))
    if changes.get("founded_on") and changes["founded_on"] > timezone.localdate():
        raise DomainError(_("Samarbejdet kan ikke være stiftet i fremtiden. Skriv den ventede dag som mål for start."))
    dates = collaboration.founded_on, collaboration.operating_from
    if {"founded_on", "operating_from"} & set(changes) and all(dates) and dates[1] < dates[0]:
        raise DomainError(_("Driften kan ikke begynde, før samarbejdet er stiftet. Ret en af datoerne."))


def _check_type_may_change(collaboration: Collaboration, changes: Mapping[str, Any]) -> None:
    """In phase 5 the form is settled: what it asked for was met before, and another form asks for something else.

    One that was registered there without a form may be given one, once. Whoever wants another goes back first, and
    meets the requirements of the new form on the way. Raises DomainError.
    """
    chosen = collaboration.organisation_type
    if "organisation_type" not in changes or collaboration.phase < SETTLED_PHASE or chosen is None:
        return
    if changes["organisation_type"] != chosen:
        raise DomainError(_("Gå tilbage til fase 4, før I vælger en anden form."))


def _check_type(collaboration: Collaboration, organisation_type: OrganisationType) -> None:
    others = present_parties(collaboration) if organisation_type.municipalities_only else []
    if others:
        raise DomainError(
            _("I et %(type)s kan kun kommuner deltage. Disse parter er med: %(parties)s.")
            % {"type": organisation_type.name, "parties": _names(others)}
        )


def _names(values: Iterable) -> str:
    return join_words(str(value) for value in values)


def _check_host(collaboration: Collaboration) -> None:
    host = collaboration.participations.filter(municipality=collaboration.host).first()
    if host is None or not host.is_active:
        raise DomainError(
            _("%(municipality)s deltager ikke. Vælg en værtskommune blandt deltagerne.")
            % {"municipality": collaboration.host}
        )


def _check_member_count(collaboration: Collaboration) -> None:
    named = collaboration.participations.filter(state=ParticipationState.PARTICIPANT).count()
    if collaboration.declared_member_count < named:
        raise DomainError(
            _("Der er %(named)d deltagere med navn. Antallet i alt kan ikke være mindre.") % {"named": named}
        )
