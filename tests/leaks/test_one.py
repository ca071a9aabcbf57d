"""Pages about one collaboration: of the others nothing stands there, and who may not see it gets none of it."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from tests.leaks.addresses import ASKED, ONE
from tests.leaks.marks import traces_of

NOT_SEEN = (302, 404, 405)  # to sign-in, not found, nothing to read there
ODDER = "727"


def addresses(scene, name, of, ids=None):
    """The address about that collaboration, and about Odder in it where it names a municipality."""
    ids = {"annex": 1} | scene.ids[ids or of] | {"slug": scene.ids[of]["slug"]}
    for code in [ids["code"], ODDER] if "code" in ONE[name] else [None]:
        given = ids | {"code": code}
        address = reverse(name, args=[given[each] if isinstance(each, str) else each for each in ONE[name]])
        yield address + ASKED.get(name, "")


@pytest.mark.parametrize("name", ONE)
def test_a_page_says_nothing_of_another_collaboration_and_drafts_are_for_who_writes_them(scene, window, name):
    """Kommunekontakten of Odder sees three more collaborations, but not on the page of this one."""
    for address in addresses(scene, name, "ahorn"):
        for who in ("koordinator", "kontakt"):
            response = window(who).get(address)
            found = traces_of(response)
            assert found.stems - {"ahorn"} == set(), (who, address)
            assert found.stems == {"ahorn"} or response.status_code != 200, (who, address)
            assert who == "koordinator" or found.drafts == set(), (who, address)
        with transaction.atomic():  # nothing is typed, so that most buttons answer with what is wrong
            assert traces_of(window("koordinator").post(address, {})).stems - {"ahorn"} == set(), address
            transaction.set_rollback(True)


# What is written and not published stands here, for those who write it; its traces could stand in the others.
DRAFTS = ("collaborations:status", "decisions:text", "decisions:clause", "finance:case", "finance:edit_case")
NEAR_DRAFTS = (
    "dashboards:overview",
    "collaborations:history",
    "decisions:texts",
    "decisions:matrix",
    "finance:economy",
)


@pytest.mark.parametrize("who", ["koordinator", "bidragyder", "administrator"])
def test_a_draft_stands_where_those_who_may_see_it_look(scene, traces, who):
    """Otherwise the tests above would see nothing whatever was shown."""
    pages = [name for name in DRAFTS if who != "administrator" or name not in ("decisions:clause", "finance:edit_case")]
    for name in pages:
        assert traces(who, next(addresses(scene, name, "ahorn"))).drafts == {"ahorn"}, name


@pytest.mark.parametrize("who", ["gaest", "direktoer", "kommunelaeser", "repraesentant"])
def test_a_draft_is_not_for_readers(scene, traces, who):
    for name in (*DRAFTS, *NEAR_DRAFTS):
        assert traces(who, next(addresses(scene, name, "ahorn"))).drafts == set(), name


@pytest.mark.parametrize("name", [name for name, asked in ONE.items() if len(asked) > 1])
def test_the_ids_of_another_collaboration_are_no_way_to_it(scene, traces, name):
    for address in addresses(scene, name, "ahorn", ids="gran"):
        assert traces("koordinator", address).stems - {"ahorn"} == set(), address


@pytest.mark.parametrize("name", ONE)
def test_who_does_not_see_a_collaboration_recognises_nothing_of_it(scene, window, name):
    for who in ("koordinator", "anonym"):
        address = next(addresses(scene, name, "gran"))
        response = window(who).get(address)
        assert (response.status_code in NOT_SEEN, traces_of(response).stems) == (True, set()), (who, address)


@pytest.mark.parametrize(
    ("who", "of"),
    [("tidligere_gaest", "linde"), ("tidligere_kontakt", "ahorn"), ("kontakt", "fyrre"), ("redaktoer", "ahorn")],
)
def test_who_sees_it_no_longer_or_never_did_finds_nothing_on_its_first_pages(scene, traces, who, of):
    for name in ("collaborations:participants", "collaborations:history", "decisions:matrix", "finance:economy"):
        assert traces(who, next(addresses(scene, name, of))).stems == set(), name


@pytest.mark.parametrize(
    ("who", "of"),
    [("kontakt", "ege"), ("direktoer", "fyrre"), ("kommunelaeser", "fyrre"), ("tidligere_kontakt", "ahorn")],
)
def test_of_what_a_municipality_left_its_people_find_the_name_and_their_own_history(scene, traces, who, of):
    for name in ("dashboards:overview", "reports:list"):
        found = traces(who, next(addresses(scene, name, of)))
        assert (found.stems, found.named_only) == ({of}, {of}), name
