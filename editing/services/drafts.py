"""Drafts of process, questions and clauses: one of each kind, written by administrators together."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.exceptions import DomainError, StaleVersion
from editing.documents import Document, Entry, digest, find, moved, with_entry, with_new, without
from editing.kinds.base import Kind, Part
from editing.models import Draft


class EntryGone(Exception):
    """Somebody has taken the entry out in the meantime."""


@transaction.atomic
def begin_draft(kind: Kind, *, actor: User, from_file: bool = False) -> Draft:
    """Copy the newest version, or what the product's file brings, into a draft. The one that is there already stays."""
    if found := Draft.objects.filter(kind=kind.name).first():
        return found
    newest, waiting = kind.newest(), kind.waiting() if from_file else None
    if newest is None:
        raise DomainError(_("Der er ikke indlæst en version endnu. Indlæs stamdata først."))
    begun = {
        "follows": newest.number,
        "file_mark": waiting.mark if waiting else "",
        "content": waiting.document if waiting else newest.document,
        "begun_by": actor,
        "changed_by": actor,
    }
    # Of two who begin at once the second gets what the first one began.
    return Draft.objects.get_or_create(kind=kind.name, key="", defaults=begun)[0]


@transaction.atomic
def change_entry(draft: Draft, part: Part, key: str, *, values: Entry, version: str, actor: User) -> None:
    """Write one entry. `version` is the digest of the entry that the form was made from.

    Raises StaleVersion with the draft as it is now when somebody has changed the entry, EntryGone when it is out.
    """
    draft = _lock(draft)
    entry = _read(draft, part, key, version)
    if {**entry, **values} != entry:
        _write(draft, with_entry(draft.content, part.name, {**entry, **values}), actor)


@transaction.atomic
def add_entry(draft: Draft, kind: Kind, part: Part, *, values: Entry, actor: User) -> str:
    """Put a new entry last in its lane. Returns its key."""
    draft = _lock(draft)
    entry = kind.new_entry(part, draft.content, values)
    _write(draft, with_new(draft.content, part.name, entry), actor)
    return entry["key"]


@transaction.atomic
def remove_entry(draft: Draft, kind: Kind, part: Part, key: str, *, version: str, actor: User) -> None:
    """Take an entry out of the draft. Raises DomainError for one that has to be there, and as `change_entry`."""
    draft = _lock(draft)
    entry = _read(draft, part, key, version)
    if why := kind.may_not_go(part, entry, draft.content):
        raise DomainError(why)
    _write(draft, without(draft.content, part.name, key), actor)


@transaction.atomic
def move_entry(draft: Draft, part: Part, key: str, *, up: bool, actor: User) -> None:
    draft = _lock(draft)
    if find(draft.content, part.name, key) is None:
        raise EntryGone
    _write(draft, moved(draft.content, part.name, key, up=up, lane=part.lane), actor)


@transaction.atomic
def discard_draft(draft: Draft, *, version: str) -> None:
    """What is published stays as it is. `version` is the digest of the draft that was read.

    Raises StaleVersion with the draft as it is now when somebody has changed it.
    """
    draft = _lock(draft)
    if digest(draft.content) != version:
        raise StaleVersion(draft)
    draft.delete()


def _lock(draft: Draft) -> Draft:
    """The draft as it is now. Raises DomainError when it has been published or thrown away."""
    found = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise DomainError(_("Kladden er udgivet eller slettet, siden du åbnede siden."))
    return found


def _read(draft: Draft, part: Part, key: str, version: str) -> Entry:
    entry = find(draft.content, part.name, key)
    if entry is None:
        raise EntryGone
    if digest(entry) != version:
        raise StaleVersion(draft)
    return entry


def _write(draft: Draft, content: Document, actor: User) -> None:
    draft.content, draft.changed_by, draft.changed_at = content, actor, timezone.now()
    draft.save(update_fields=["content", "changed_by", "changed_at"])
