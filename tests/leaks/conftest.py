"""The scene is built once for the folder: every test sees it as it was, because it changes it in a savepoint."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.leaks import scene as scenes
from tests.leaks.marks import Traces, traces_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOBODY = "anonym"


@pytest.fixture(scope="package")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield scenes.build()
        transaction.set_rollback(True)


@pytest.fixture
def scene(built, db) -> scenes.Scene:
    return built


@pytest.fixture(scope="package")
def signed_in(built, django_db_blocker) -> dict[str, str]:
    """Everybody's session, begun once: to sign in for each test would take longer than to look."""
    sessions = {}
    with django_db_blocker.unblock():
        for who, user in built.people.items():
            client = Client()
            client.force_login(user, backend=BACKEND)
            sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return sessions


@pytest.fixture
def window(scene, signed_in):
    """A browser signed in as one of the scene's people, or as nobody."""

    def opened(who: str) -> Client:
        client = Client()
        if who != NOBODY:
            client.cookies[settings.SESSION_COOKIE_NAME] = signed_in[who]
        return client

    return opened


@pytest.fixture
def traces(window):
    """What somebody can recognise in what an address answers."""

    def read(who: str, address: str, **asked) -> Traces:
        return traces_of(window(who).get(address, **asked))

    return read
