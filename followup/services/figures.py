"""Key figures: what is measured, and what it came to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from collaborations.models import ACTIVE_STATES, Collaboration
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from common.formats import known, number
from followup.models import KeyFigure, KeyFigureValue
from followup.services.shared import check_held, checked_text, lock, tell, today
from municipalities.models import Municipality

TEXTS = ("name", "definition", "unit", "period", "reason")
DEFINITION = (*TEXTS, "baseline", "target")
MISSING = {
    "name": gettext_lazy("Skriv, hvad nøgletallet hedder."),
    "definition": gettext_lazy("Skriv, hvad der måles."),
    "unit": gettext_lazy("Skriv enheden, fx pct."),
    "period": gettext_lazy("Skriv, hvilken periode målet gælder for."),
    "reason": gettext_lazy("Skriv, hvad I vil bruge nøgletallet til."),
}
EMPTY = {"baseline": None, "target": None}


@transaction.atomic
def define_key_figure(
    collaboration: Collaboration, *, actor: User | None, at: dt.datetime | None = None, **definition
) -> KeyFigure:
    """A new key figure with its unit, baseline, target and period (`DEFINITION`).

    Raises DomainError without a reason for its use, for a name that is taken, and for a target that is the baseline.
    """
    lock(collaboration)
    values = _checked(collaboration, EMPTY | definition)
    made = KeyFigure.objects.create(
        collaboration=collaboration, defined_by=actor, defined_at=at or timezone.now(), **values
    )
    text = _("Nyt nøgletal: %(name)s. Det bruges til: %(reason)s") % {"name": made.name, "reason": made.reason}
    tell(collaboration, text, actor=actor, at=at)
    return made


@transaction.atomic
def change_key_figure(figure: KeyFigure, *, version: int, actor: User | None, **definition) -> KeyFigure:
    """Another definition; the one before stands in the history. Raises StaleVersion, and DomainError as a new one."""
    lock(figure.collaboration)
    current = KeyFigure.objects.select_related("collaboration").get(pk=figure.pk)
    if current.version != version:
        raise StaleVersion(current)
    values = _checked(current.collaboration, EMPTY | definition, current)
    changed = [name for name in DEFINITION if getattr(current, name) != values[name]]
    if not changed:
        return current
    sentences = [_changed(current, name, values[name]) for name in changed]
    text = _("Rettede nøgletallet %(name)s.") % {"name": current.name}
    for name in changed:
        setattr(current, name, values[name])
    current.version += 1
    current.save()
    tell(current.collaboration, " ".join([text, *sentences]), actor=actor, at=None)
    return current


@transaction.atomic
def record_value(
    figure: KeyFigure,
    *,
    municipality: Municipality | None,
    period: str,
    date: dt.date,
    value: Decimal,
    source: str,
    seen: int | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> KeyFigureValue:
    """What it came to in a period: in a municipality, or (None) for all together. One that was there is corrected.

    `seen` is the newest row that the page showed (0: none); None when nothing was shown. Raises DomainError without a
    source, for a day ahead, for a municipality that takes no part, and when somebody else wrote the same since.
    """
    collaboration = figure.collaboration
    lock(collaboration)
    period = checked_text(" ".join(period.split()), _("Skriv, hvilken periode tallet er for."))
    source = checked_text(source, _("Skriv, hvor tallet kommer fra."))
    check_likely(date)
    check_held(date, today(at))
    if (
        municipality
        and not collaboration.participations.filter(municipality=municipality, state__in=ACTIVE_STATES).exists()
    ):
        raise DomainError(_("%(name)s deltager ikke i samarbejdet.") % {"name": municipality})
    held = _held(figure, municipality, period)
    if held and (held.value, held.source, held.date) == (value, source, date):
        return held
    if seen is not None and held and held.pk > seen:
        said = {"value": _shown(held.value), "unit": figure.unit, "period": period}
        raise DomainError(_("Imens er der skrevet %(value)s %(unit)s for %(period)s. Se efter, og gem igen.") % said)
    made = KeyFigureValue.objects.create(
        figure=figure,
        municipality=municipality,
        period=period,
        date=date,
        value=value,
        source=source,
        recorded_by=actor,
        recorded_at=at or timezone.now(),
    )
    said = _said(made) | {"before": _shown(held.value) if held else ""}
    text = _("%(figure)s, %(who)s, %(period)s: %(amount)s.")
    if held:
        text = _("%(figure)s, %(who)s, %(period)s: %(amount)s. Før stod der %(before)s.")
    tell(collaboration, text % said, actor=actor, at=at, municipality=municipality)
    return made


@transaction.atomic
def take_back_value(row: KeyFigureValue, *, reason: str, actor: User | None) -> KeyFigureValue:
    """It was a mistake: nothing is known of that period any more. Raises DomainError without a reason, or twice."""
    lock(row.figure.collaboration)
    reason = checked_text(reason, _("Skriv, hvorfor tallet trækkes tilbage."))
    held = _held(row.figure, row.municipality, row.period)
    if held is None or held.pk != row.pk:
        raise DomainError(_("Tallet er allerede rettet eller trukket tilbage."))
    made = KeyFigureValue.objects.create(
        figure=row.figure,
        municipality=row.municipality,
        period=row.period,
        date=row.date,
        source=reason,
        recorded_by=actor,
    )
    text = _("%(figure)s, %(who)s, %(period)s: trak %(before)s %(unit)s tilbage. Begrundelse: %(reason)s")
    said = _said(made) | {"before": _shown(row.value), "reason": reason}
    tell(row.figure.collaboration, text % said, actor=actor, at=None, municipality=row.municipality)
    return made


def _held(figure: KeyFigure, municipality: Municipality | None, period: str) -> KeyFigureValue | None:
    newest = figure.values.filter(municipality=municipality, period=period).last()
    return newest if newest and newest.value is not None else None


def _checked(collaboration: Collaboration, values: Mapping[str, Any], own: KeyFigure | None = None) -> dict[str, Any]:
    made = {name: values[name] for name in DEFINITION}
    for name in TEXTS:
        made[name] = checked_text(made[name], str(MISSING[name]))
    same_name = collaboration.follow_up_figures.filter(name=made["name"])
    if (same_name.exclude(pk=own.pk) if own else same_name).exists():
        raise DomainError(_("Der er allerede et nøgletal, der hedder %(name)s.") % {"name": made["name"]})
    if made["target"] is not None and made["baseline"] == made["target"]:
        raise DomainError(_("Målet er det samme som udgangspunktet. Ret et af dem."))
    return made


def _changed(figure: KeyFigure, name: str, after: Any) -> str:
    before, label = getattr(figure, name), str(KeyFigure._meta.get_field(name).verbose_name)
    said = {"fact": label[:1].upper() + label[1:], "before": _shown(before), "after": _shown(after)}
    return _("%(fact)s: fra “%(before)s” til “%(after)s”.") % said


def _shown(value: Any) -> str:
    return number(value.normalize()) if isinstance(value, Decimal) else known(value)


def _said(row: KeyFigureValue) -> dict[str, str]:
    return {
        "figure": row.figure.name,
        "who": str(row.municipality) if row.municipality else _("samlet"),
        "period": row.period,
        "amount": f"{_shown(row.value)} {row.figure.unit}".rstrip("."),  # a sentence has one full stop
        "unit": row.figure.unit,
    }
