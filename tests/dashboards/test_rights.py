"""The rights table for the addresses of dashboards, cell by cell, written out and not derived from the code."""

import pytest
from django.urls import reverse

from dashboards.models import SavedView
from tests import factories
from tests.conftest import CAST

SIGN_IN = "→ log ind"
SEES = ("koordinator", "bidragyder", "laeser", "kontakt", "direktoer", "kommunelaeser", "administrator")
EVERYBODY = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 200)}
ACTS = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 302)}

TABLE = {
    ("GET", "dashboards:my_work"): EVERYBODY,
    # For the direktør alone: an administrator and a municipality's other people find the same under Samarbejder.
    ("GET", "dashboards:director"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 403), "direktoer": 200},
    ("GET", "dashboards:portfolio"): EVERYBODY,
    ("GET", "dashboards:portfolio_csv"): EVERYBODY,
    ("GET", "dashboards:portfolio_xlsx"): EVERYBODY,
    ("GET", "dashboards:editing"): {
        "anonym": SIGN_IN,
        **dict.fromkeys(CAST, 403),
        "administrator": 200,
        "redaktoer": 200,
    },
    ("POST", "dashboards:save_view"): ACTS,
    # Everybody's own filter; the one in the table is the koordinator's.
    ("POST", "dashboards:delete_view"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 404), "koordinator": 302},
    ("GET", "dashboards:overview"): {
        "anonym": SIGN_IN,
        **dict.fromkeys(SEES, 200),
        "tidligere_kontakt": 200,
        "fremmed": 404,
        "redaktoer": 404,
    },
}
# Who finds the collaboration in the lists. A municipality that has left does not.
LISTED = {**dict.fromkeys(SEES, True), "tidligere_kontakt": False, "fremmed": False, "redaktoer": False}


@pytest.fixture
def addresses(cast, collaboration, reference):
    view = SavedView.objects.create(user=cast["koordinator"], name="Fase 3", query="fase=3")
    return {"dashboards:delete_view": [view.pk], "dashboards:overview": [collaboration.slug]}


def test_the_table_has_a_cell_for_everybody():
    assert {frozenset(cells) for cells in TABLE.values()} == {frozenset({"anonym", *CAST})}
    assert set(LISTED) == set(CAST)


@pytest.mark.parametrize(("method", "name"), list(TABLE))
@pytest.mark.parametrize("who", ["anonym", *CAST])
def test_a_cell_of_the_table(client_for, addresses, who, method, name):
    path = reverse(name, args=addresses.get(name, []))
    browser = client_for(who)
    response = browser.get(path) if method == "GET" else browser.post(path, {"name": "Mit", "query": "fase=2"})
    to_sign_in = response.status_code == 302 and response.url.startswith("/log-ind/")
    assert (SIGN_IN if to_sign_in else response.status_code) == TABLE[method, name][who]


def test_a_director_sees_the_collaborations_of_the_directed_municipality_and_no_trace_of_others(
    client_for, collaboration, horsens, reference
):
    factories.make_collaboration("Kun Horsens", initiator=horsens, status="red", status_reason="Hemmeligt")
    page = client_for("direktoer").get(reverse("dashboards:director"))
    assert [row.collaboration.name for row in page.context["page"].rows] == ["Fælles it-drift"]
    assert "Kun Horsens" not in page.content.decode()
    assert "Hemmeligt" not in page.content.decode()


@pytest.mark.parametrize("who", CAST)
def test_who_finds_the_collaboration_in_the_lists(client_for, addresses, collaboration, who):
    browser = client_for(who)
    page = browser.get(reverse("dashboards:portfolio")).context
    assert (collaboration in page["page"].object_list) is LISTED[who]
    assert (collaboration.name in browser.get(reverse("dashboards:portfolio_csv")).content.decode()) is LISTED[who]
    # A municipality that has left finds the way to its own history and papers.
    assert (collaboration in page["former"]) is (who == "tidligere_kontakt")
