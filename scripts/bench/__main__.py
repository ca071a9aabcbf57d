"""`make bench`: build a national data set on PostgreSQL, measure every page on it, say which aims are missed.

In one process through the whole middleware with production's settings: the median of 100 requests after warm-up. Exits
with 1 when an aim is missed. To work on one page, keep the database:

    .venv/bin/python -m scripts.bench --keep bench --only overview --profile
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile

import django

from scripts.bench.database import database


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="samarbejde-bench-") as folder, database(arguments.keep) as url:
        _set_up(url, folder)
        from scripts.bench import running  # noqa: PLC0415 - imports models, which need the settings

        return running.run(arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=100, help="requests for each page")
    parser.add_argument("--only", default="", help="measure only pages whose name contains this")
    parser.add_argument("--keep", default="", metavar="NAME", help="use the database of that name and keep it")
    parser.add_argument("--profile", action="store_true", help="show each page's queries and where its time goes")
    return parser.parse_args()


def _set_up(url: str, folder: str) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "scripts.bench.settings",
        "SAMARBEJDE_DATA": folder,
        "DATABASE_URL": url,
        "SECRET_KEY": "only-to-measure",
        "ALLOWED_HOSTS": "testserver",
        "REDIS_URL": "redis://127.0.0.1:1/0",  # never asked: see scripts/bench/settings.py
        "EMAIL_URL": "consolemail://",
    }
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
