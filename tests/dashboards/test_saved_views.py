"""Saved filters: the own first, then what colleagues and administrators share. A shared one is only an address."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dashboards.models import SavedView
from tests import factories

PORTFOLIO = reverse("dashboards:portfolio")
SAVE = reverse("dashboards:save_view")


@pytest.fixture
def share(client_for):
    def save(who: str, **values):
        data = {"name": "Røde", "query": "status=red", "is_shared": "on"} | values
        return client_for(who).post(SAVE, data, follow=True)

    return save


def shown_to(browser: Client) -> list[str]:
    return [each.name for each in browser.get(PORTFOLIO).context["shared_views"]]


def test_a_filter_is_private_until_it_is_shared(client_for, share):
    share("direktoer", is_shared="")
    assert shown_to(client_for("kontakt")) == []
    assert "Filteret “Røde” er gemt og delt." in share("direktoer").content.decode()
    assert shown_to(client_for("kontakt")) == ["Røde"]
    share("direktoer", is_shared="")  # the same name once more, and private again
    assert shown_to(client_for("kontakt")) == []


@pytest.mark.parametrize(
    ("who", "sees_it"),
    [("kontakt", True), ("kommunelaeser", True), ("tidligere_kontakt", False), ("fremmed", False), ("laeser", False)],
)
def test_those_with_a_role_in_the_same_municipality_see_what_is_shared(client_for, share, who, sees_it):
    share("direktoer")
    assert (shown_to(client_for(who)) == ["Røde"]) is sees_it


def test_what_an_administrator_shares_is_for_everybody(client_for, share):
    share("administrator")
    assert shown_to(client_for("fremmed")) == ["Røde"]


def test_who_leaves_takes_the_shared_filter_along(client_for, share, cast):
    share("direktoer")
    today = timezone.localdate()
    ended = {"valid_from": today - dt.timedelta(days=9), "valid_to": today - dt.timedelta(days=1)}
    cast["direktoer"].municipality_roles.update(**ended)
    assert shown_to(client_for("kontakt")) == []


def test_a_shared_filter_shows_nobody_a_collaboration_that_they_may_not_see(client_for, share, odder, horsens):
    secret = factories.make_collaboration("Kun Horsens", initiator=horsens)
    share("administrator", name="Alle i fase 1", query="fase=1")
    view = SavedView.objects.get()
    page = client_for("kontakt").get(f"{PORTFOLIO}?{view.query}")
    assert secret.name not in page.content.decode()
    assert "Alle i fase 1" in page.content.decode()


def test_a_shared_filter_is_named_with_its_owner_and_deleted_by_that_one_only(client_for, share, cast):
    share("direktoer")
    view = SavedView.objects.get()
    page = client_for("kontakt").get(PORTFOLIO).content.decode()
    delete = reverse("dashboards:delete_view", args=[view.pk])
    assert "Røde · Direktør i Odder" in page
    assert delete not in page
    assert client_for("kontakt").post(delete).status_code == 404
    assert client_for("direktoer").post(delete).status_code == 302
