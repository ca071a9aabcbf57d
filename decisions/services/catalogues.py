"""Publishing sets of questions, the catalogue of clauses, and the words of the model guide."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.exceptions import DomainError
from decisions.catalogues import forget
from decisions.models import CatalogueVersion


@transaction.atomic
def publish_catalogue(
    kind: str, *, content: dict[str, Any], follows: int, note: str, actor: User, file_digest: str = ""
) -> CatalogueVersion:
    """A new version, which never changes after this. Raises DomainError without a note, or when another has come."""
    if not note.strip():
        raise DomainError(_("Skriv, hvad der er nyt i versionen."))
    newest = CatalogueVersion.objects.select_for_update().filter(kind=kind).order_by("-number").first()
    if newest is None or newest.number != follows:
        raise DomainError(_("Der er kommet en nyere version, siden du åbnede siden. Læs ændringerne igen."))
    made = CatalogueVersion.objects.create(
        kind=kind,
        number=newest.number + 1,
        published_on=timezone.localdate(),
        published_by=actor,
        note=note.strip(),
        content=content,
        file_digest=file_digest,
    )
    transaction.on_commit(forget)
    return made
