"""The cast in March 2027: every test begins on Monday the first at eight in the morning, Danish time."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from collaborations.models import Collaboration
from notifications.services import send_due_mails
from phases.models import ChecklistItem, ChecklistTemplateItem
from tests.kept import put_process


def moment(day: int, hour: int = 7, minute: int = 7) -> dt.datetime:
    """So many days into March, Danish time."""
    return dt.datetime(2027, 3, day, hour, minute, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(moment(1, 8, 0), tick=False) as traveller:
        yield traveller


@pytest.fixture
def run(clock):
    """Move to that time, let the hourly task run, and say who got what: `run(8) == [(name, subject), …]`."""

    def sent(day: int, hour: int = 7, minute: int = 7) -> list[tuple[str, str]]:
        clock.move_to(moment(day, hour, minute))
        before = len(mail.outbox)
        send_due_mails()
        assert send_due_mails() == 0, "once more sends nothing"
        return sorted((each.to[0].partition("@")[0], each.subject) for each in mail.outbox[before:])

    return sent


@pytest.fixture
def point(db, collaboration):
    """A point of the checklist with an owner and a deadline."""
    put_process()
    templates = iter(ChecklistTemplateItem.objects.filter(organisation_types=[], per_municipality=False).order_by("pk"))

    def made(owner, due: dt.date, collaboration=collaboration) -> ChecklistItem:
        template = next(templates)
        return ChecklistItem.objects.create(collaboration=collaboration, template=template, owner=owner, due=due)

    return made


@pytest.fixture
def rhythm(collaboration):
    """The status is due on 15 March; nobody wrote in the history that it is."""

    def given(due: dt.date = dt.date(2027, 3, 15), escalates_after: int | None = None) -> None:
        Collaboration.objects.filter(pk=collaboration.pk).update(
            status_rhythm="monthly", status_due=due, status_escalates_after=escalates_after
        )
        collaboration.refresh_from_db()

    return given
