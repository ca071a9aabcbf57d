"""README names every setting and every command that exists."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from scripts.run import introduce

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
SETTINGS = "".join((ROOT / f"samarbejde/settings/{name}.py").read_text() for name in ("base", "local", "production"))
NAMES = sorted(set(re.findall(r'\b(?:env(?:\.\w+)?|required)\("([A-Z_]+)"', SETTINGS)))


def test_the_settings_read_the_environment():
    assert {"DATABASE_URL", "REDIS_URL", "SAMARBEJDE_DATA", "SECRET_KEY", "DEMO_PASSWORD"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_variable_that_settings_read_is_in_the_readme(name):
    assert f"`{name}`" in README


def test_every_command_of_make_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split()
    for target in targets:
        assert re.search(rf"^{target}: ## \w", makefile, re.MULTILINE), target


def test_the_command_for_the_first_user_gives_somebody_who_lets_others_in(db, client, capsys):
    command = re.search(r"manage\.py (\w+) EMAIL`", README).group(1)
    call_command(command, "foerste@example.org")
    client.force_login(User.objects.get(email="foerste@example.org"), backend=settings.AUTHENTICATION_BACKENDS[1])
    assert client.get("/brugere/").status_code == 200


def test_the_start_names_the_same_command_where_there_is_no_demo(capsys):
    introduce(8000, {"sign_ins": None, "mail": "", "database": ""}, ROOT)
    assert "manage.py create_administrator EMAIL`" in capsys.readouterr().out
