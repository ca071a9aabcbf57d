"""Each mail goes out at most once, whatever the mail server and the worker do."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.core import mail
from django.db import connection
from django.urls import reverse

from collaborations.services import record_activity
from notifications.models import MOST_ATTEMPTS, Delivery
from notifications.services import send_due_mails
from tests import factories
from tests.notifications.conftest import moment

HERE = "tests.notifications.servers"
REAL = "django.core.mail.backends.locmem.EmailBackend"
SEND = """
import datetime as dt, time_machine
with time_machine.travel(dt.datetime.fromisoformat("{now}"), tick=False):
    from notifications.services import send_due_mails
    send_due_mails()
"""


@pytest.fixture
def news(collaboration, koordinator, clock):
    record_activity(collaboration, kind="decision", text="Odder sagde ja.", actor=None)
    clock.move_to(moment(8))


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize("server", [f"{HERE}.Refusing", "django.core.mail.backends.smtp.EmailBackend"])
def test_a_server_that_does_not_take_the_mail_is_asked_again_by_the_next_run(settings, server):
    settings.EMAIL_BACKEND = (
        f"{HERE}.Refusing" if server == "Refusing" else "django.core.mail.backends.smtp.EmailBackend"
    )
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # where nobody answers
    assert send_due_mails() == 0
    assert Delivery.objects.get().state == Delivery.State.FAILED
    settings.EMAIL_BACKEND = REAL
    assert send_due_mails() == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, len(mail.outbox)) == (Delivery.State.SENT, 2, 1)


@pytest.mark.usefixtures("news")
def test_it_is_asked_five_times_and_then_given_up_and_shown(settings, client_for, koordinator):
    settings.EMAIL_BACKEND = f"{HERE}.Refusing"
    for _run in range(MOST_ATTEMPTS + 2):
        send_due_mails()
    assert Delivery.objects.get(user=koordinator).attempts == MOST_ATTEMPTS
    settings.EMAIL_BACKEND = REAL
    assert send_due_mails() == 0
    page = client_for("administrator").get(reverse("operations")).content.decode()
    assert "Opgivet" in page
    assert "koordinator@example.org" in page


@pytest.mark.usefixtures("news")
def test_a_mail_whose_fate_nobody_knows_is_not_sent_again_and_is_shown(settings, client_for, clock):
    settings.EMAIL_BACKEND = f"{HERE}.Hanging"
    send_due_mails()
    settings.EMAIL_BACKEND = REAL
    clock.move_to(moment(8, 7, 30))
    assert (send_due_mails(), len(mail.outbox)) == (0, 0)
    page = client_for("administrator").get(reverse("operations")).content.decode()
    assert "Uvis" in page
    assert "koordinator@example.org" in page


@pytest.mark.usefixtures("news", "bidragyder", "laeser")
def test_two_runs_at_once_send_each_mail_once(settings):
    settings.EMAIL_BACKEND = f"{HERE}.Slow"
    send_due_mails()
    assert sorted(each.to[0].partition("@")[0] for each in mail.outbox) == ["bidragyder", "koordinator", "laeser"]
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT}


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_while_it_sends_sends_none_twice(clock):
    koordinator = factories.make_user("koordinator@example.org")
    other = factories.make_user("ungdom@example.org")
    collaboration = factories.make_collaboration("Fælles it-drift", coordinator=koordinator)
    factories.make_member(collaboration, other, "reader")
    record_activity(collaboration, kind="decision", text="Odder sagde ja.", actor=None)
    now = moment(8)
    killed = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", SEND.format(now=now.isoformat())],
        cwd=configured.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.notifications.killed_settings",
            "WORKER_DATABASE": str(connection.settings_dict["NAME"]),
            "WORKER_FILES": str(configured.MEDIA_ROOT),
        },
        check=False,
        timeout=120,
    )
    assert killed.returncode == -signal.SIGKILL
    left = Delivery.objects.get()
    assert (left.user, left.state) == (koordinator, Delivery.State.CLAIMED)

    clock.move_to(moment(8, 8, 7))
    assert send_due_mails() == 1
    assert send_due_mails() == 0
    assert [each.to for each in mail.outbox] == [["ungdom@example.org"]]
    assert [each.user for each in Delivery.objects.unsure()] == [koordinator]
