"""Answers on the checklist."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from collaborations.services.behalf import on_behalf
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from common.formats import long_date
from municipalities.models import Municipality
from phases.facts import facts_of
from phases.models import ChecklistChange, ChecklistItem, ChecklistTemplateItem

State = ChecklistItem.State


@transaction.atomic
def answer_item(
    collaboration: Collaboration,
    *,
    template: ChecklistTemplateItem,
    municipality: Municipality | None = None,
    actor: User,
    version: int,
    state: ChecklistItem.State,
    owner: User | None = None,
    due: dt.date | None = None,
    note: str = "",
    reason: str = "",
    at: dt.datetime | None = None,
) -> ChecklistItem:
    """Answer an item of the collaboration's process: state, who is responsible, deadline, note.

    `version` is that of the answer which the form was made from, 0 when there was none. `at` is when it was answered,
    for what is registered afterwards. What is not relevant needs a reason, and the responsible must be able to see the
    collaboration. Raises StaleVersion with the row as it is now when somebody answered in the meantime, and DomainError
    for what the checklist does not allow.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_applies(collaboration, template, municipality)
    check_likely(due)
    reason = reason.strip() if state == State.NOT_RELEVANT else ""
    if state == State.NOT_RELEVANT and not reason:
        raise DomainError(_("Skriv, hvorfor punktet ikke er relevant."))
    item = _locked_item(collaboration, template, municipality, version)
    if owner is not None and owner != item.owner and not _may_see(owner, collaboration):
        raise DomainError(_("%(person)s har ikke adgang og kan ikke være ansvarlig.") % {"person": owner})
    values = {"state": state, "owner": owner, "due": due, "note": note.strip(), "reason": reason}
    said, notes = _changes(item, values)
    if not said + notes:
        return item
    item = _save(item, values, actor, at or timezone.now())
    ChecklistChange.objects.create(item=item, text=" ".join(said + notes), changed_by=actor, changed_at=item.changed_at)
    record_activity(
        collaboration,
        kind=ActivityEntry.Kind.CHECKLIST,
        text=_activity_text(item, said),
        actor=actor,
        on_behalf_of=on_behalf(actor, collaboration, municipality),
        at=item.changed_at,
    )
    return item


@transaction.atomic
def hand_over_items(
    collaboration: Collaboration, *, owner: User, receiver: User | None, first_day: dt.date, actor: User
) -> list[ChecklistItem]:
    """All open points that `owner` is responsible for get `receiver`, or nobody, instead; the rest of them stays.

    Raises DomainError when the receiver will have no access to the collaboration on `first_day`.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    readable = Collaboration.objects.readable_on(receiver, first_day) if receiver else Collaboration.objects.all()
    if not readable.filter(pk=collaboration.pk).exists():
        raise DomainError(_("%(person)s har ikke adgang og kan ikke være ansvarlig.") % {"person": receiver})
    rows = ChecklistItem.objects.open().filter(collaboration=collaboration, owner=owner).order_by("pk")
    items = list(rows.select_for_update(of=("self",)))
    for item in items:
        said, now = _changes(item, {**_unchanged(item), "owner": receiver})[0], timezone.now()
        item.owner, item.changed_by, item.changed_at, item.version = receiver, actor, now, item.version + 1
        item.save(update_fields=["owner", "changed_by", "changed_at", "version"])
        ChecklistChange.objects.create(item=item, text=" ".join(said), changed_by=actor, changed_at=now)
    if items:
        _record_handing_over(collaboration, owner=owner, receiver=receiver, count=len(items), actor=actor)
    return items


def _unchanged(item: ChecklistItem) -> dict:
    return {name: getattr(item, name) for name in ("state", "due", "note", "reason")}


def _record_handing_over(
    collaboration: Collaboration, *, owner: User, receiver: User | None, count: int, actor: User
) -> None:
    text = ngettext(
        "%(count)d åbent punkt gik fra %(owner)s til %(receiver)s.",
        "%(count)d åbne punkter gik fra %(owner)s til %(receiver)s.",
        count,
    )
    if receiver is None:
        text = ngettext(
            "%(count)d åbent punkt har ikke længere %(owner)s som ansvarlig.",
            "%(count)d åbne punkter har ikke længere %(owner)s som ansvarlig.",
            count,
        )
    said = {"count": count, "owner": owner.shown_name, "receiver": receiver and receiver.shown_name}
    record_activity(collaboration, kind=ActivityEntry.Kind.CHECKLIST, text=text % said, actor=actor)


@transaction.atomic
def item_for_documents(
    collaboration: Collaboration,
    *,
    template: ChecklistTemplateItem,
    municipality: Municipality | None = None,
    actor: User,
) -> ChecklistItem:
    """The point's row, to attach documents to. One that nobody has answered gets its row, still open.

    Such a row has version 0, so that a form that somebody has open meanwhile can still be saved. Raises DomainError
    for a point that does not apply.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_applies(collaboration, template, municipality)
    found = {"collaboration": collaboration, "template": template, "municipality": municipality}
    return ChecklistItem.objects.get_or_create(**found, defaults={"version": 0, "changed_by": actor})[0]


