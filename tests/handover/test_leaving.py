"""Who is given a role before the last day stays; who has left stays out; a mail that fails undoes nothing."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.services import give_municipality_role, give_system_role
from calendars.models import CalendarFeed
from calendars.services import make_feed
from collaborations.services import add_member, create_collaboration, invite_for_municipality
from handover.models import Handover
from handover.services import hand_over
from handover.tasks import tell_receivers
from notifications.services import unsubscribe
from tests import factories
from tests.clock import in_days

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
EVENING = dt.datetime(2027, 3, 1, 21, 0, tzinfo=dt.UTC)  # two hours before the day ends in Denmark


@pytest.fixture
def leaving(fremmed):
    """Somebody whose last day is in three days."""
    User.objects.filter(pk=fremmed.pk).update(left_on=in_days(3))
    fremmed.refresh_from_db()
    return fremmed


def left_on(user) -> dt.date | None:
    assert user.left_on == User.objects.get(pk=user.pk).left_on
    return user.left_on


@pytest.mark.parametrize("days", [None, 4])
def test_who_is_made_a_member_beyond_the_last_day_stays(leaving, collaboration, koordinator, days):
    until = days and in_days(days)
    add_member(collaboration, user=leaving, role="contributor", valid_to=until, actor=koordinator)
    assert left_on(leaving) is None


def test_a_role_until_the_last_day_changes_nothing(leaving, collaboration, koordinator):
    add_member(collaboration, user=leaving, role="contributor", valid_to=in_days(3), actor=koordinator)
    assert left_on(leaving) == in_days(3)


def test_a_role_in_the_system_or_for_a_municipality_keeps_somebody(leaving, odder, administrator):
    give_municipality_role(user=leaving, municipality=odder, role="reader", valid_to=in_days(3), actor=administrator)
    assert left_on(leaving) == in_days(3)
    give_system_role(user=leaving, role="editor", actor=administrator)
    assert left_on(leaving) is None


def test_a_role_for_a_municipality_in_one_collaboration_keeps_somebody(leaving, collaboration, koordinator, odder):
    invite_for_municipality(collaboration, municipality=odder, email=leaving.email, role="reader", actor=koordinator)
    assert User.objects.get(pk=leaving.pk).left_on is None


def test_who_begins_a_collaboration_stays(leaving, odder):
    create_collaboration(name="Nyt", purpose="Vi prøver.", initiator=odder, actor=leaving)
    assert left_on(leaving) is None


def test_what_was_open_before_somebody_left_is_over_when_they_come_back(collaboration, koordinator, fremmed, client):
    with time_machine.travel(EVENING, tick=False) as clock:
        factories.make_member(collaboration, fremmed, "reader")
        make_feed(fremmed)
        make_feed(fremmed, collaboration)
        User.objects.filter(pk=fremmed.pk).update(left_on=in_days(0))
        clock.shift(dt.timedelta(days=2))
        add_member(collaboration, user=fremmed, role="contributor", actor=koordinator)
        client.force_login(fremmed, backend=BACKEND)
        mine = reverse("calendars:mine")
        of_one = reverse("calendars:of_collaboration", args=[collaboration.slug])
        assert client.get(mine).context["feed"] is None
        assert client.get(mine).context["others"] == []
        assert client.get(of_one).context["feed"] is None
        make_feed(fremmed, collaboration)
        assert client.get(of_one).context["feed"] == CalendarFeed.objects.get(user=fremmed, collaboration=collaboration)


def test_a_part_of_a_page_becomes_the_sign_in_page_for_who_has_left(fremmed, client):
    with time_machine.travel(EVENING, tick=False) as clock:
        client.force_login(fremmed, backend=BACKEND)
        assert client.get("/profil/").status_code == 200
        User.objects.filter(pk=fremmed.pk).update(left_on=in_days(0))
        clock.shift(dt.timedelta(hours=3))
        headers = {"hx-request": "true", "hx-current-url": "http://testserver/samarbejder/faelles/faser/3/"}
        response = client.post("/profil/", headers=headers)
        assert response.headers["HX-Redirect"] == "/log-ind/?next=/samarbejder/faelles/faser/3/"
        assert not client.session.get("_auth_user_id")


def test_a_form_of_who_has_left_comes_back_to_the_page_with_the_form(fremmed, client):
    with time_machine.travel(EVENING, tick=False) as clock:
        client.force_login(fremmed, backend=BACKEND)
        client.get("/profil/")
        User.objects.filter(pk=fremmed.pk).update(left_on=in_days(0))
        clock.shift(dt.timedelta(hours=3))
        response = client.post("/brugere/1/send-igen/", headers={"referer": "http://testserver/brugere/?side=2"})
        assert response.url == "/log-ind/?next=/brugere/%3Fside%3D2"


## The mail to the receiver


def test_the_mail_comes_to_who_chose_none_and_offers_no_end(order, receiver, django_capture_on_commit_callbacks):
    unsubscribe(receiver)
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(order())
    sent = next(each for each in mail.outbox if each.to == [receiver.email])
    html = sent.alternatives[0].content
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & set(sent.message().keys())
    for text in (sent.body, html):
        assert "/mails/afmeld/" not in text
        assert "uanset hvilke mails du har valgt" in text


def test_the_pages_of_choices_say_that_it_comes_all_the_same(client_for):
    assert "besked om roller, du overtager, kommer altid" in client_for("laeser").get("/profil/mails/").content.decode()


def test_a_mail_that_can_not_be_made_leaves_what_was_done(
    order, receiver, settings, django_capture_on_commit_callbacks
):
    working, settings.DEFAULT_FROM_EMAIL = settings.DEFAULT_FROM_EMAIL, "to\nlinjer@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        handover = hand_over(order())
    assert Handover.objects.get() == handover
    assert mail.outbox == []
    settings.DEFAULT_FROM_EMAIL = working
    tell_receivers()
    assert [each.to for each in mail.outbox] == [[receiver.email]]
