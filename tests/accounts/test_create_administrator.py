"""The first administrator comes by a command; everybody else by invitation."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories import make_user


def create(capsys, *arguments) -> str:
    call_command("create_administrator", *arguments)
    return capsys.readouterr().out


def test_somebody_new_gets_a_mail_and_the_link_is_printed(client, transactional_db, capsys):
    link = create(capsys, "chef@example.org", "--name", "Chef").strip()
    user = User.objects.get(email="chef@example.org")
    assert (user.name, user.is_administrator, user.is_superuser) == ("Chef", True, False)
    assert [message.to for message in mail.outbox] == [["chef@example.org"]]
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200


def test_somebody_known_gets_the_role_and_keeps_the_password(db, capsys):
    make_user("chef@example.org", name="Chef")
    assert "Chef kan allerede logge ind og er nu administrator." in create(capsys, "chef@example.org")
    assert User.objects.get(email="chef@example.org").has_usable_password() is True


def test_asking_twice_gives_one_role(db, capsys):
    create(capsys, "chef@example.org")
    create(capsys, "chef@example.org")
    assert User.objects.get(email="chef@example.org").system_roles.count() == 1


def test_a_closed_account_is_not_opened(db, capsys):
    make_user("lukket@example.org", is_active=False)
    with pytest.raises(CommandError, match="Brugeren er lukket"):
        create(capsys, "lukket@example.org")
