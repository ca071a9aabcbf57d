"""Keys and their parts: worked on freely, and frozen when one is proposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain, count
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.exceptions import DomainError, StaleVersion
from finance.freezing import frozen_key, is_whole, sha256_of
from finance.models import DistributionKey, KeyComponent, KeyInput, KeyVersion
from finance.parts import Part
from finance.reading import LoadedKey, load_key
from finance.services.inputs import save_input, set_input_values
from finance.vocabulary import CaseState, ComponentKind
from municipalities.models import Municipality

ECONOMY = ActivityEntry.Kind.ECONOMY
KEY_FIELDS = ("name", "regulation", "note", "source", "without_start_capital")
PART_FIELDS = ("kind", "name", "amount", "part", "weight", "input", "hours", "population_on", "step")
PART_FIELDS += ("minimum", "maximum", "note", "position")


class PartGone(DomainError):
    """Somebody else took the part out of the key in the meantime."""

    def __init__(self):
        super().__init__(_("En anden har fjernet delen."))


@transaction.atomic
def add_key(
    collaboration: Collaboration,
    *,
    parts: Sequence[Part] = (),
    actor: User | None,
    at: dt.datetime | None = None,
    **values: Any,
) -> DistributionKey:
    """A key with these parts, or without any yet. Raises DomainError without a name, or with one that is taken."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_name(collaboration, values["name"])
    key = DistributionKey.objects.create(collaboration=collaboration, created_by=actor, **_key_values(values))
    KeyComponent.objects.bulk_create(
        KeyComponent(key=key, kind=each.kind, name=each.name, part=each.part, weight=each.weight, position=position)
        for position, each in enumerate(parts)
    )
    _tell(key, _("Oprettede fordelingsnøglen “%(key)s”."), actor, at)
    return key


@transaction.atomic
def change_key(key: DistributionKey, *, version: int, actor: User | None, **values: Any) -> DistributionKey:
    """Save name, regulation and notes. Raises StaleVersion when somebody saved since, and DomainError as `add_key`."""
    key = _as_read(key, version)
    values = _key_values(values)
    if all(getattr(key, name) == value for name, value in values.items()):
        return key
    _check_name(key.collaboration, values["name"], key)
    if values.get("without_start_capital") and key.components.filter(kind=ComponentKind.START_CAPITAL).exists():
        raise DomainError(_("Nøglen har en del med startkapital. Fjern den først."))
    for name, value in values.items():
        setattr(key, name, value)
    _touch(key)
    _tell(key, _("Rettede fordelingsnøglen “%(key)s”."), actor)
    return key


@transaction.atomic
def copy_key(key: DistributionKey, *, name: str, actor: User | None) -> DistributionKey:
    """The same parts under another name, to be changed freely. Raises DomainError as `add_key`."""
    key = _lock(key)
    values = {field: getattr(key, field) for field in KEY_FIELDS} | {"name": name}
    made = add_key(key.collaboration, actor=actor, **values)
    for part in key.components.select_related("input", "hours").prefetch_related("only"):
        values = {name: getattr(part, name) for name in PART_FIELDS}
        KeyComponent.objects.create(key=made, **values).only.set(part.only.all())
    return made


@transaction.atomic
def remove_key(key: DistributionKey, *, version: int, actor: User | None) -> None:
    """Raises DomainError for a key that was proposed or that a business case shares by, and StaleVersion."""
    key = _as_read(key, version)
    if reason := why_key_stays(key):
        raise DomainError(reason)
    name, collaboration = key.name, key.collaboration
    try:
        key.delete()
    except ProtectedError:  # a business case began to share by it this moment
        raise DomainError(why_key_stays(key)) from None
    text = _("Fjernede fordelingsnøglen “%(key)s”.") % {"key": name}
    record_activity(collaboration, kind=ECONOMY, text=text, actor=actor)


