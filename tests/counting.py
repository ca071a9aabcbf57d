"""How many queries a page takes."""

from __future__ import annotations

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(browser: Client, address: str, asked: dict | None = None) -> int:
    """Of a page that is opened for the second time, when its session is renewed. What opening it wrote is undone, so
    that several pages can be asked in one scene.
    """
    with transaction.atomic():
        assert browser.get(address, asked).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address, asked).status_code == 200
        transaction.set_rollback(True)
    return len(captured)
