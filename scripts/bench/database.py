"""A database of our own on a PostgreSQL that answers, or on one that is started for us; dropped at the end."""

from __future__ import annotations

import contextlib
import os
import tempfile
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from scripts.services import Services


@contextlib.contextmanager
def database(keep: str = "") -> Iterator[str]:
    """The address of a database: a new one that is dropped afterwards, or the one called `keep`, which stays."""
    with tempfile.TemporaryDirectory(prefix="samarbejde-bench-") as folder:
        services = Services(Path(folder), without={"redis", "chromium"})
        try:
            if not services.postgres_url:
                raise SystemExit("bench needs PostgreSQL: set DATABASE_URL, or let one answer on this machine.")
            name = keep or f"samarbejde_bench_{os.getpid()}"
            _create(services.postgres_url, name)
            try:
                yield urllib.parse.urlsplit(services.postgres_url)._replace(path=f"/{name}").geturl()
            finally:
                if not keep:
                    _execute(services.postgres_url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        finally:
            services.stop()


def _create(server: str, name: str) -> None:
    with psycopg.connect(server) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not there:
        _execute(server, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name)


def _execute(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
