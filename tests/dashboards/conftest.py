"""The real process and catalogue: what the pages gather depends on them."""

import pytest

from models_catalog import reference_data as catalogue
from phases import reference_data as process


@pytest.fixture
def reference(db):
    catalogue.load()
    process.load()
