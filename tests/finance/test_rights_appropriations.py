"""Who may open and do what with appropriations: the rights table, written out cell by cell."""

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.models import Appropriation
from tests import factories
from tests.finance.test_appropriations import grant
from tests.phases.test_rights import DONE, READS, SEES, ask, only, table

WRITES = {"koordinator", "bidragyder"}
FOR_ODDER = {*WRITES, "kontakt"}


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


def sent(code: str) -> dict:
    day = f"{timezone.localdate():%d.%m.%Y}"
    return {"municipality": code, "year": "2027", "amount": "5", "kind": "budget", "date": day}


@pytest.mark.parametrize(("name", "args"), [("appropriations", []), ("appropriation_history", ["727"])])
def test_all_who_see_the_collaboration_read_what_is_granted(client_for, slug, name, args):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(f"finance:{name}", args=[slug, *args])))
    assert answers == table(SEES, READS)


def test_who_writes_figures_and_the_municipalitys_contact_open_the_form(client_for, slug):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("finance:record_appropriation", args=[slug])))
    assert answers == table(FOR_ODDER, READS)


def test_a_kommunekontakt_records_for_the_own_municipality(client_for, slug):
    url = reverse("finance:record_appropriation", args=[slug])
    answers, left = ask(client_for, lambda browser: browser.post(url, sent("727")), Appropriation.objects.exists)
    assert (answers, left) == (table(FOR_ODDER, DONE), only(FOR_ODDER))


def test_a_kommunekontakt_does_not_record_for_another_municipality(client_for, slug):
    """Another municipality is no choice in the contact's form."""
    url = reverse("finance:record_appropriation", args=[slug])
    answers, left = ask(client_for, lambda browser: browser.post(url, sent("615")), Appropriation.objects.exists)
    assert (answers, left) == (table(WRITES, DONE) | {"kontakt": READS}, only(WRITES))


@pytest.mark.parametrize(("place", "may"), [("odder", FOR_ODDER), ("horsens", WRITES)])
def test_who_records_for_a_municipality_takes_back_too(request, client_for, collaboration, place, may):
    row = grant(collaboration, request.getfixturevalue(place))
    url = reverse("finance:take_back_appropriation", args=[collaboration.slug, row.pk])
    answers, _ = ask(client_for, lambda browser: browser.get(url))
    assert answers == table(may, READS)
    taken = Appropriation.objects.filter(amount=None).exists
    answers, left = ask(client_for, lambda browser: browser.post(url, {"reason": "Fejl"}), taken)
    assert (answers, left) == (table(may, DONE), only(may))


def test_another_collaborations_appropriation_is_not_found(client_for, collaboration, odder):
    other = factories.make_collaboration("Et andet", participants=[odder])
    url = reverse("finance:take_back_appropriation", args=[collaboration.slug, grant(other, odder).pk])
    assert client_for("koordinator").get(url).status_code == 404
