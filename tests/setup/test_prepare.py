"""What `make run` does before it starts: the passwords of the demo users."""

import pytest
from django.conf import settings

from demo.users import DEMO_USERS
from scripts.prepare import demo_sign_ins
from tests.factories import make_user


@pytest.fixture
def changed(db):
    """Two demo users, the first of whom has chosen another password in the product."""
    first, second = (user.email for user in DEMO_USERS[:2])
    return make_user(first, password="min egen adgangskode"), make_user(second, password=settings.DEMO_PASSWORD)


def test_a_password_changed_in_the_product_stays_at_the_next_start(changed, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    assert demo_sign_ins()["password"] is None
    changed[0].refresh_from_db()
    assert changed[0].check_password("min egen adgangskode") is True


def test_a_password_of_the_environment_is_given_to_all(changed, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", settings.DEMO_PASSWORD)
    assert demo_sign_ins()["password"] == settings.DEMO_PASSWORD
    for user in changed:
        user.refresh_from_db()
        assert user.check_password(settings.DEMO_PASSWORD) is True


def test_where_nobody_is_of_the_demo_nothing_is_said(db):
    assert demo_sign_ins() is None
