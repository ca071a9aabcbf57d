"""Reference data for a test: read from its files once in a process, and put into the tables as rows after that.

What is put is what the loader wrote, with its keys. The loader itself runs wherever the tables are not empty, the day
is another, or the clock stands before the rows were made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

import cases.reference_data as cases
import models_catalog.reference_data as catalogue
import municipalities.reference_data as municipalities
import phases.reference_data as process
from models_catalog.models import CollaborationModel
from municipalities.models import Municipality

# PostgreSQL takes 65,535 in one statement, and SQLite 32,766.
MOST_VALUES = 30_000


@dataclass(frozen=True)
class Kept:
    """Rows by table and names of its columns, as the database gave them, and when they were made."""

    made: dt.datetime
    rows: dict[tuple[str, tuple[str, ...]], Sequence[tuple]]


_kept: dict[Hashable, Kept] = {}


def put_catalogue() -> None:
    _put("models_catalog", catalogue.load)


def put_process() -> None:
    _put("phases", process.load)


def put_municipalities() -> None:
    _put("municipalities", municipalities.load)


def put_cases() -> None:
    """What is here of municipalities and models is linked to."""
    linked = (*Municipality.objects.values_list("pk", "code"), *CollaborationModel.objects.values_list("pk", "key"))
    _put("cases", cases.load, frozenset(linked))


def _put(app: str, load: Callable[[], object], linked: Hashable = None) -> None:
    if not _is_empty(app):
        load()
        return
    now = timezone.now()
    key = (app, now.date(), linked)
    if key in _kept and _kept[key].made <= now:
        _write(_kept[key])
        return
    load()
    _kept[key] = Kept(timezone.now(), _read(app))


def _tables(app: str) -> list[tuple[str, tuple[str, ...]]]:
    models = apps.get_app_config(app).get_models(include_auto_created=True)
    return [
        (model._meta.db_table, tuple(field.column for field in model._meta.concrete_fields if not field.generated))
        for model in models
        if model._meta.managed and not model._meta.proxy
    ]


def _is_empty(app: str) -> bool:
    asked = " OR ".join(f"EXISTS (SELECT 1 FROM {_quoted(table)})" for table, _columns in _tables(app))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CASE WHEN {asked} THEN 1 ELSE 0 END")
        return not cursor.fetchone()[0]


def _read(app: str) -> dict[tuple[str, tuple[str, ...]], Sequence[tuple]]:
    rows = {}
    with connection.cursor() as cursor:
        for table, columns in _tables(app):
            cursor.execute(f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(table)}")  # noqa: S608
            if found := cursor.fetchall():
                rows[table, columns] = found
    return rows


def _write(kept: Kept) -> None:
    """In one transaction, at whose end the keys that point at other rows are looked at."""
    with transaction.atomic(), connection.cursor() as cursor:
        for (table, columns), rows in kept.rows.items():
            into = f"INSERT INTO {_quoted(table)} ({', '.join(map(_quoted, columns))}) VALUES "  # noqa: S608
            one = f"({', '.join(['%s'] * len(columns))})"
            at_once = MOST_VALUES // len(columns)
            for start in range(0, len(rows), at_once):
                some = rows[start : start + at_once]
                cursor.execute(into + ", ".join([one] * len(some)), [value for row in some for value in row])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