def _check_applies(
    collaboration: Collaboration, template: ChecklistTemplateItem, municipality: Municipality | None
) -> None:
    facts = facts_of(collaboration)
    found = facts.process.item(template.key)
    if found is None or found[1].pk != template.pk:
        raise DomainError(_("Punktet hører ikke til den proces, som samarbejdet følger."))
    if template.requirement:
        raise DomainError(_("Punktet følger et krav og kan ikke sættes for sig."))
    if not template.applies_to(facts.organisation_type):
        raise DomainError(_("Punktet gælder ikke for den valgte organisationsform."))
    if template.per_municipality != (municipality is not None):
        raise DomainError(_("Vælg den kommune, svaret gælder."))
    if municipality is not None and municipality.pk not in {each.municipality_id for each in facts.supporting}:
        raise DomainError(_("%(municipality)s deltager ikke i samarbejdet.") % {"municipality": municipality})


def _may_see(user: User, collaboration: Collaboration) -> bool:
    return Collaboration.objects.visible_to(user).filter(pk=collaboration.pk).exists()


def _locked_item(
    collaboration: Collaboration,
    template: ChecklistTemplateItem,
    municipality: Municipality | None,
    version: int,
) -> ChecklistItem:
    """The answer to change, or a new one that is not saved yet."""
    item = (
        ChecklistItem.objects.select_for_update(of=("self",))
        .select_related("owner", "changed_by")
        .filter(collaboration=collaboration, template=template, municipality=municipality)
        .first()
    )
    if item is None:
        return ChecklistItem(collaboration=collaboration, template=template, municipality=municipality, version=0)
    if item.version != version:
        raise StaleVersion(item)
    return item


def _changes(item: ChecklistItem, values: dict) -> tuple[list[str], list[str]]:
    """What is new, as Danish sentences, and apart from it the notes in full; both empty when nothing is."""
    said, notes = [], []
    if item.state != values["state"] or item.reason != values["reason"]:
        text = _("Sat til “%(state)s”.") % {"state": State(values["state"]).label.lower()}
        said.append(f"{text} {_('Begrundelse: %(reason)s') % values}" if values["reason"] else text)
    if item.owner != values["owner"]:
        said.append(_("Ansvarlig: %(owner)s.") % {"owner": values["owner"] or _("ingen")})
    if item.due != values["due"]:
        said.append(_("Frist: %(due)s.") % {"due": long_date(values["due"]) if values["due"] else _("ingen")})
    if item.note != values["note"]:
        if values["note"]:
            notes.append(_("Note: %(note)s") % values)
        else:
            said.append(_("Note fjernet."))
        if item.note:
            notes.append(_("Før: %(note)s") % {"note": item.note})
    return said, notes


def _save(item: ChecklistItem, values: dict, actor: User, at: dt.datetime) -> ChecklistItem:
    if values["state"] == State.DONE and item.state != State.DONE:
        # What was put aside and is then done is open again when the tick is taken away.
        item.state_before_done = State.OPEN if item.state == State.NOT_RELEVANT else item.state
    for name, value in values.items():
        setattr(item, name, value)
    item.changed_by, item.changed_at = actor, at
    item.version += 1
    item.save()
    return item


def _activity_text(item: ChecklistItem, said: list[str]) -> str:
    """The history of the collaboration names the point; notes stay on the point itself."""
    who = f"{item.municipality}: " if item.municipality else ""
    return f"{who}“{item.template.text}”. {' '.join(said or [_('Ny note.')])}"
