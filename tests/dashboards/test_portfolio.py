"""The portfolio: filters in the address, the same queries for few and many, a CSV that no spreadsheet runs."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from common.sheets import disarmed
from dashboards.models import SavedView
from phases.models import ChecklistItem, ChecklistTemplateItem
from tests import factories

PORTFOLIO = reverse("dashboards:portfolio")


@pytest.fixture
def odders_director(odder):
    user = factories.make_user("direktoer.odder@example.org")
    factories.make_municipality_role(user, odder, "director")
    return user


@pytest.fixture
def browser(client, odders_director):
    client.force_login(odders_director, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def names(response):
    return [row.name for row in response.context["page"].object_list]


def test_the_list_holds_what_the_user_may_see_and_nothing_else(browser, odder, horsens):
    factories.make_collaboration("Fælles køkken", initiator=odder)
    factories.make_collaboration("Ikke Odders", initiator=horsens)
    assert names(browser.get(PORTFOLIO)) == ["Fælles køkken"]


def test_names_are_sorted_as_a_dane_sorts_them(browser, odder):
    for name in ("Ærø sammen", "Aabenraa sammen", "Zebra", "Indkøb"):
        factories.make_collaboration(name, initiator=odder)
    assert names(browser.get(PORTFOLIO)) == ["Indkøb", "Zebra", "Ærø sammen", "Aabenraa sammen"]


@pytest.mark.parametrize("typed", ["århus", "AARHUS", "Århus"])
def test_search_finds_both_spellings_of_aa(browser, odder, typed):
    factories.make_collaboration("Aarhus og omegn", initiator=odder)
    factories.make_collaboration("Noget andet", initiator=odder)
    assert names(browser.get(PORTFOLIO, {"soeg": typed})) == ["Aarhus og omegn"]


def test_filters_on_phase_form_and_municipality(browser, odder, horsens):
    association = factories.make_organisation_type("association")
    wanted = factories.make_collaboration(
        "Søgt", initiator=odder, participants=[horsens], phase=3, organisation_type=association
    )
    factories.make_collaboration("Anden fase", initiator=odder, participants=[horsens], organisation_type=association)
    factories.make_collaboration("Anden kommune", initiator=odder, phase=3, organisation_type=association)
    factories.make_collaboration("Anden form", initiator=odder, participants=[horsens], phase=3)
    found = browser.get(PORTFOLIO, {"fase": "3", "form": "association", "kommune": horsens.code})
    assert names(found) == [wanted.name]


def test_a_status_older_than_thirty_days_counts_as_grey(browser, odder):
    old = timezone.now() - dt.timedelta(days=45)
    factories.make_collaboration("Gammel grøn", initiator=odder, status="green", status_at=old)
    factories.make_collaboration("Frisk grøn", initiator=odder, status="green", status_at=timezone.now())
    assert names(browser.get(PORTFOLIO, {"status": "grey"})) == ["Gammel grøn"]
    assert names(browser.get(PORTFOLIO, {"status": "green"})) == ["Frisk grøn"]


def test_red_comes_first_when_sorted_by_status(browser, odder):
    now = timezone.now()
    factories.make_collaboration("A grøn", initiator=odder, status="green", status_at=now)
    factories.make_collaboration("B rød", initiator=odder, status="red", status_reason="Går i stå", status_at=now)
    factories.make_collaboration("C gul", initiator=odder, status="yellow", status_reason="Sent", status_at=now)
    assert names(browser.get(PORTFOLIO, {"sorter": "status"})) == ["B rød", "C gul", "A grøn"]


@pytest.fixture
def in_2027():
    with time_machine.travel(dt.datetime(2027, 1, 2, 12, tzinfo=dt.UTC), tick=True):
        yield


@pytest.fixture
def east(odder, horsens):
    """Region Østdanmark, after Hovedstaden with Odder and Sjælland with Horsens."""
    east = factories.make_region("Region Østdanmark", valid_from=dt.date(2027, 1, 1))
    for name, municipality in (("Region Hovedstaden", odder), ("Region Sjælland", horsens)):
        municipality.region = factories.make_region(name, valid_to=dt.date(2026, 12, 31), successor=east)
        municipality.save()
    return east


@pytest.mark.usefixtures("in_2027")
def test_region_oestdanmark_covers_both_its_predecessors_from_2027(east, client_for, odder, horsens, samsoe):
    for name, initiator in (("Hovedstadens", odder), ("Sjællands", horsens), ("Vestens", samsoe)):
        factories.make_collaboration(name, initiator=initiator)
    response = client_for("administrator").get(PORTFOLIO, {"region": east.pk})
    assert names(response) == ["Fælles it-drift", "Hovedstadens", "Sjællands"]
    assert list(response.context["portfolio"].filter.form.fields["region"].queryset) == [samsoe.region, east]


def test_a_filter_value_that_makes_no_sense_is_left_out_and_said(browser, odder):
    factories.make_collaboration("Fælles køkken", initiator=odder)
    response = browser.get(PORTFOLIO, {"fase": "9", "kommune": "xyz"})
    assert (response.status_code, names(response)) == (200, ["Fælles køkken"])
    assert "Adressen havde en værdi, vi ikke kender: Fase og Kommune" in response.content.decode()


@pytest.mark.parametrize("address", ["?side=0", "?side=abc", "?side=99", "?sorter=;drop", "?frist=%00"])
def test_a_strange_address_never_breaks_the_page(browser, odder, address):
    factories.make_collaboration("Fælles køkken", initiator=odder)
    assert browser.get(PORTFOLIO + address).status_code == 200


def test_the_empty_list_names_the_filters_and_offers_to_reset(browser, odder):
    factories.make_collaboration("Fælles køkken", initiator=odder)
    page = browser.get(PORTFOLIO, {"soeg": "tandpleje"}).content.decode()
    assert "Ingen samarbejder passer til Søg i navn og formål." in page
    assert "Nulstil filtre" in page


def test_nothing_at_all_says_what_belongs_here(client, fremmed):
    client.force_login(fremmed, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(PORTFOLIO).content.decode()
    assert "Ingen samarbejder endnu." in page
    assert reverse("accounts:request_access") in page


def test_phase_chips_count_with_the_other_filters_but_not_with_the_phase(browser, odder, horsens):
    factories.make_collaboration("En", initiator=odder, participants=[horsens], phase=1)
    factories.make_collaboration("To", initiator=odder, participants=[horsens], phase=2)
    factories.make_collaboration("Tre", initiator=odder, phase=2)
    counts = browser.get(PORTFOLIO, {"fase": "2", "kommune": horsens.code}).context["portfolio"].phase_counts
    assert counts == [(1, 1), (2, 1), (3, 0), (4, 0), (5, 0)]


@pytest.mark.parametrize("number", [3, 300])
def test_three_and_three_hundred_collaborations_take_the_same_queries(
    browser, odder, horsens, number, django_assert_num_queries
):
    for index in range(number):
        factories.make_collaboration(f"Samarbejde {index:03d}", initiator=odder, participants=[horsens])
    browser.get(PORTFOLIO)  # signs in and renews the session
    cache.clear()
    with django_assert_num_queries(12):
        browser.get(PORTFOLIO)


def test_the_csv_holds_every_row_and_disarms_formulas(browser, odder):
    for index in range(30):
        factories.make_collaboration(f"Samarbejde {index:02d}", initiator=odder)
    factories.make_collaboration("=HYPERLINK(1)", slug="formel", initiator=odder)
    response = browser.get(reverse("dashboards:portfolio_csv"))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 32
    assert "attachment" in response["Content-Disposition"]
    assert sum(line.startswith("'=HYPERLINK(1);") for line in lines) == 1


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_a_cell_that_begins_like_a_formula_is_disarmed(text):
    assert disarmed(text) == f"'{text}"


def test_a_filter_is_saved_under_a_name_and_deleted_by_its_owner_only(browser, odders_director, client_for):
    browser.post(reverse("dashboards:save_view"), {"name": "Mine i fase 3", "query": "fase=3"})
    view = SavedView.objects.get()
    assert (view.user, view.query) == (odders_director, "fase=3")
    other = client_for("laeser").post(reverse("dashboards:delete_view", args=[view.pk]))
    assert (other.status_code, SavedView.objects.count()) == (404, 1)
    browser.post(reverse("dashboards:delete_view", args=[view.pk]))
    assert SavedView.objects.count() == 0


def test_example_and_source_are_marked(browser, odder):
    factories.make_collaboration("Opfundet", initiator=odder, origin=Collaboration.Origin.EXAMPLE)
    factories.make_collaboration("Fra bogen", initiator=odder, origin=Collaboration.Origin.SOURCE)
    page = browser.get(PORTFOLIO).content.decode()
    assert page.count("sm-example") == 1
    assert page.count("Registreret fra en kilde") == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"name": "", "query": "fase=3"}, "Skriv et navn på højst 60 tegn."),
        ({"name": "x" * 61, "query": "fase=3"}, "Skriv et navn på højst 60 tegn."),
        ({"name": "Lang", "query": f"fase=3&soeg={'x' * 500}"}, "Filteret “Lang” er for langt til at blive gemt."),
    ],
)
def test_a_filter_that_can_not_be_saved_is_still_in_use(browser, data, said):
    response = browser.post(reverse("dashboards:save_view"), data, follow=True)
    assert said in response.content.decode()
    assert response.context["chosen_phase"] == 3
    assert SavedView.objects.count() == 0


def test_the_csv_says_what_the_page_says(browser, odder):
    old = timezone.now() - dt.timedelta(days=45)
    factories.make_collaboration("Gammel", initiator=odder, status="red", status_reason="Går i stå", status_at=old)
    factories.make_collaboration(
        "Fra bogen", initiator=odder, origin=Collaboration.Origin.SOURCE, phase_since=dt.date(2016, 9, 1)
    )
    lines = browser.get(reverse("dashboards:portfolio_csv")).content.decode("utf-8-sig").splitlines()
    source, stale = (line.split(";") for line in lines[1:])
    assert source[-1] == "2016-09-01"
    assert (stale[2], stale[3], stale[-1]) == ("Grå", "", timezone.localdate().isoformat())


def test_a_deadline_that_nobody_is_asked_about_any_more_counts_no_longer(browser, reference, odder, horsens):
    collaboration = factories.make_collaboration("Fælles køkken", initiator=odder, participants=[horsens])
    point = ChecklistTemplateItem.objects.filter(per_municipality=True).first()
    due = timezone.localdate() + dt.timedelta(days=3)
    ChecklistItem.objects.create(collaboration=collaboration, template=point, municipality=horsens, due=due)
    assert names(browser.get(PORTFOLIO, {"frist": "uge"})) == ["Fælles køkken"]
    collaboration.participations.filter(municipality=horsens).update(state="withdrawn")
    assert names(browser.get(PORTFOLIO, {"frist": "uge"})) == []
    assert browser.get(PORTFOLIO).context["page"].object_list[0].next_due is None
