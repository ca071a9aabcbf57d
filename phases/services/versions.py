"""Publishing a version of the process."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.exceptions import DomainError
from phases.models import ProcessVersion
from phases.process import Process
from phases.versions import check_process, store_process


@transaction.atomic
def publish_process(
    process: Process, *, follows: int, note: str, actor: User, file_number: int | None = None
) -> ProcessVersion:
    """Store a process as the newest version: its rows are not saved yet, and never change after this.

    `follows` is the number of the version that it was compared with. Raises DomainError when another one has come
    since, and without a note.
    """
    if not note.strip():
        raise DomainError(_("Skriv, hvad der er nyt i versionen."))
    newest = ProcessVersion.objects.select_for_update().order_by("-number").first()
    if newest is None or newest.number != follows:
        raise DomainError(_("Der er kommet en nyere version, siden du åbnede siden. Se forskellene igen."))
    check_process(process)
    version = process.version
    version.number, version.file_number = newest.number + 1, file_number
    version.published_on, version.published_by, version.note = timezone.localdate(), actor, note.strip()
    store_process(process)
    return version
