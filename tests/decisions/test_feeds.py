"""The calendar feed: a private address, for as long as its owner may see the collaboration."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import MunicipalityRole
from decisions.feeds import make_feed
from decisions.models import CalendarFeed
from decisions.services import plan_meeting
from tests import factories
from tests.clock import in_days, next_year


@pytest.fixture
def planned(section_60, odder, horsens, koordinator):
    question = list(section_60.questions.filter(key="principle-decision"))
    for place, days in ((odder, 0), (horsens, 1)):
        plan_meeting(
            question, municipality=place, body="council", date=in_days(10) + dt.timedelta(days), actor=koordinator
        )
    return section_60


def address(collaboration, user) -> str:
    return reverse("decisions:feed", args=[make_feed(collaboration, user)])


def test_a_calendar_program_reads_it_without_signing_in(client, planned, kontakt):
    response = client.get(address(planned, kontakt))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [str(each["summary"]) for each in events] == [
        "Odder behandler Principbeslutning i kommunalbestyrelsen",
        "Horsens behandler Principbeslutning i kommunalbestyrelsen",
    ]
    assert len({str(each["uid"]) for each in events}) == 2


def test_two_bodies_on_one_day_are_two_events(client, planned, odder, koordinator, kontakt):
    question = list(planned.questions.filter(key="principle-decision"))
    plan_meeting(question, municipality=odder, body="finance", date=in_days(10), actor=koordinator)
    events = Calendar.from_ical(client.get(address(planned, kontakt)).content).walk("VEVENT")
    assert len({str(each["uid"]) for each in events}) == len(events) == 3


def test_an_address_that_nobody_has_is_not_found(client, planned):
    assert client.get(reverse("decisions:feed", args=["gaet"])).status_code == 404


def test_the_address_ends_with_the_access_of_its_owner(client, planned, kontakt):
    url = address(planned, kontakt)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    MunicipalityRole.objects.filter(user=kontakt).update(
        valid_from=yesterday - dt.timedelta(days=9), valid_to=yesterday
    )
    assert client.get(url).status_code == 404


def test_the_address_ends_with_the_account(client, planned, koordinator):
    url = address(planned, koordinator)
    koordinator.is_active = False
    koordinator.save()
    assert client.get(url).status_code == 404


def test_it_holds_the_meetings_of_its_collaboration_alone(client, planned, koordinator, odder):
    other = factories.make_collaboration("Et andet", participants=[odder])
    factories.make_member(other, koordinator)
    content = client.get(address(other, koordinator)).content
    assert Calendar.from_ical(content).walk("VEVENT") == []


def test_who_may_not_see_the_collaboration_gets_no_address(client_for, planned):
    for name in ("decisions:subscription", "decisions:subscribe"):
        browser = client_for("fremmed")
        url = reverse(name, args=[planned.slug])
        answer = browser.get(url) if name.endswith("subscription") else browser.post(url)
        assert answer.status_code == 404


def test_the_address_is_turned_off_with_a_word_that_says_so(browser, slug):
    url = reverse("decisions:subscription", args=[slug])
    assert "Slå adressen fra" not in browser.get(url).content.decode()
    browser.post(reverse("decisions:subscribe", args=[slug]))
    assert "Slå adressen fra" in browser.get(url).content.decode()


def test_the_feed_holds_the_planned_meetings_and_moves_with_them(client, section_60, koordinator, odder):
    url = reverse("decisions:feed", args=[make_feed(section_60, koordinator)])
    question = section_60.questions.get(key="principle-decision")
    plan_meeting([question], municipality=odder, body="council", date=dt.date(next_year(), 3, 24), actor=koordinator)
    (event,) = Calendar.from_ical(client.get(url).content).walk("VEVENT")
    assert (event["summary"], event.decoded("dtstart")) == ("Odder behandler Principbeslutning i kommunalbestyrelsen",
                                                          dt.date(next_year(), 3, 24))  # fmt: skip
    plan_meeting([question], municipality=odder, body="council", date=dt.date(next_year(), 3, 31), actor=koordinator)
    (moved,) = Calendar.from_ical(client.get(url).content).walk("VEVENT")
    assert moved.decoded("dtstart") == dt.date(next_year(), 3, 31)


def test_an_address_is_shown_once_and_ends_when_a_new_one_is_made(browser, client, slug):
    first = browser.post(reverse("decisions:subscribe", args=[slug])).context["address"]
    assert client.get(first).status_code == 200
    second = browser.post(reverse("decisions:subscribe", args=[slug])).context["address"]
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert second not in browser.get(reverse("decisions:subscription", args=[slug])).content.decode()
    browser.post(reverse("decisions:unsubscribe", args=[slug]))
    assert client.get(second).status_code == 404
    assert CalendarFeed.objects.count() == 0
