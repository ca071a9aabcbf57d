"""Who may open and do what with the business case: the rights table, written out cell by cell."""

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.models import BusinessCase
from finance.services import revise_case
from finance.vocabulary import CaseState
from tests.finance.build_cases import approve, as_seen, line, make_case
from tests.phases.test_rights import DONE, READS, SEES, ask, only, table

WRITES = {"koordinator", "bidragyder"}
DECIDES = {"koordinator"}


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def draft(collaboration):
    return make_case(collaboration, line("gain", {2027: 100}, "Gevinst"), first_year=2027, year_count=2)


@pytest.fixture
def approved(draft):
    return approve(draft)


def at(name: str, slug: str, *args) -> str:
    return reverse(f"finance:{name}", args=[slug, *args])


@pytest.mark.parametrize("name", ["economy", "case"])
def test_all_who_see_the_collaboration_read_its_economy(client_for, slug, approved, name):
    answers, _ = ask(client_for, lambda browser: browser.get(at(name, slug)))
    assert answers == table(SEES, READS)


def test_all_who_see_the_collaboration_read_what_was_approved(client_for, slug, approved):
    answers, _ = ask(client_for, lambda browser: browser.get(at("case_version", slug, 1)))
    assert answers == table(SEES, READS)


def test_a_draft_is_shown_to_those_who_write_it_and_to_administrators(client_for, slug, draft):
    shown = {}
    for who in sorted(SEES):
        shown[who] = "Kladde, version 1." in client_for(who).get(at("case", slug)).content.decode()
    assert {who for who, is_shown in shown.items() if is_shown} == {*WRITES, "administrator"}


def test_a_draft_has_no_page_of_a_version(client_for, slug, draft):
    assert client_for("koordinator").get(at("case_version", slug, 1)).status_code == 404


def test_those_who_write_open_a_door(client_for, slug):
    answers, left = ask(
        client_for,
        lambda browser: browser.post(at("open_door", slug), {"approach": "figures"}),
        BusinessCase.objects.exists,
    )
    assert answers == table(WRITES, DONE)
    assert left == only(WRITES)


@pytest.mark.parametrize("name", ["edit_case", "own_figures"])
def test_those_who_write_work_on_the_draft(client_for, slug, draft, name):
    args = [draft.lines.get().pk] if name == "own_figures" else []
    answers, _ = ask(client_for, lambda browser: browser.get(at(name, slug, *args)))
    assert answers == table(WRITES, READS)


def test_those_who_write_ask_what_the_draft_comes_to(client_for, slug, draft):
    answers, _ = ask(client_for, lambda browser: browser.post(at("case_totals", slug), {}))
    assert answers == table(WRITES, READS)


def test_only_the_coordinator_approves(client_for, slug, draft):
    sent = as_seen(draft, approved_as="Styregruppen", approved_on=f"{timezone.localdate():%d.%m.%Y}")
    answers, left = ask(
        client_for,
        lambda browser: browser.post(at("approve_case", slug), sent),
        lambda: BusinessCase.objects.filter(state=CaseState.APPROVED).exists(),
    )
    assert answers == table(DECIDES, DONE)
    assert left == only(DECIDES)


def test_those_who_write_take_it_up_anew(client_for, slug, approved):
    answers, left = ask(
        client_for,
        lambda browser: browser.post(at("revise_case", slug)),
        lambda: BusinessCase.objects.filter(state=CaseState.DRAFT).exists(),
    )
    assert answers == table(WRITES, DONE)
    assert left == only(WRITES)


def test_only_the_coordinator_throws_a_draft_away(client_for, slug, approved, collaboration):
    draft = revise_case(collaboration, actor=None)
    answers, left = ask(
        client_for,
        lambda browser: browser.post(at("discard_case", slug), as_seen(draft)),
        lambda: not BusinessCase.objects.filter(state=CaseState.DRAFT).exists(),
    )
    assert answers == table(DECIDES, DONE)
    assert left == only(DECIDES)


def test_the_draft_beside_an_approved_version_is_shown_to_those_who_write_it(client_for, collaboration, slug, approved):
    revise_case(collaboration, actor=None)
    shown = {}
    for who in sorted(SEES):
        shown[who] = "Kladde, version 2." in client_for(who).get(f"{at('case', slug)}?kladde").content.decode()
    assert {who for who, is_shown in shown.items() if is_shown} == {*WRITES, "administrator"}
