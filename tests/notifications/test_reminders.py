"""A status that is due: the coordinators are reminded, and told before the directors are."""

import datetime as dt

import pytest

from notifications.models import Delivery
from notifications.services import choose, unsubscribe
from tests import factories

REMINDER = "Status for Fælles it-drift skal være klar 15. marts 2027"
WARNING = "Direktørerne får snart besked: Status mangler for Fælles it-drift"
ESCALATION = "Status mangler for Fælles it-drift"


@pytest.mark.usefixtures("koordinator", "direktoer")
def test_a_week_before_and_on_the_day(run, rhythm):
    rhythm()
    sent = {day: run(day) for day in range(5, 20)}
    assert {day: mails for day, mails in sent.items() if mails} == {
        8: [("koordinator", REMINDER)],
        15: [("koordinator", REMINDER)],
    }


@pytest.mark.usefixtures("koordinator")
def test_not_in_the_night_and_one_day_late_when_the_task_did_not_run(run, rhythm):
    rhythm()
    assert run(8, 6) == []
    assert run(9, 12) == [("koordinator", REMINDER)]
    assert run(16, 12) == [("koordinator", REMINDER)]


@pytest.mark.usefixtures("koordinator", "direktoer", "kontakt")
def test_escalation_is_off_until_somebody_turns_it_on(run, rhythm):
    rhythm(dt.date(2027, 3, 2))
    assert [mail for day in range(3, 31) for mail in run(day)] == [
        ("koordinator", "Status for Fælles it-drift skal være klar 2. marts 2027")
    ]


@pytest.mark.usefixtures("koordinator", "direktoer")
def test_the_directors_are_told_once_after_the_coordinator(run, rhythm, collaboration):
    factories.make_municipality_role(
        factories.make_user("udenfor@example.org"), factories.make_municipality(), "director"
    )
    rhythm(escalates_after=3)
    sent = {day: run(day) for day in range(1, 32)}
    assert {day: mails for day, mails in sent.items() if mails} == {
        8: [("koordinator", REMINDER)],
        15: [("koordinator", WARNING)],  # which says what the reminder of the day would have said
        18: [("direktoer", ESCALATION)],
    }


@pytest.mark.usefixtures("koordinator", "direktoer")
def test_when_nothing_ran_the_coordinator_is_still_told_first(run, rhythm):
    rhythm(dt.date(2027, 3, 2), escalates_after=10)
    assert run(20) == [("koordinator", WARNING)]
    assert run(20, 20) == []
    assert run(21) == [("direktoer", ESCALATION)]


def test_a_coordinator_who_wants_no_mails_does_not_keep_the_directors_from_theirs(run, rhythm, koordinator, direktoer):
    unsubscribe(koordinator)
    rhythm(dt.date(2027, 3, 2), escalates_after=5)
    assert [(day, mail) for day in range(1, 20) for mail in run(day)] == [(7, ("direktoer", ESCALATION))]


def test_a_director_who_wants_nothing_about_status_gets_nothing(run, rhythm, koordinator, direktoer, collaboration):
    choose(direktoer, {"status": "never"}, collaboration)
    rhythm(dt.date(2027, 3, 2), escalates_after=5)
    assert "direktoer" not in {who for day in range(1, 20) for who, _subject in run(day)}


@pytest.mark.usefixtures("koordinator", "direktoer")
def test_a_director_of_a_municipality_that_left_is_not_told(run, rhythm, collaboration, odder):
    rhythm(dt.date(2027, 3, 2), escalates_after=5)
    collaboration.participations.filter(municipality=odder).update(state="withdrawn")
    assert "direktoer" not in {who for day in range(1, 20) for who, _subject in run(day)}
    assert not Delivery.objects.filter(kind="escalation").exists()


@pytest.mark.usefixtures("koordinator")
def test_the_mail_says_when_the_directors_are_told(run, rhythm, mailoutbox):
    rhythm(escalates_after=10)
    run(8)
    for text in (mailoutbox[0].body, mailoutbox[0].alternatives[0].content):
        assert "Status skal være klar 15. marts 2027, om 7 dage." in text
        assert "Mangler den stadig 25. marts 2027, får kommunernes direktører besked." in text
