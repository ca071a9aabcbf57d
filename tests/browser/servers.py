"""Which database and broker the product under the browser uses: the suite's own, each product alone in its own.

Nothing is said in the environment when somebody runs pytest by hand: then it is the embedded database and queue.
"""

from __future__ import annotations

import os
import urllib.parse
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import redis
from psycopg import sql


@contextmanager
def database(like: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Variables for a PostgreSQL database that exists as long as the block, where the suite runs on PostgreSQL.

    `like` are the variables of one that it begins as a copy of; nobody may be connected to that one meanwhile.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {"DATABASE_URL": ""}
        return
    name = f"samarbejde_product_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        template = urllib.parse.urlsplit(like["DATABASE_URL"]).path.lstrip("/") if like else "template1"
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        try:
            own = urllib.parse.urlsplit(url)._replace(path=f"/{name}").geturl()
            yield {"DATABASE_URL": own, "DEMO": "1"}
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def broker(number: int) -> Iterator[dict[str, str]]:
    """Variables for a numbered Redis database, where the suite has one and asks for it. Emptied afterwards."""
    if os.environ.get("SAMARBEJDE_TEST_BROKER") != "redis":
        yield {"REDIS_URL": ""}
        return
    address, _, first = os.environ["SAMARBEJDE_TEST_REDIS_URL"].rpartition("/")
    # Database 0 of ours is for the tests that kill workers; each of pytest-xdist's workers has at most two products.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = f"{address}/{int(first) + 1 + 2 * worker + number}"
    yield {"REDIS_URL": url}
    with redis.Redis.from_url(url) as server:
        server.flushdb()