def why_key_stays(key: DistributionKey) -> str:
    """Why the key can not be removed; empty where it can."""
    if key.versions.exists():
        return _("Nøglen har været foreslået og kan ikke fjernes. Lav en ny nøgle i stedet.")
    cases = key.collaboration.business_cases.filter(key=key)
    if cases.exclude(state=CaseState.DRAFT).exists():
        return _("En godkendt business case er delt efter nøglen, så den kan ikke fjernes.")
    if cases.exists():
        return _("Business casens kladde bruger nøglen. Vælg en anden nøgle i den først.")
    return ""


@transaction.atomic
def add_component(
    key: DistributionKey,
    *,
    only: Sequence[Municipality] = (),
    figures: Mapping[Municipality, Decimal] | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
    **values: Any,
) -> KeyComponent:
    """A part at the end of the key. Raises DomainError for what a part of that kind can not be.

    `figures` are agreed with each municipality: they are written down as an opgørelse of the part's name.
    """
    key = _lock(key)
    if figures:
        values["input"] = _written_down(key, figures, actor, at, **values)
    last = key.components.aggregate(last=Max("position"))["last"]
    part = KeyComponent(key=key, position=0 if last is None else last + 1)
    _write(part, values, only)
    _touch(key)
    _tell(key, _("Tilføjede “%(part)s” til fordelingsnøglen “%(key)s”."), actor, at, part=part.name)
    return part


@transaction.atomic
def change_component(
    component: KeyComponent, *, only: Sequence[Municipality] = (), version: int, actor: User | None, **values: Any
) -> KeyComponent:
    """Save a part. `version` is that of its key. Raises StaleVersion with the part as it is now, and PartGone."""
    part = _part_as_read(component, version)
    _write(part, values, only)
    _touch(part.key)
    _tell(part.key, _("Rettede “%(part)s” i fordelingsnøglen “%(key)s”."), actor, part=part.name)
    return part


@transaction.atomic
def remove_component(part: KeyComponent, *, version: int, actor: User | None) -> None:
    """Take a part out. Versions that were frozen keep it. Raises StaleVersion and PartGone."""
    part = _part_as_read(part, version)
    key, name = part.key, part.name
    part.delete()
    _touch(key)
    _tell(key, _("Fjernede “%(part)s” fra fordelingsnøglen “%(key)s”."), actor, part=name)


@transaction.atomic
def propose_key(
    key: DistributionKey,
    *,
    amount: Decimal | None,
    year: int,
    note: str = "",
    draft: str = "",
    actor: User | None,
    at: dt.datetime | None = None,
) -> KeyVersion:
    """Freeze the key as it is. The newest version of the collaboration is the key that it has chosen.

    `draft` is the `key_fingerprint` of what the page showed. Raises DomainError when the key or a figure was changed
    since, when the key has no parts, when it is the same as the newest version, and when something is missing that
    `note` does not give a reason for.
    """
    key = _lock(key)
    loaded = load_key(key)
    if draft and draft != key_fingerprint(loaded):
        raise DomainError(_("Nøglen eller dens tal er rettet, siden du åbnede siden. Læs den igen, før du foreslår."))
    if not loaded.parts:
        raise DomainError(_("Nøglen har ingen dele. Tilføj en del, før du foreslår den."))
    content = frozen_key(loaded, loaded.payers, year, amount)
    if not is_whole(content) and not note.strip():
        raise DomainError(_("Der mangler tal. Skriv, hvorfor nøglen foreslås alligevel."))
    sha256, last = sha256_of(content), newest_version(key.collaboration)
    if last and (last.key_id, last.sha256) == (key.pk, sha256):
        raise DomainError(_("Nøglen er den samme som version %(number)d, der allerede er foreslået.") % vars(last))
    number = (key.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = KeyVersion.objects.create(
        key=key,
        number=number,
        content=content,
        sha256=sha256,
        note=note.strip(),
        frozen_on=timezone.localdate(at),
        frozen_by=actor,
        frozen_at=at or timezone.now(),
    )
    _tell(key, _("Foreslog fordelingsnøglen “%(key)s”, version %(number)d."), actor, at, number=number)
    return version


def key_fingerprint(loaded: LoadedKey) -> str:
    """Of the key with its figures as they were read, so that what is proposed is what was read."""
    return sha256_of(frozen_key(loaded, loaded.payers, timezone.localdate().year, None))


def newest_version(collaboration: Collaboration) -> KeyVersion | None:
    """The key that the collaboration has chosen, as it was frozen."""
    return KeyVersion.objects.filter(key__collaboration=collaboration).select_related("key", "frozen_by").last()


def _key_values(values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: values[name] for name in KEY_FIELDS if name in values}
    return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}


