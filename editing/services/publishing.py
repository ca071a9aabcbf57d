"""A draft becomes a version."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.exceptions import DomainError
from editing.documents import digest
from editing.kinds.base import Kind
from editing.models import Draft


@transaction.atomic
def publish_draft(draft: Draft, kind: Kind, *, note: str, version: str, follows: int, actor: User) -> int:
    """Publish the draft as it was read: `version` is its digest, `follows` the version that it was compared with.

    Returns the number. Raises DomainError when draft or version are not what was read, when nothing is changed, and
    when the draft does not hold together.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if draft is None:
        raise DomainError(_("Kladden er udgivet eller slettet, siden du åbnede siden."))
    if digest(draft.content) != version:
        raise DomainError(_("En anden har rettet kladden, siden du åbnede siden. Læs ændringerne igen."))
    newest = kind.newest()
    if newest is None or newest.number != follows:
        raise DomainError(_("Der er kommet en nyere version, siden du åbnede siden. Læs ændringerne igen."))
    if draft.content == newest.document:
        raise DomainError(_("Kladden siger det samme som den udgivne version. Ret noget først."))
    if faults := kind.faults(draft.content, newest.document):
        raise DomainError(" ".join(faults))
    number = kind.publish(draft.content, follows=follows, note=note, actor=actor, file_mark=draft.file_mark)
    draft.delete()
    return number
