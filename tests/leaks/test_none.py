"""Pages about something else: no collaboration stands there, whoever reads; and every address is known to the tests."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from accounts.models import AccessRequest
from cases.models import Topic
from models_catalog.models import LegalRule
from notifications.tokens import unsubscribe_url
from tests.browser.test_pages import names_of_addresses
from tests.leaks.addresses import ADMIN_SEVERAL, FORMER, NONE, ONE, SEVERAL
from tests.leaks.expected import ALL
from tests.leaks.marks import traces_of

READERS = ("kontakt", "administrator", "anonym")


@pytest.fixture
def rows(scene):
    """What addresses ask for: of the scene, or made here. None of it says anything of a collaboration."""
    topic = Topic.objects.get_or_create(key="proeve", defaults={"name": "Prøve"})[0]
    request = AccessRequest.objects.create(user=scene.people["fremmed"], message="Luk mig ind")
    link = unsubscribe_url(scene.people["koordinator"])
    return {
        "case": "det-andre-gjorde",
        "topic": topic.key,
        "role": scene.people["kontakt"].municipality_roles.get().pk,
        "request": request.pk,
        "rule": LegalRule.objects.first().pk,
        "token": link.rstrip("/").rpartition("/")[2],
        "view": scene.people["koordinator"].saved_views.create(name="Alle", query="").pk,
    }


@pytest.mark.parametrize("name", NONE)
def test_a_page_about_something_else_names_no_collaboration(window, rows, name):
    asked, _why = NONE[name]
    address = reverse(name, args=[rows.get(each, each) if isinstance(each, str) else each for each in asked])
    for who in READERS:
        response = window(who).get(address)
        assert response.status_code < 500
        assert traces_of(response).stems == set(), who
    with transaction.atomic():
        assert traces_of(window("administrator").post(address, {})).stems == set()
        transaction.set_rollback(True)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("who", ["fremmed", "redaktoer", "administrator"])
def test_the_catalogue_as_a_file_names_no_collaboration(traces, who, form):
    assert traces(who, f"/cases/?format={form}").stems == set()


@pytest.mark.parametrize("words", ["lund", "ahornlund", "granskov", "samarbejde"])
def test_the_search_of_the_header_finds_cases_and_no_collaboration(window, words):
    """It is the search of the catalogue. The words stand in its field, and nowhere else."""
    page = window("administrator").get("/cases/", {"q": words})
    assert [row.case.slug for row in page.context["rows"] if row.case.slug != "det-andre-gjorde"] == []


def test_every_address_is_known():
    """A new one: put it where it belongs in `addresses`, and what it shows into `expected`."""
    known = {*SEVERAL, *ONE, *NONE}
    assert sorted(set(names_of_addresses()) - known) == []
    assert sorted(known - set(names_of_addresses())) == []
    assert len(known) == len(SEVERAL) + len(ONE) + len(NONE)
    assert set(ONE) >= FORMER


def test_an_address_that_nobody_thought_of_would_be_found():
    assert "phases:an_address_nobody_decided" not in {*SEVERAL, *ONE, *NONE}


def tables():
    return {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}


@pytest.mark.parametrize("table", sorted(tables()))
def test_a_table_of_the_technical_pages_is_for_administrators(window, table):
    address = reverse(f"admin:{table}_changelist")
    for who in ("koordinator", "kontakt", "redaktoer", "fremmed", "anonym"):
        response = window(who).get(address)
        assert (response.status_code, traces_of(response).stems) == (302, set())
    shown = traces_of(window("administrator").get(address, {"all": ""})).stems
    assert shown == (ALL if table in ADMIN_SEVERAL else set())
