"""What the product knows beforehand, and an administrator who edits it."""

import pytest

from decisions import reference_data as decisions
from editing import services
from editing.kinds import KINDS
from tests.kept import put_catalogue, put_process


@pytest.fixture
def reference(db):
    put_catalogue()
    decisions.load()
    put_process()


@pytest.fixture
def process_kind(reference):
    return KINDS["proces"]


@pytest.fixture
def draft(process_kind, administrator):
    return services.begin_draft(process_kind, actor=administrator)


@pytest.fixture
def browser(client_for):
    return client_for("administrator")
