"""Numbers tell too: wherever one is shown it is the one written out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.leaks.expected import COUNTS

LIST = reverse("dashboards:portfolio")


@pytest.mark.parametrize("who", COUNTS)
def test_the_list_its_phases_and_its_map_count_what_is_seen(window, who):
    total, phases, places = COUNTS[who]
    context = window(who).get(f"{LIST}?vis=kort").context
    found = context["portfolio"]
    assert (found.total, tuple(number for _phase, number in found.phase_counts)) == (total, phases)
    assert {row.name: row.count for row in context["places"].rows} == places
    assert context["sentence"] == ("1 samarbejde." if total == 1 else f"{total} samarbejder.")


@pytest.mark.parametrize(("who", "numbers"), {"koordinator": 1, "kontakt": 2, "fremmed": 0, "administrator": 8}.items())
def test_a_filter_counts_among_what_is_seen(scene, window, who, numbers):
    """Of Hedensted two are seen by an administrator, one by a koordinator of the one."""
    region = scene.places["Hedensted"].region_id
    of_hedensted = {"koordinator": 1, "kontakt": 2, "fremmed": 0, "administrator": 2}
    in_region = {"koordinator": 1, "kontakt": 4, "fremmed": 0, "administrator": 8}
    assert _total(window(who), kommune="766") == of_hedensted[who]
    assert _total(window(who), region=region) == in_region[who]
    assert _total(window(who), frist="uge") == in_region[who]
    assert _total(window(who), fase="1") == {"koordinator": 1, "kontakt": 1, "fremmed": 0, "administrator": 2}[who]


def _total(client, **address) -> int:
    return client.get(LIST, address).context["portfolio"].total


def test_the_page_of_a_director_counts_the_own_municipalitys(window):
    page = window("direktoer").get("/dashboard/").context["page"]
    assert (page.total, "3 samarbejder er røde." in page.lead) == (3, True)
    assert window("tidligere_direktoer").get("/dashboard/").context["page"].total == 0


@pytest.mark.parametrize(
    ("who", "number"),
    {"koordinator": 1, "gaest": 1, "kontakt": 3, "tidligere_kontakt": 0, "fremmed": 0, "administrator": 0}.items(),
)
def test_mit_arbejde_lists_and_tells_of_ones_own(window, who, number):
    work = window(who).get("/").context["work"]
    assert len(work.collaborations) == number
    assert len({task.collaboration for task in work.groups for task in task.tasks}) <= number
    assert {entry.collaboration.name for entry in work.news} <= {each.name for each in work.collaborations}


def test_a_case_does_not_count_who_builds_on_it(window):
    """Eight do. A reader of the case learns neither which nor how many."""
    page = window("fremmed").get("/cases/det-andre-gjorde/").content.decode()
    assert "bygger på" not in page
    assert "henviser" not in page
