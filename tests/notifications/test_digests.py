"""What stands in a digest, and who may not read it."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from collaborations.models import ActivityEntry
from collaborations.services import record_activity
from notifications.audience import reachable
from notifications.digests import candidates
from notifications.periods import periods_due
from notifications.services import choose, send_due_mails
from notifications.topics import NOT_MAILED, TOPIC_OF, pace_of
from tests import factories
from tests.notifications.conftest import moment

pytestmark = pytest.mark.django_db


def weekly():
    return next(period for period in periods_due(timezone.now()) if period.pace == "weekly")


def happens(collaboration, text="Odder sagde ja.", actor=None, kind="decision"):
    return record_activity(collaboration, kind=kind, text=text, actor=actor)


def test_every_kind_of_history_has_a_topic_or_is_never_mailed():
    assert set(TOPIC_OF) | NOT_MAILED == set(ActivityEntry.Kind)
    assert not set(TOPIC_OF) & NOT_MAILED


def test_a_choice_for_one_collaboration_stands_before_the_one_for_all():
    chosen = {(1, "status", None): "never", (1, "status", 7): "daily"}
    assert [pace_of(chosen, 1, "status", pk) for pk in (7, 8)] == ["daily", "never"]
    assert pace_of(chosen, 1, "phase", 7) == "weekly"


def test_the_mail_says_what_happened_and_leads_to_our_own_address(collaboration, koordinator, run, settings):
    settings.SITE_URL = "https://samarbejde.example.org"
    happens(collaboration, "Odder sagde <b>ja</b>\ntil vedtægterne.", factories.make_user(name="Bo & Co"))
    assert run(8) == [("koordinator", "1 nyhed")]
    sent = mail.outbox[0]
    html = sent.alternatives[0].content
    assert "- Odder sagde <b>ja</b> til vedtægterne. (Bo & Co, 1. marts 2027)" in sent.body
    assert "Odder sagde &lt;b&gt;ja&lt;/b&gt; til vedtægterne. (Bo &amp; Co, 1. marts 2027)" in html
    for text in (sent.body, html):
        assert f"https://samarbejde.example.org/samarbejder/{collaboration.slug}/" in text
        assert text.count("http") == text.count("https://samarbejde.example.org/")


def test_what_one_did_oneself_is_no_news(collaboration, koordinator, run):
    happens(collaboration, actor=koordinator)
    assert run(8) == []


def test_of_a_long_list_the_newest_are_shown_and_the_rest_is_counted(collaboration, koordinator, run):
    for number in range(12):
        happens(collaboration, f"Hændelse {number:02d}.")
    assert run(8) == [("koordinator", "12 nyheder")]
    assert [f"Hændelse {number:02d}." in mail.outbox[0].body for number in range(12)] == [False] * 2 + [True] * 10
    assert "Og 2 mere i historikken." in mail.outbox[0].body


def test_all_collaborations_stand_in_one_mail(collaboration, koordinator, run):
    other = factories.make_collaboration("Fælles køkken", coordinator=koordinator)
    for each in (collaboration, other):
        happens(each)
    assert run(8) == [("koordinator", "2 nyheder")]
    assert mail.outbox[0].body.index("Fælles it-drift") < mail.outbox[0].body.index("Fælles køkken")


def test_a_deadline_in_a_collaboration_that_one_no_longer_sees_is_not_told(collaboration, koordinator, point, run):
    closed = factories.make_collaboration("Hemmeligt samarbejde")
    point(koordinator, dt.date(2027, 3, 9), collaboration=closed)
    assert run(8) == []
    point(koordinator, dt.date(2027, 3, 9))
    choose(koordinator, {"deadlines": "daily"})
    assert run(9) == [("koordinator", "1 frist i dag")]
    assert "Hemmeligt" not in mail.outbox[0].body


def test_access_is_asked_when_the_mail_is_made_and_not_when_the_batch_was_read(collaboration, koordinator, clock):
    happens(collaboration)
    clock.move_to(moment(8))
    found = candidates([koordinator], weekly())
    assert found.digest(koordinator) is not None
    collaboration.members.filter(user=koordinator).update(valid_to=dt.date(2027, 3, 7))
    assert found.digest(koordinator) is None


@pytest.mark.parametrize("closed", [{"is_active": False}, {"password": "!"}])
def test_nobody_who_can_not_sign_in_gets_a_mail(collaboration, koordinator, run, closed):
    happens(collaboration)
    type(koordinator).objects.filter(pk=koordinator.pk).update(**closed)
    assert run(8) == []


def test_a_municipality_that_left_hears_nothing(collaboration, tidligere_kontakt, run):
    happens(collaboration)
    assert run(8) == []


def test_who_wants_it_at_once_gets_it_within_the_hour_and_not_again_in_the_week(collaboration, koordinator, run, clock):
    choose(koordinator, {"decisions": "now"})
    clock.move_to(moment(3, 10, 30))
    happens(collaboration)
    assert run(3, 10, 50) == []
    assert run(3, 11) == [("koordinator", "1 nyhed")]
    assert run(8) == []


def test_a_batch_takes_as_many_queries_for_many_people_as_for_few(
    collaboration, koordinator, clock, django_assert_num_queries
):
    for many in (2, 30):
        clock.move_to(moment(3))
        for _ in range(many):
            happens(factories.make_collaboration(coordinator=factories.make_user()))
        clock.move_to(moment(8))
        users = list(reachable())
        with django_assert_num_queries(6):
            found = candidates(users, weekly())
        assert sum(bool(found.wanted(user)) for user in users) >= many


def test_a_mail_that_can_not_be_made_keeps_nobody_elses_back(collaboration, koordinator, bidragyder, clock, settings):
    happens(collaboration)
    type(koordinator).objects.filter(pk=koordinator.pk).update(email="to\nlinjer@example.org")
    clock.move_to(moment(8))
    with pytest.raises(ExceptionGroup):
        send_due_mails()
    assert [each.to for each in mail.outbox] == [["bidragyder@example.org"]]
