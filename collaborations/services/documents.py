"""Documents: uploaded, replaced by a newer version, hidden. Nothing is ever deleted."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, Document, DocumentVersion
from collaborations.services.activity import record_activity
from collaborations.uploads import judge
from common.exceptions import DomainError
from municipalities.models import Municipality

DOCUMENT = ActivityEntry.Kind.DOCUMENT


@transaction.atomic
def add_document(
    collaboration: Collaboration,
    *,
    title: str,
    upload: UploadedFile,
    note: str = "",
    actor: User | None,
    on_behalf_of: Municipality | None = None,
) -> DocumentVersion:
    """A new document with its first version. Raises DomainError for what is not one of the five kinds of file."""
    if not title.strip():
        raise DomainError(_("Skriv, hvad dokumentet hedder."))
    kind = judge(upload, upload.size)
    document = Document.objects.create(collaboration=collaboration, title=title.strip(), created_by=actor)
    version = _store(document, 1, kind, upload, note=note, actor=actor, on_behalf_of=on_behalf_of)
    text = _("Lagde “%(title)s” op.") % {"title": document.title}
    record_activity(collaboration, kind=DOCUMENT, text=text, actor=actor, on_behalf_of=on_behalf_of)
    return version


@transaction.atomic
def add_version(
    document: Document,
    *,
    upload: UploadedFile,
    note: str = "",
    actor: User | None,
    on_behalf_of: Municipality | None = None,
) -> DocumentVersion:
    """A newer version; the earlier ones stay. Raises DomainError for the same file once more, and for a hidden one."""
    document = Document.objects.select_for_update(of=("self",)).select_related("collaboration").get(pk=document.pk)
    if document.hidden_at:
        raise DomainError(_("Dokumentet er skjult. Læg det op som et nyt."))
    kind, last = judge(upload, upload.size), document.versions.last()
    if last and last.sha256 == _sha256(upload):
        raise DomainError(_("Filen er den samme som version %(number)d.") % {"number": last.number})
    version = _store(document, last.number + 1, kind, upload, note=note, actor=actor, on_behalf_of=on_behalf_of)
    said = {"title": document.title, "number": version.number}
    text = _("Lagde version %(number)d af “%(title)s” op.") % said
    record_activity(document.collaboration, kind=DOCUMENT, text=text, actor=actor, on_behalf_of=on_behalf_of)
    return version


@transaction.atomic
def hide_document(document: Document, *, reason: str, actor: User) -> Document:
    """Take it off the list, with the reason. What refers to its versions still finds them."""
    document = Document.objects.select_for_update(of=("self",)).select_related("collaboration").get(pk=document.pk)
    if not reason.strip():
        raise DomainError(_("Skriv, hvorfor dokumentet skal skjules."))
    if document.hidden_at:
        raise DomainError(_("Dokumentet er allerede skjult."))
    document.hidden_at, document.hidden_by, document.hidden_reason = timezone.now(), actor, reason.strip()
    document.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    said = {"title": document.title, "reason": document.hidden_reason}
    text = _("Skjulte “%(title)s”. Begrundelse: %(reason)s") % said
    record_activity(document.collaboration, kind=DOCUMENT, text=text, actor=actor)
    return document


def _store(document: Document, number: int, kind: str, upload: UploadedFile, *, note: str, **who) -> DocumentVersion:
    version = DocumentVersion(
        document=document,
        number=number,
        kind=kind,
        original_name=_clean(upload.name or ""),
        size=upload.size,
        sha256=_sha256(upload),
        note=note.strip(),
        uploaded_by=who["actor"],
        on_behalf_of=who["on_behalf_of"],
    )
    version.file.save(upload.name or "fil", upload, save=False)
    version.save()
    return version


def _sha256(upload: UploadedFile) -> str:
    upload.seek(0)
    found = hashlib.sha256(b"".join(upload.chunks())).hexdigest()
    upload.seek(0)
    return found


def _clean(name: str) -> str:
    """The name that the user's file had, without folders and signs that mean something to a computer."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", PurePath(name.replace("\\", "/")).name).strip()[:200]
