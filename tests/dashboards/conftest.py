"""The real process and catalogue: what the pages gather depends on them."""

import pytest

from tests.kept import put_catalogue, put_process


@pytest.fixture
def reference(db):
    put_catalogue()
    put_process()
