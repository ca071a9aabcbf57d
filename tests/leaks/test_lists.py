"""Pages, files, feeds and searches that gather: each shows the collaborations that are written out, and no others."""

from __future__ import annotations

import pytest
from django.urls import reverse

from calendars.services import make_feed
from dashboards.models import SavedView
from notifications.models import Delivery
from tests.leaks.expected import ADMINISTRATORS, ALL, DIRECTORS, LEFT, NOBODY, OWN, READS, WRITES
from tests.leaks.marks import traces_of

WHO = list(READS)
LIST = reverse("dashboards:portfolio")
FILES = {form: reverse(f"dashboards:portfolio_{form}") for form in ("csv", "xlsx")}
# The address, whom it tells of which, and of which it says the name and no more.
PAGES = {
    "/": (OWN, NOBODY),
    "/?vis=alle": (OWN, NOBODY),
    "/dashboard/": (DIRECTORS, NOBODY),
    "/dashboard/?vis=alle": (DIRECTORS, NOBODY),
    "/dashboard/?kommune=741": (DIRECTORS, NOBODY),
    LIST: (READS, LEFT),
    f"{LIST}?vis=kort": (NOBODY, LEFT),  # municipalities and numbers: see test_counts
    f"{LIST}?sorter=frist": (READS, LEFT),
    FILES["csv"]: (READS, NOBODY),
    FILES["xlsx"]: (READS, NOBODY),
    f"{FILES['csv']}?sorter=statusalder": (READS, NOBODY),
    # In name and purpose, and in the names of koordinatorer; the whole words are nowhere said but there.
    f"{LIST}?soeg=lund": (READS, NOBODY),
    f"{LIST}?soeg=skov": (READS, NOBODY),
    f"{LIST}?koordinator=skov": (READS, NOBODY),
    f"{FILES['xlsx']}?koordinator=skov": (READS, NOBODY),
    f"{LIST}?status=red&frist=uge&form=association": (READS, NOBODY),
    "/kalender/": (OWN, NOBODY),  # what is ahead
    "/profil/mails/": (OWN, NOBODY),
    "/modelguide/": (NOBODY, NOBODY),
    "/modelguide/?drift=ja": (WRITES, NOBODY),
    "/cases/det-andre-gjorde/brug/": (WRITES, NOBODY),
    "/brugere/": (ADMINISTRATORS, NOBODY),
    "/brugere/?soeg=skov": (ADMINISTRATORS, NOBODY),
    "/redaktion/drift/": (ADMINISTRATORS, NOBODY),
}


@pytest.fixture
def failed_mails(scene):
    """One to every koordinator, given up."""
    for stem, collaboration in scene.collaborations.items():
        user = collaboration.members.get(role="coordinator", user__email__startswith=stem).user
        Delivery.objects.create(user=user, kind="weekly", key=stem, subject="Nyt", state="failed", attempts=5)


@pytest.mark.parametrize("address", PAGES)
def test_everybody_recognises_exactly_what_is_written_out(traces, failed_mails, address):
    seen, left = PAGES[address]
    found = {who: traces(who, address) for who in WHO}
    assert {who: each.stems for who, each in found.items()} == {who: seen[who] | left[who] for who in WHO}
    assert {who for who, each in found.items() if each.stems & left[who] - each.named_only} == set()
    assert {who for who, each in found.items() if each.drafts} == set()


@pytest.mark.parametrize("who", ["gaest", "kontakt", "tidligere_kontakt", "administrator"])
def test_a_search_for_the_very_words_finds_no_more(scene, window, who):
    """Each word of each collaboration, in every filter that takes one, and its municipality."""
    client, found = window(who), {}
    for stem in ALL:
        words = {"soeg": f"{stem}lund", "koordinator": f"{stem}skov", "kommune": scene.places[stem].code}
        found[stem] = [traces_of(client.get(FILES["csv"], {name: word})).stems for name, word in words.items()]
    assert found == {stem: [{stem} & READS[who]] * 3 for stem in ALL}


def test_what_is_being_written_is_not_searched(window):
    assert window("administrator").get(LIST, {"soeg": "mose"}).context["portfolio"].total == 0


@pytest.mark.parametrize("who", [who for who in WHO if who != "anonym"])
def test_a_calendar_holds_what_is_the_owners_own(scene, client, who):
    response = client.get(reverse("calendars:feed", args=[scene.secrets[who]]))
    assert (response.status_code, traces_of(response).stems) == (200, OWN[who])


@pytest.mark.parametrize("who", ["gaest", "kontakt", "tidligere_kontakt", "tidligere_gaest", "administrator"])
def test_a_calendar_of_one_collaboration_is_there_for_who_reads_it(scene, client, who):
    found = set()
    for stem, collaboration in scene.collaborations.items():
        address = reverse("calendars:feed", args=[make_feed(scene.people[who], collaboration)])
        response = client.get(address)
        assert traces_of(response).stems == ({stem} if response.status_code == 200 else set())
        found |= traces_of(response).stems
    assert found == READS[who]


@pytest.mark.parametrize("who", [who for who in WHO if who != "anonym"])
def test_the_page_of_calendars_names_those_that_can_still_be_read(scene, traces, who):
    """Addresses were made when their owner could read all of them."""
    for collaboration in scene.collaborations.values():
        make_feed(scene.people[who], collaboration)
    assert traces(who, "/kalender/").stems == READS[who]


def test_a_shared_filter_leads_each_to_what_they_may_see(scene, window):
    """Its name is what its owner typed; what it finds is the reader's."""
    view = SavedView.objects.create(
        user=scene.people["administrator"], name="Alt, der brænder", query="status=red", is_shared=True
    )
    page = window("gaest").get(LIST)
    assert [each.name for each in page.context["shared_views"]] == [view.name]
    assert traces_of(window("gaest").get(f"{LIST}?{view.query}")).stems == {"ahorn"}
    assert [each.name for each in window("koordinator").get(LIST).context["saved_views"]] == []


def test_a_name_in_the_address_of_the_guide_opens_nothing(scene, window):
    """The same page as for a collaboration that does not exist."""
    for of in ("faelles-granlund", "findes-ikke"):
        page = window("koordinator").get("/modelguide/", {"samarbejde": of, "drift": "ja"})
        assert (page.status_code, page.context["collaboration"]) == (200, None)
        assert traces_of(page).stems == {"ahorn"}


@pytest.mark.parametrize("who", ["koordinator", "gaest", "fremmed", "redaktoer"])
def test_technical_pages_are_for_administrators(window, who):
    assert window(who).get("/admin/").status_code == 302
