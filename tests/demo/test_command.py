"""Where demo data may be loaded, and how often."""

import datetime as dt
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from demo.users import DEMO_USERS
from phases.models import ChecklistItem, PhaseTransition

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def _reference_data(db):
    call_command("load_reference_data", verbosity=0)


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("_reference_data")
def test_it_prints_the_sign_ins_and_sends_no_mail(settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        printed = load()
    assert settings.DEMO_PASSWORD in printed
    assert [each.email for each in DEMO_USERS if each.email not in printed] == []
    assert mail.outbox == []


@pytest.mark.usefixtures("_reference_data")
def test_a_second_time_nothing_happens():
    load()
    before = Collaboration.objects.count(), User.objects.count(), ActivityEntry.objects.count()
    assert load() == "Der er allerede samarbejder her. Demodata er ikke indlæst igen.\n"
    assert (Collaboration.objects.count(), User.objects.count(), ActivityEntry.objects.count()) == before


def test_it_leaves_an_installation_alone_where_somebody_works(collaboration):
    assert "allerede samarbejder" in load()
    assert list(Collaboration.objects.all()) == [collaboration]
    assert not User.objects.exists()


@pytest.mark.django_db
def test_it_refuses_where_demo_data_does_not_belong(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="Demodata kan ikke indlæses her"):
        load()
    assert not User.objects.exists()


def test_production_settings_never_allow_it():
    given = {
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "samarbejde.example.org",
        "DATABASE_URL": "postgres://user@localhost/none",
        "REDIS_URL": "redis://localhost:6379/0",
        "EMAIL_URL": "smtp://localhost:25",
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "samarbejde.settings.production",
    }
    code = "from django.conf import settings; print(settings.DEMO_ALLOWED)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | given, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("False", "")


@pytest.mark.django_db
def test_it_says_what_is_missing_before_reference_data_is_there():
    with pytest.raises(CommandError, match="Kør load_reference_data først"):
        load()
    assert not User.objects.exists()


@pytest.mark.usefixtures("_reference_data")
@pytest.mark.parametrize("day", [dt.date(2026, 11, 20), dt.date(2027, 3, 31), dt.date(2028, 7, 6)])
def test_the_examples_are_as_fresh_on_any_day(day):
    noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    with time_machine.travel(noon, tick=False):
        load()
    dues = ChecklistItem.objects.filter(due__isnull=False).values_list("due", flat=True)
    assert sorted((due - day).days for due in dues) == [3, 4, 6, 14, 14, 21, 56]
    newest = ActivityEntry.objects.filter(collaboration__origin=Collaboration.Origin.EXAMPLE).latest("at").at
    assert 0 <= (day - timezone.localdate(newest)).days <= 7
    moves = PhaseTransition.objects.filter(collaboration__origin=Collaboration.Origin.EXAMPLE)
    assert all(move.date.weekday() < 5 for move in moves)
