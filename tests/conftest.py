"""The cast: one collaboration, and somebody for every row of the rights table.

`koordinator`, `bidragyder` and `laeser` are members of `collaboration`; `kontakt`, `direktoer` and `kommunelaeser` have
roles for `odder`, which takes part; `tidligere_kontakt` is contact of `samsoe`, which took part and left; `fremmed` has
no role, `administrator` and `redaktoer` have system roles only.
"""

from __future__ import annotations

import datetime as dt
import gc

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from decisions import catalogues
from tests import factories

CAST = (
    "koordinator",
    "bidragyder",
    "laeser",
    "kontakt",
    "direktoer",
    "kommunelaeser",
    "tidligere_kontakt",
    "fremmed",
    "administrator",
    "redaktoer",
)

# How long one example takes says how busy the machine is, not whether the code is right.
hypothesis_settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("suite")


def pytest_collection(session):
    """Thousands of tests stay until the end: the garbage collector would look through them again and again."""
    gc.disable()


def pytest_collection_finish(session):
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    gc.enable()


@pytest.fixture(autouse=True)
def _nobody_has_tried_before():
    """Limits on attempts are counted in the cache, which outlives a test; so does what a process has read."""
    cache.clear()
    catalogues.forget()


@pytest.fixture
def odder(db):
    return factories.make_municipality("Odder", code="727", population=23_916)


@pytest.fixture
def horsens(db):
    return factories.make_municipality("Horsens", code="615", population=97_571)


@pytest.fixture
def hedensted(db):
    return factories.make_municipality("Hedensted", code="766", population=47_710)


@pytest.fixture
def samsoe(db):
    return factories.make_municipality("Samsø", code="741", population=3_672)


@pytest.fixture
def collaboration(odder, horsens, hedensted, samsoe):
    """“Fælles it-drift”: Horsens began it, Odder takes part, Hedensted is invited, Samsø left on 1 June 2026."""
    collaboration = factories.make_collaboration("Fælles it-drift", initiator=horsens, participants=[odder])
    factories.make_participation(collaboration, hedensted, state="invited", since=dt.date(2026, 3, 1))
    left = factories.make_participation(collaboration, samsoe, state="withdrawn", since=dt.date(2026, 6, 1))
    factories.make_participation_change(left, state="participant", date=dt.date(2026, 2, 1))
    return collaboration


@pytest.fixture
def koordinator(collaboration):
    user = factories.make_user("koordinator@example.org", name="Koordinator")
    factories.make_member(collaboration, user, "coordinator")
    return user


@pytest.fixture
def bidragyder(collaboration):
    user = factories.make_user("bidragyder@example.org", name="Bidragyder")
    factories.make_member(collaboration, user, "contributor")
    return user


@pytest.fixture
def laeser(collaboration):
    user = factories.make_user("laeser@example.org", name="Læser")
    factories.make_member(collaboration, user, "reader")
    return user


@pytest.fixture
def kontakt(odder):
    user = factories.make_user("kontakt@example.org", name="Kommunekontakt i Odder")
    factories.make_municipality_role(user, odder, "contact")
    return user


@pytest.fixture
def direktoer(odder):
    user = factories.make_user("direktoer@example.org", name="Direktør i Odder")
    factories.make_municipality_role(user, odder, "director")
    return user


@pytest.fixture
def kommunelaeser(odder):
    user = factories.make_user("kommunelaeser@example.org", name="Læser i Odder")
    factories.make_municipality_role(user, odder, "reader")
    return user


@pytest.fixture
def tidligere_kontakt(samsoe):
    user = factories.make_user("tidligere@example.org", name="Kommunekontakt på Samsø")
    factories.make_municipality_role(user, samsoe, "contact")
    return user


@pytest.fixture
def fremmed(db):
    return factories.make_user("fremmed@example.org", name="Fremmed")


@pytest.fixture
def administrator(db):
    user = factories.make_user("administrator@example.org", name="Administrator")
    factories.make_system_role(user, "administrator")
    return user


@pytest.fixture
def redaktoer(db):
    user = factories.make_user("redaktoer@example.org", name="Katalogredaktør")
    factories.make_system_role(user, "editor")
    return user


@pytest.fixture
def cast(request, collaboration):
    """Everybody by name: `cast["kontakt"]`. For tables that ask one question of each."""
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def client_for(cast):
    """A browser signed in as one of the cast, or nobody: `client_for("laeser").get(url)`."""

    def signed_in(name: str) -> Client:
        client = Client()
        if name != "anonym":
            client.force_login(cast[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
