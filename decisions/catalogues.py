"""The newest catalogue of a kind, kept by the process that read it.

Sets and clauses are asked for many times on a page and change a few times a year. A process asks the database again
after a minute, and at once when it has published itself. Without a stored version the file of the product is read.

A version that can not be read is passed over, so that no page falls for a text that somebody published: the one before
it holds, or the file, and the log says why.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from decisions.models.catalogues import CatalogueVersion

logger = logging.getLogger(__name__)
SECONDS_KEPT = 60
# What reading raises of data that has another form than it should.
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError)


@dataclass(frozen=True)
class Current:
    """What holds. `number` is its version, None for the file; `passed_over` the newest one where it can not be read."""

    read: Any
    number: int | None
    passed_over: int | None = None


@dataclass(frozen=True)
class _Held:
    at: float
    pk: int | None
    current: Current


_held: dict[str, _Held] = {}


def newest(kind: str, read: Callable[[dict], Any], file_data: Callable[[], dict]) -> Any:
    """What `read` makes of the newest version that it can read."""
    return current(kind, read, file_data).read


def current(kind: str, read: Callable[[dict], Any], file_data: Callable[[], dict]) -> Current:
    """The same, with which version it is. `read` raises one of `UNREADABLE` for a version that can not be shown."""
    held, now = _held.get(kind), time.monotonic()
    if held is not None and now - held.at < SECONDS_KEPT:
        return held.current
    row = CatalogueVersion.objects.filter(kind=kind).order_by("-number").first()
    pk = row.pk if row else None
    found = held.current if held is not None and held.pk == pk else _read(row, read, file_data)
    _held[kind] = _Held(now, pk, found)
    return found


def _read(row: CatalogueVersion | None, read: Callable[[dict], Any], file_data: Callable[[], dict]) -> Current:
    passed_over = None
    while row is not None:
        try:
            return Current(read(row.content), row.number, passed_over)
        except UNREADABLE as error:
            logger.error("Version %s of %s can not be read and is passed over: %s", row.number, row.kind, error)
            passed_over = passed_over or row.number
            earlier = CatalogueVersion.objects.filter(kind=row.kind, number__lt=row.number)
            row = earlier.order_by("-number").first()
    return Current(read(file_data()), None, passed_over)


def forget() -> None:
    """Ask the database again next time."""
    _held.clear()
