import datetime as dt

import pytest
import time_machine

from tests import factories


@pytest.fixture(autouse=True)
def _noon_on_20_november_2026():
    """The tests write dates out, and what lies in the future must stay there."""
    with time_machine.travel(dt.datetime(2026, 11, 20, 11, tzinfo=dt.UTC), tick=True):
        yield


@pytest.fixture
def other(odder):
    """Another collaboration that Odder takes part in."""
    return factories.make_collaboration("Fælles køkken", participants=[odder])


@pytest.fixture
def kontakt_her(collaboration, odder):
    user = factories.make_user("kontakt.her@example.org", name="Kontakt her")
    factories.make_representative(collaboration, odder, user, "contact")
    return user


@pytest.fixture
def laeser_her(collaboration, odder):
    user = factories.make_user("laeser.her@example.org", name="Læser her")
    factories.make_representative(collaboration, odder, user, "reader")
    return user


@pytest.fixture
def tidligere_her(collaboration, samsoe):
    user = factories.make_user("tidligere.her@example.org", name="Tidligere her")
    factories.make_representative(collaboration, samsoe, user, "contact")
    return user


@pytest.fixture
def here(kontakt_her, laeser_her, tidligere_her):
    return {"kontakt_her": kontakt_her, "laeser_her": laeser_her, "tidligere_her": tidligere_her}
