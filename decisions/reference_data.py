"""Loads the standard sets of questions, the clauses and the model guide from their files. May be run at any time.

A file that has changed becomes a new version. Where administrators have published versions of their own it does not: it
waits on their pages, where it can be made a draft, compared and published.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from decisions import clauses, standard_sets
from decisions.catalogues import forget
from decisions.models import CatalogueVersion
from models_catalog import guide

Kind = CatalogueVersion.Kind
FILES: dict[str, Callable[[], dict]] = {
    Kind.QUESTIONS: standard_sets.file_data,
    Kind.CLAUSES: clauses.file_data,
    Kind.GUIDE: guide.file_data,
}


@transaction.atomic
def load() -> str:
    """Bring them up to the files. Returns one line for the console."""
    said = [f"{kind.value} {_load(kind)}" for kind in Kind]
    transaction.on_commit(forget)
    return ", ".join(said)


def content_of_file(kind: str) -> dict[str, Any]:
    """As it is stored: dates as text, and a § on one line with its number."""
    return clauses.tied(json.loads(json.dumps(FILES[kind](), default=str)))


def digest_of(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def waiting_content(kind: str) -> tuple[str, dict[str, Any]] | None:
    """What the file brings while it waits for an administrator, and which edition it is."""
    versions = CatalogueVersion.objects.filter(kind=kind)
    if not versions.filter(published_by__isnull=False).exists():
        return None
    content = content_of_file(kind)
    mark = digest_of(content)
    return None if versions.filter(file_digest=mark).exists() else (mark, content)


def _load(kind: str) -> str:
    content = content_of_file(kind)
    mark = digest_of(content)
    versions = CatalogueVersion.objects.select_for_update().filter(kind=kind)
    newest = versions.order_by("-number").first()
    if newest is not None and versions.filter(file_digest=mark).exists():
        return f"version {newest.number}"
    if newest is not None and versions.filter(published_by__isnull=False).exists():
        return "wait on /redaktion/, as administrators have published their own"
    number = newest.number + 1 if newest else 1
    CatalogueVersion.objects.create(
        kind=kind,
        number=number,
        published_on=timezone.localdate(),
        note=_("Den udgave, der fulgte med programmet."),
        content=content,
        file_digest=mark,
    )
    return f"version {number}"
