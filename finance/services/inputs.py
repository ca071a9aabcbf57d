"""What is counted in each municipality, written by those who work on the collaboration and by each for its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from collaborations.services.behalf import on_behalf
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from finance.models import KeyComponent, KeyInput, KeyInputValue
from municipalities.models import Municipality

ECONOMY = ActivityEntry.Kind.ECONOMY


@transaction.atomic
def save_input(
    collaboration: Collaboration,
    *,
    row: KeyInput | None = None,
    name: str,
    unit: str,
    date: dt.date | None = None,
    source: str = "",
    version: int = 0,
    actor: User | None,
    at: dt.datetime | None = None,
) -> KeyInput:
    """Make or change what is counted. Raises StaleVersion, and DomainError without a name of its own or a unit."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    held = _as_read(row, version) if row else KeyInput(collaboration=collaboration, version=0)
    check_likely(date)
    if not name.strip() or not unit.strip():
        raise DomainError(_("Skriv, hvad der tælles, og i hvilken enhed."))
    if collaboration.key_inputs.exclude(pk=held.pk).filter(name=name.strip()).exists():
        raise DomainError(_("Der er allerede en opgørelse med det navn."))
    held.name, held.unit, held.date, held.source = name.strip(), unit.strip(), date, source.strip()
    _touch(held, actor, at)
    words = _("Rettede opgørelsen “%(name)s”.") if row else _("Oprettede opgørelsen “%(name)s”.")
    record_activity(collaboration, kind=ECONOMY, text=words % {"name": held.name}, actor=actor, at=at)
    return held


@transaction.atomic
def set_input_values(
    row: KeyInput,
    values: Mapping[Municipality, Decimal | None],
    *,
    version: int,
    actor: User | None,
    at: dt.datetime | None = None,
) -> KeyInput:
    """Save the figures of these municipalities; None takes a figure away, which is not the same as 0.

    Raises StaleVersion when somebody saved since.
    """
    row = _as_read(row, version)
    held = {each.municipality_id: each for each in row.values.all()}
    changed = [place for place, value in values.items() if _held(held, place) != value]
    for place in changed:
        _set(row, place, values[place], actor)
    if changed:
        _touch(row, actor, at)
        _tell(row, changed, actor, at)
    return row


@transaction.atomic
def remove_input(row: KeyInput, *, version: int, actor: User | None) -> None:
    """Raises DomainError for one that a key counts by, and StaleVersion when somebody saved since."""
    row = _as_read(row, version)
    if reason := why_input_stays(row):
        raise DomainError(reason)
    collaboration, name = row.collaboration, row.name
    row.delete()
    text = _("Fjernede opgørelsen “%(name)s”.") % {"name": name}
    record_activity(collaboration, kind=ECONOMY, text=text, actor=actor)


def why_input_stays(row: KeyInput) -> str:
    """Why it can not be removed; empty where it can."""
    used = KeyComponent.objects.filter(Q(input=row) | Q(hours=row)).select_related("key").first()
    return _("Nøglen “%(key)s” bruger opgørelsen. Ret nøglen først.") % {"key": used.key.name} if used else ""


def _held(held: Mapping[int, KeyInputValue], place: Municipality) -> Decimal | None:
    return held[place.pk].value if place.pk in held else None


def _set(row: KeyInput, place: Municipality, value: Decimal | None, actor: User | None) -> None:
    if value is None:
        row.values.filter(municipality=place).delete()
        return
    if value < 0:
        raise DomainError(_("Tallet for %(name)s kan ikke være mindre end 0.") % {"name": place})
    given = {"value": value, "changed_by": actor, "changed_at": timezone.now()}
    row.values.update_or_create(municipality=place, defaults=given)


def _tell(row: KeyInput, changed: list[Municipality], actor: User | None, at: dt.datetime | None) -> None:
    behalf = on_behalf(actor, row.collaboration, changed[0]) if len(changed) == 1 else None
    said = {"name": row.name, "place": changed[0]}
    words = _("Skrev tal i opgørelsen “%(name)s”.")
    if len(changed) == 1:
        words = _("Skrev tallet for %(place)s i opgørelsen “%(name)s”.")
    record_activity(row.collaboration, kind=ECONOMY, text=words % said, actor=actor, on_behalf_of=behalf, at=at)


def _lock(row: KeyInput) -> KeyInput:
    return KeyInput.objects.select_for_update(of=("self",)).select_related("collaboration").get(pk=row.pk)


def _as_read(row: KeyInput, version: int) -> KeyInput:
    found = _lock(row)
    if found.version != version:
        raise StaleVersion(found)
    return found


def _touch(row: KeyInput, actor: User | None, at: dt.datetime | None) -> None:
    row.version, row.changed_by, row.changed_at = row.version + 1, actor, at or timezone.now()
    row.save()
