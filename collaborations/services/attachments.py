"""Documents that go with something else: a point of the checklist, a question, a decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, DocumentVersion
from collaborations.services.activity import record_activity
from collaborations.services.behalf import on_behalf
from collaborations.services.documents import add_document
from common.exceptions import DomainError
from municipalities.models import Municipality


class HasDocuments(Protocol):
    """A row of whichever app with `documents`, a many-to-many relation to DocumentVersion."""

    documents: Any


@transaction.atomic
def attach_document(
    get_row: Callable[[], HasDocuments],
    *,
    collaboration: Collaboration,
    name: str,
    document: DocumentVersion | None = None,
    title: str = "",
    upload: UploadedFile | None = None,
    municipality: Municipality | None = None,
    actor: User,
) -> DocumentVersion:
    """Attach a version that is there, or `upload` as a new document.

    `get_row` gives the holder's row, or makes it. `name` is what the history calls it, `municipality` whose it is.
    Raises DomainError for a document of another collaboration, a hidden one, and a file that is not taken.
    """
    behalf = on_behalf(actor, collaboration, municipality)
    if document is None:
        if upload is None:
            raise DomainError(_("Vælg et dokument, eller læg et nyt op."))
        document = add_document(collaboration, title=title, upload=upload, actor=actor, on_behalf_of=behalf)
    if document.document.collaboration_id != collaboration.pk:
        raise DomainError(_("Dokumentet hører til et andet samarbejde."))
    if document.document.hidden_at:
        raise DomainError(_("Dokumentet er skjult. Vælg et andet."))
    holder = get_row()
    if holder.documents.filter(pk=document.pk).exists():
        return document
    holder.documents.add(document)
    _tell(collaboration, _("Vedhæftede “%(title)s” til “%(name)s”."), document, name, actor, behalf)
    return document


@transaction.atomic
def detach_document(
    holder: HasDocuments,
    document: DocumentVersion,
    *,
    collaboration: Collaboration,
    name: str,
    municipality: Municipality | None = None,
    actor: User,
) -> None:
    """It no longer goes with the holder. The document itself stays."""
    if not holder.documents.filter(pk=document.pk).exists():
        return
    holder.documents.remove(document)
    behalf = on_behalf(actor, collaboration, municipality)
    _tell(collaboration, _("Fjernede “%(title)s” fra “%(name)s”."), document, name, actor, behalf)


def _tell(
    collaboration: Collaboration,
    text: str,
    document: DocumentVersion,
    name: str,
    actor: User,
    behalf: Municipality | None,
) -> None:
    said = text % {"title": document.document.title, "name": name}
    record_activity(collaboration, kind=ActivityEntry.Kind.DOCUMENT, text=said, actor=actor, on_behalf_of=behalf)