def _check_name(collaboration: Collaboration, name: str, key: DistributionKey | None = None) -> None:
    if not name.strip():
        raise DomainError(_("Skriv, hvad nøglen hedder."))
    others = collaboration.keys.exclude(pk=key.pk) if key else collaboration.keys.all()
    if others.filter(name=name.strip()).exists():
        raise DomainError(_("Der er allerede en nøgle med det navn."))


def _write(part: KeyComponent, values: Mapping[str, Any], only: Sequence[Municipality]) -> None:
    for name, value in values.items():
        setattr(part, name, value)
    part.name = part.name.strip()
    _check_part(part)
    part.save()
    part.only.set(only)


def _check_part(part: KeyComponent) -> None:
    collaboration = part.key.collaboration_id
    if not part.name:
        raise DomainError(_("Skriv, hvad delen hedder."))
    if part.amount is not None and part.part is not None:
        raise DomainError(_("Skriv et beløb eller en procent, ikke begge dele."))
    if part.minimum is not None and part.maximum is not None and part.minimum > part.maximum:
        raise DomainError(_("Det mindste beløb kan ikke være større end det største."))
    if any(each is not None and each.collaboration_id != collaboration for each in (part.input, part.hours)):
        raise DomainError(_("Opgørelsen hører til et andet samarbejde."))
    if part.kind == ComponentKind.START_CAPITAL and part.key.without_start_capital:
        raise DomainError(_("Nøglen siger, at der ikke betales startkapital. Ret det først."))


def _lock(key: DistributionKey) -> DistributionKey:
    """Whoever changes the same key waits here."""
    rows = DistributionKey.objects.select_for_update(of=("self",)).select_related("collaboration")
    return rows.get(pk=key.pk)


def _as_read(key: DistributionKey, version: int) -> DistributionKey:
    found = _lock(key)
    if found.version != version:
        raise StaleVersion(found)
    return found


def _part_as_read(part: KeyComponent, version: int) -> KeyComponent:
    key = _lock(part.key)
    found = key.components.select_related("input", "hours").filter(pk=part.pk).first()
    if found is None:
        raise PartGone
    found.key = key
    if key.version != version:
        raise StaleVersion(found)
    return found


def _touch(key: DistributionKey) -> None:
    key.version, key.changed_at = key.version + 1, timezone.now()
    key.save()


def _written_down(
    key: DistributionKey,
    figures: Mapping[Municipality, Decimal],
    actor: User | None,
    at: dt.datetime | None,
    *,
    kind: str,
    name: str,
    **_others: Any,
) -> KeyInput:
    unit = _("procent") if kind == ComponentKind.PERCENTAGES else _("kr.")
    made = save_input(key.collaboration, name=_free_name(key, name), unit=unit, actor=actor, at=at)
    return set_input_values(made, figures, version=made.version, actor=actor, at=at)


def _free_name(key: DistributionKey, part: str) -> str:
    """What the figures of a part are called: nobody typed it, so one that is taken gets a number and is no fault."""
    Collaboration.objects.select_for_update().get(pk=key.collaboration_id)
    taken = set(key.collaboration.key_inputs.values_list("name", flat=True))
    whole, longest = f"{part.strip()} ({key.name})", KeyInput._meta.get_field("name").max_length
    endings = chain([""], (f" {number}" for number in count(2)))
    names = (whole[: longest - len(ending)].strip() + ending for ending in endings)
    return next(each for each in names if each not in taken)


def _tell(key: DistributionKey, text: str, actor: User | None, at: dt.datetime | None = None, **said: Any) -> None:
    record_activity(key.collaboration, kind=ECONOMY, text=text % {"key": key.name, **said}, actor=actor, at=at)
