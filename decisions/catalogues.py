"""The newest catalogue of a kind, kept by the process that read it.

Sets and clauses are asked for many times on a page and change a few times a year. A process asks the database again
after a minute, and at once when it has published itself. Without a stored version the file of the product is read.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from decisions.models.catalogues import CatalogueVersion

SECONDS_KEPT = 60


@dataclass(frozen=True)
class _Held:
    at: float
    pk: int | None
    read: Any


_held: dict[str, _Held] = {}


def newest(kind: str, read: Callable[[dict], Any], file_data: Callable[[], dict]) -> Any:
    """What `read` makes of the newest version."""
    held, now = _held.get(kind), time.monotonic()
    if held is not None and now - held.at < SECONDS_KEPT:
        return held.read
    row = CatalogueVersion.objects.filter(kind=kind).order_by("-number").first()
    pk = row.pk if row else None
    if held is None or held.pk != pk:
        held = _Held(now, pk, read(row.content if row else file_data()))
    _held[kind] = _Held(now, pk, held.read)
    return held.read


def forget() -> None:
    """Ask the database again next time."""
    _held.clear()
