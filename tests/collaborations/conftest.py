import datetime as dt

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _noon_on_20_november_2026():
    """The tests write dates out, and what lies in the future must stay there."""
    with time_machine.travel(dt.datetime(2026, 11, 20, 11, tzinfo=dt.UTC), tick=True):
        yield
