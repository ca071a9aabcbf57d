import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.collaborations.pages import text_of


@pytest.fixture
def address(collaboration):
    return reverse("collaborations:history", args=[collaboration.slug])


def entries(response):
    return [entry.text for entry in response.context["page"]]


def test_history_says_who_what_when_and_on_whose_behalf(client_for, address, collaboration, cast, odder):
    at = dt.datetime(2026, 11, 3, 13, 5, tzinfo=dt.UTC)
    factories.make_activity(collaboration, "Odder: deltager.", actor=cast["kontakt"], on_behalf_of=odder, at=at)
    factories.make_activity(collaboration, "Uden bruger.", actor=None, at=at - dt.timedelta(days=1))
    text = text_of(client_for("laeser").get(address))
    assert "3. nov. 2026, kl. 14.05 Odder: deltager. Kommunekontakt i Odder på vegne af Odder" in text
    assert "Uden bruger. Systemet" in text


def test_the_newest_comes_first(client_for, address, collaboration):
    now = timezone.now()
    for hours in (5, 1, 3):
        factories.make_activity(
            collaboration, f"For {hours} timer siden", actor=None, at=now - dt.timedelta(hours=hours)
        )
    response = client_for("laeser").get(address)
    assert entries(response) == ["For 1 timer siden", "For 3 timer siden", "For 5 timer siden"]


def test_the_kind_is_chosen_in_the_address(client_for, address, collaboration):
    factories.make_activity(collaboration, "En status", "status", actor=None)
    factories.make_activity(collaboration, "Et faktum", "facts", actor=None)
    client = client_for("laeser")
    assert entries(client.get(address, {"emne": "status"})) == ["En status"]
    assert "Der er ingen hændelser om det emne." in text_of(client.get(address, {"emne": "phase"}))


def test_an_unknown_kind_is_left_out_and_said(client_for, address, collaboration):
    factories.make_activity(collaboration, "En status", "status", actor=None)
    response = client_for("laeser").get(address, {"emne": "vrøvl"})
    assert entries(response) == ["En status"]
    assert "Adressen havde et emne, vi ikke kender. Det er ikke brugt." in text_of(response)


def test_fifty_to_a_page_and_the_filter_goes_along(client_for, address, collaboration):
    for number in range(51):
        factories.make_activity(collaboration, f"Nummer {number}", "status", actor=None)
    client = client_for("laeser")
    first = client.get(address, {"emne": "status"})
    assert len(entries(first)) == 50
    assert "?emne=status&amp;side=2" in first.content.decode()
    assert entries(client.get(address, {"emne": "status", "side": "2"})) == ["Nummer 0"]
    assert entries(client.get(address, {"side": "999"})) == ["Nummer 0"]
    assert client.get(address, {"side": "x"}).status_code == 200


def test_an_administrators_look_is_seen_by_all(client_for, address):
    client_for("administrator").get(address)
    text = text_of(client_for("laeser").get(address))
    assert "En administrator, der ikke deltager, åbnede samarbejdet." in text


@pytest.mark.parametrize("count", [3, 30])
def test_history_takes_the_same_queries_for_3_and_for_30(
    count, client_for, address, collaboration, odder, django_assert_num_queries
):
    for _n in range(count):
        factories.make_activity(collaboration, actor=factories.make_user(), on_behalf_of=odder)
    client = client_for("laeser")
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)


## Whoever has left


@pytest.mark.parametrize("name", ["facts", "status", "participants", "people", "history"])
def test_a_former_participant_sees_none_of_these_pages(name, client_for, collaboration):
    address = reverse(f"collaborations:{name}", args=[collaboration.slug])
    assert client_for("tidligere_kontakt").get(address).status_code == 404


@pytest.mark.parametrize("name", ["facts", "status", "participants", "people", "history"])
@pytest.mark.parametrize(("days", "code"), [(0, 200), (-1, 404)])
def test_the_day_after_the_last_one_nothing_is_seen(name, days, code, client_for, collaboration, cast):
    last = timezone.localdate() + dt.timedelta(days=days)
    first = dt.date(2026, 1, 1)
    cast["laeser"].memberships.update(valid_from=first, valid_to=last)
    cast["direktoer"].municipality_roles.update(valid_from=first, valid_to=last)
    address = reverse(f"collaborations:{name}", args=[collaboration.slug])
    assert [client_for(who).get(address).status_code for who in ("laeser", "direktoer")] == [code, code]
