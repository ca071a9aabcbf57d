"""The feed: a private address, for as long as its owner may see what it is about."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import MunicipalityRole
from calendars.models import CalendarFeed
from calendars.services import make_feed
from decisions.services import plan_meeting
from tests import factories
from tests.clock import in_days


def address(user, collaboration=None) -> str:
    return reverse("calendars:feed", args=[make_feed(user, collaboration)])


def events(client, url):
    return Calendar.from_ical(client.get(url).content).walk("VEVENT")


def made(browser, name: str, *args) -> str:
    """Press the button; the address that the page then shows, without the site that the settings name."""
    shown = browser.post(reverse(name, args=args), follow=True)
    return "/" + shown.context["address"].split("/", 3)[3]


def test_a_calendar_program_reads_it_without_signing_in(client, planned, kontakt):
    response = client.get(address(kontakt, planned))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    found = Calendar.from_ical(response.content).walk("VEVENT")
    assert [str(each["summary"]) for each in found] == [
        "Odder behandler Principbeslutning i kommunalbestyrelsen",
        "Horsens behandler Principbeslutning i kommunalbestyrelsen",
    ]
    assert len({str(each["uid"]) for each in found}) == 2


def test_a_day_in_the_calendar_has_its_date_and_a_link_and_leaves_the_day_free(client, planned, kontakt, settings):
    settings.SITE_URL = "https://samarbejde.example.org"
    event = events(client, address(kontakt))[0]
    assert event.decoded("dtstart") == in_days(10)
    assert str(event["summary"]) == "Odder behandler Principbeslutning i kommunalbestyrelsen (Fælles it-drift)"
    assert str(event["url"]) == f"https://samarbejde.example.org{reverse('decisions:matrix', args=[planned.slug])}"
    assert event["transp"] == "TRANSPARENT"


def test_what_is_fetched_again_has_the_same_keys(client, planned, kontakt):
    url = address(kontakt)
    assert [str(each["uid"]) for each in events(client, url)] == [str(each["uid"]) for each in events(client, url)]


def test_the_feed_moves_with_the_meetings(client, planned, koordinator, odder):
    url = address(koordinator, planned)
    question = list(planned.questions.filter(key="principle-decision"))
    plan_meeting(question, municipality=odder, body="council", date=in_days(20), actor=koordinator)
    assert [each.decoded("dtstart") for each in events(client, url)] == [in_days(11), in_days(20)]


def test_an_address_that_nobody_has_is_not_found(client, planned):
    assert client.get(reverse("calendars:feed", args=["gaet"])).status_code == 404


@pytest.mark.parametrize("of_one", [True, False])
def test_with_the_access_of_its_owner_the_meetings_go(client, planned, kontakt, of_one):
    url = address(kontakt, planned if of_one else None)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    MunicipalityRole.objects.filter(user=kontakt).update(
        valid_from=yesterday - dt.timedelta(days=9), valid_to=yesterday
    )
    if of_one:
        assert client.get(url).status_code == 404
    else:
        assert events(client, url) == []


@pytest.mark.parametrize("of_one", [True, False])
def test_the_address_ends_with_the_account(client, planned, koordinator, of_one):
    url = address(koordinator, planned if of_one else None)
    koordinator.is_active = False
    koordinator.save()
    assert client.get(url).status_code == 404


def test_of_one_collaboration_it_holds_that_one_alone(client, planned, koordinator, odder):
    other = factories.make_collaboration("Et andet", participants=[odder])
    factories.make_member(other, koordinator)
    assert events(client, address(koordinator, other)) == []


def test_an_address_is_shown_once_and_ends_when_a_new_one_is_made(browser, planned):
    anonymous, page = Client(), reverse("calendars:of_collaboration", args=[planned.slug])
    first = made(browser, "calendars:make", planned.slug)
    assert anonymous.get(first).status_code == 200
    second = made(browser, "calendars:make", planned.slug)
    assert (anonymous.get(first).status_code, anonymous.get(second).status_code) == (404, 200)
    assert second not in browser.get(page).content.decode()
    browser.post(reverse("calendars:end", args=[planned.slug]))
    assert anonymous.get(second).status_code == 404
    assert CalendarFeed.objects.count() == 0


def test_the_feed_of_all_is_another_than_that_of_one(browser, planned):
    everything = made(browser, "calendars:make_mine")
    one = made(browser, "calendars:make", planned.slug)
    browser.post(reverse("calendars:end_mine"))
    assert (Client().get(everything).status_code, Client().get(one).status_code) == (404, 200)


def test_the_page_says_when_the_address_was_fetched(browser, planned):
    mine = reverse("calendars:mine")
    assert "Lav adressen" in browser.get(mine).content.decode()
    url = made(browser, "calendars:make_mine")
    assert "Intet kalenderprogram har hentet den endnu" in browser.get(mine).content.decode()
    Client().get(url)
    assert "Et kalenderprogram hentede den sidst" in browser.get(mine).content.decode()


def test_the_page_lists_the_addresses_of_single_collaborations(browser, planned):
    mine = reverse("calendars:mine")
    assert "Vil du følge alle møder og frister i ét samarbejde?" in browser.get(mine).content.decode()
    browser.post(reverse("calendars:make", args=[planned.slug]))
    assert reverse("calendars:of_collaboration", args=[planned.slug]) in browser.get(mine).content.decode()


def test_turning_off_what_is_off_says_so(browser, planned):
    page = browser.post(reverse("calendars:end_mine"), follow=True).content.decode()
    assert "Du har ingen adresse, der kan slås fra." in page


def test_nobody_reads_anothers_addresses(planned, koordinator, administrator):
    make_feed(koordinator, planned)
    assert not CalendarFeed.objects.visible_to(administrator).exists()


def test_two_presses_of_one_page_make_one_address(browser, planned):
    token = {"form_token": browser.get(reverse("calendars:mine")).context["form"]["form_token"].value()}
    browser.post(reverse("calendars:make_mine"), token)
    first = CalendarFeed.objects.get().secret_sha256
    browser.post(reverse("calendars:make_mine"), token)
    assert CalendarFeed.objects.get().secret_sha256 == first


def test_an_administrator_who_follows_from_outside_leaves_a_trace(client, planned, administrator):
    url = address(administrator, planned)
    assert client.get(url).status_code == 200
    client.get(url)
    assert planned.activity.filter(kind="look", actor=administrator).count() == 1
