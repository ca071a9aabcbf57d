"""Who may have an address for their calendar: the rights table, cell by cell."""

import pytest
from django.urls import reverse

from calendars.models import CalendarFeed
from calendars.services import make_feed
from tests.conftest import CAST
from tests.phases.test_rights import DONE, READS, SEES, SIGN_IN, ask, only, table

EVERYBODY = set(CAST)


def test_everybody_who_has_signed_in_has_a_calendar_of_the_own(client_for):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("calendars:mine")))
    assert answers == {**dict.fromkeys(CAST, READS), "anonym": SIGN_IN}


@pytest.mark.parametrize("name", ["calendars:make_mine", "calendars:end_mine"])
def test_everybody_makes_and_ends_the_own_address(client_for, name):
    answers, left = ask(client_for, lambda browser: browser.post(reverse(name)), CalendarFeed.objects.exists)
    assert answers == {**dict.fromkeys(CAST, DONE), "anonym": SIGN_IN}
    assert left == only(EVERYBODY if name == "calendars:make_mine" else set())


def test_who_sees_the_collaboration_may_follow_it(client_for, slug):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("calendars:of_collaboration", args=[slug])))
    assert answers == table(SEES, READS)


@pytest.mark.parametrize("name", ["calendars:make", "calendars:end"])
def test_who_sees_it_has_an_address_of_their_own(client_for, slug, name):
    answers, left = ask(
        client_for, lambda browser: browser.post(reverse(name, args=[slug])), CalendarFeed.objects.exists
    )
    assert answers == table(SEES, DONE)
    assert left == only(SEES if name == "calendars:make" else set())


def test_a_feed_answers_whoever_knows_its_address_while_its_owner_may_see(client, section_60, kontakt, odder):
    """No cast here: a calendar program can not sign in."""
    url = reverse("calendars:feed", args=[make_feed(kontakt, section_60)])
    assert client.get(url).status_code == 200
    section_60.participations.filter(municipality=odder).update(state="withdrawn")
    assert client.get(url).status_code == 404
