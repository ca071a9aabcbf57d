"""Mails: each person is told of what they may see on the morning that it is sent, and of nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from collaborations.models import Collaboration, Member
from collaborations.services import record_activity
from notifications.services import choose, send_due_mails
from notifications.topics import Pace, Topic
from tests.leaks.expected import ALL, NOTHING, READS
from tests.leaks.marks import INSIDE, traces_in

PEOPLE = [who for who in READS if who != "anonym"]
# An administrator who takes part in none is told of none.
TOLD = READS | {"administrator": NOTHING}


def next_monday(hour: int = 7, minute: int = 7) -> dt.datetime:
    """The next Monday morning on which the week that is told of holds this moment."""
    now = timezone.localtime()
    day = now.date() + dt.timedelta(days=7 - now.weekday())
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=now.tzinfo)


@pytest.fixture
def told(scene):
    """Lets the hourly task run at that time, and says who was told of which, by the name before the @."""

    def at(moment: dt.datetime) -> dict[str, set[str]]:
        with time_machine.travel(moment, tick=False):
            send_due_mails()
        found: dict[str, set[str]] = {}
        for each in mail.outbox:
            text = "\n".join([each.subject, each.body, *(part.content for part in each.alternatives)])
            traces = traces_in(text)
            assert traces.drafts == set()
            found.setdefault(each.to[0].partition("@")[0], set()).update(traces.stems)
        return found

    return at


def of_people(found):
    return {who: found.get(who, set()) for who in PEOPLE}


def test_the_weekly_mail_tells_each_of_what_they_read(scene, told):
    assert of_people(told(next_monday())) == {who: TOLD[who] for who in PEOPLE}


def test_every_koordinator_is_told_of_the_own_one_alone(scene, told):
    found = told(next_monday())
    assert {stem: found[f"{stem}{INSIDE}"] for stem in ALL} == {stem: {stem} for stem in ALL}


def test_the_numbers_in_the_subject_are_those_of_what_is_read(scene, told):
    """Four red ones are read by Odder's kommunekontakt, one by a guest of one."""
    told(next_monday())
    subjects = {each.to[0].partition("@")[0]: each.subject for each in mail.outbox if "rød" in each.subject}
    assert "4 samarbejder er røde" in subjects["kontakt"]
    assert "1 samarbejde er rødt" in subjects["gaest"]


@pytest.mark.parametrize("pace", [Pace.NOW, Pace.DAILY])
def test_a_mail_at_once_or_daily_tells_no_more(scene, told, pace):
    for who in PEOPLE:
        choose(scene.people[who], dict.fromkeys((Topic.DECISIONS, Topic.PAPERS), pace))
    when = next_monday(15, 30)
    with time_machine.travel(when - dt.timedelta(hours=1), tick=False):
        for stem, collaboration in scene.collaborations.items():
            record_activity(collaboration, kind="decision", text=f"Nu skete {stem}{INSIDE}", actor=None)
    if pace == Pace.DAILY:
        when = next_monday(8) + dt.timedelta(days=1)
    assert of_people(told(when)) == {who: TOLD[who] for who in PEOPLE}


def test_who_lost_the_role_over_the_weekend_is_told_nothing(scene, told):
    friday = timezone.localdate()
    Member.objects.filter(user=scene.people["gaest"]).update(valid_from=friday - dt.timedelta(3), valid_to=friday)
    assert of_people(told(next_monday()))["gaest"] == set()


def test_a_reminder_goes_to_those_who_lead_and_to_directors_of_who_takes_part(scene, told):
    """Odder's director is told of the two that Odder takes part in, less the one that is nobody's work."""
    due = next_monday().date()
    Collaboration.objects.update(status_due=due, status_escalates_after=0)
    for who in PEOPLE:
        choose(scene.people[who], dict.fromkeys(set(Topic.values) - {Topic.DEADLINES, Topic.STATUS}, Pace.NEVER))
    choose(scene.people["koordinator"], {Topic.STATUS: Pace.NEVER})
    told(next_monday())
    reminded: dict[str, set[str]] = {}
    for each in mail.outbox:
        if "Status" in each.subject:
            reminded.setdefault(each.to[0].partition("@")[0], set()).update(traces_in(each.subject + each.body).stems)
    expected = {f"{stem}{INSIDE}": {stem} for stem in ALL - {"hassel"}}
    assert {who: reminded.get(who, set()) for who in expected} == expected
    assert {who for who in PEOPLE if reminded.get(who)} <= {"koordinator", "direktoer"}
    assert reminded.get("direktoer", set()) <= {"ahorn"}
