"""The editors' queue."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.models import Revision
from cases.services import create_draft, record_search, save_draft, submit_for_review, withdraw
from tests import factories
from tests.cases.build import changed, publish_case

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def page(client, redaktoer):
    client.force_login(redaktoer, backend=BACKEND)
    return client


def ask(page: Client, query: str = ""):
    response = page.get(reverse("cases:queue") + query)
    return response.context["queue"], response.content.decode()


@pytest.fixture
def five(redaktoer, other):
    """One case in each state, and one published with changes to look through."""
    draft = create_draft(changed(title="Kladden", essence=""), actor=redaktoer)
    review = create_draft(changed(title="Gennemsynet"), actor=other)
    submit_for_review(review, number=1, actor=other)
    changing = publish_case(redaktoer, other, changed(title="Den ændrede"))
    save_draft(changing, changed(title="Det nye navn"), number=1, actor=other)
    submit_for_review(changing, number=2, actor=other)
    gone = publish_case(redaktoer, other, changed(title="Den gamle"))
    withdraw(gone, reason="Forældet", version=gone.version, actor=redaktoer)
    return {"draft": draft, "review": review, "changing": changing, "gone": gone}


def test_each_state_is_counted(page, five):
    found, text = ask(page)
    assert {chip.key: chip.count for chip in found.chips} == {
        "kladde": 1,
        "gennemsyn": 2,
        "udgivet": 1,
        "opdateres": 0,
        "trukket": 1,
    }
    assert "2 cases er til gennemsyn. 1 er i kladde." in text


def test_what_waits_is_shown_first_with_what_it_lacks(page, five):
    found, text = ask(page)
    assert {row.title for row in found.rows} == {"Kladden", "Gennemsynet", "Det nye navn"}
    assert "Skriv casen i én sætning" in text
    assert "Ændringer til gennemsyn" in text


def test_what_a_colleague_writes_on_and_what_one_wrote_oneself_does_not_wait(page, redaktoer, other):
    create_draft(changed(title="Kollegaens kladde"), actor=other)
    mine = create_draft(changed(title="Min til gennemsyn"), actor=redaktoer)
    submit_for_review(mine, number=1, actor=redaktoer)
    found, text = ask(page)
    assert (found.rows, found.waiting) == ([], 0)
    assert "Ingen cases venter på dig." in text
    assert "1 case er til gennemsyn. 1 er i kladde." in text


def test_a_draft_that_a_collaboration_told_waits_for_every_editor(page, koordinator):
    create_draft(changed(title="Fortalt"), actor=koordinator)
    assert [row.title for row in ask(page)[0].rows] == ["Fortalt"]


def test_saving_again_does_not_make_what_waits_any_younger(page, redaktoer, other):
    def on(day):
        return time_machine.travel(dt.datetime(2031, 5, day, 12, tzinfo=dt.UTC))

    with on(1):
        draft = create_draft(changed(title="Kladden"), actor=redaktoer)
        review = create_draft(changed(title="Gennemsynet"), actor=other)
    with on(3):
        submit_for_review(review, number=1, actor=other)
    with on(11):
        save_draft(draft, changed(title="Kladden", summary="Nyt"), number=1, actor=redaktoer)
        save_draft(review, changed(title="Gennemsynet", summary="Nyt"), number=1, actor=other)
        page.force_login(redaktoer, backend=BACKEND)
        rows = ask(page)[0].rows
    assert [(row.title, row.age) for row in rows] == [("Kladden", "10 dage"), ("Gennemsynet", "8 dage")]


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("kladde", {"Kladden"}),
        ("gennemsyn", {"Gennemsynet", "Det nye navn"}),
        ("udgivet", {"Det nye navn"}),
        ("trukket", {"Den gamle"}),
        ("alle", {"Kladden", "Gennemsynet", "Det nye navn", "Den gamle"}),
    ],
)
def test_one_state_at_a_time(page, five, state, titles):
    assert {row.title for row in ask(page, f"?tilstand={state}")[0].rows} == titles


def test_a_title_is_found_with_its_danish_letters(page, redaktoer):
    create_draft(changed(title="Køkkenet på Ærø"), actor=redaktoer)
    create_draft(changed(title="Vejen"), actor=redaktoer)
    assert [row.title for row in ask(page, "?soeg=ÆRØ")[0].rows] == ["Køkkenet på Ærø"]


def test_a_filter_that_is_not_known_is_said_and_not_used(page, five):
    found, text = ask(page, "?tilstand=ukendt&side=x")
    assert "Et filter i adressen kendes ikke" in text
    assert len(found.rows) == 3


def test_the_oldest_waits_on_top_and_says_how_old_it_is(page, redaktoer):
    with time_machine.travel(dt.datetime(2031, 5, 1, 12, tzinfo=dt.UTC)):
        create_draft(changed(title="Gammel"), actor=redaktoer)
    with time_machine.travel(dt.datetime(2031, 5, 11, 12, tzinfo=dt.UTC)):
        create_draft(changed(title="Ny"), actor=redaktoer)
        page.force_login(redaktoer, backend=BACKEND)
        rows = ask(page)[0].rows
    assert [(row.title, row.age) for row in rows] == [("Gammel", "10 dage"), ("Ny", "I dag")]


def test_an_empty_queue_says_what_should_be_confirmed_this_year(page, redaktoer, other):
    with time_machine.travel(dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)):
        publish_case(redaktoer, other)
    with time_machine.travel(dt.datetime(2027, 12, 1, 12, tzinfo=dt.UTC)):
        page.force_login(redaktoer, backend=BACKEND)
        assert "Ingen cases skal bekræftes i år." in ask(page)[1]
    with time_machine.travel(dt.datetime(2028, 2, 1, 12, tzinfo=dt.UTC)):
        page.force_login(redaktoer, backend=BACKEND)
        assert "1 udgivet case bør bekræftes i år." in ask(page)[1]


def test_what_readers_searched_for_and_did_not_find_is_listed(page):
    assert "Ingen søgninger uden fund" in ask(page)[1]
    record_search("tandpleje", 0)
    record_search("tandpleje", 0)
    record_search("køkken", 3)
    found, text = ask(page)
    assert [(each["text"], each["times"]) for each in found.not_found] == [("tandpleje", 2)]
    assert "2 gange" in text


def test_an_empty_catalogue_says_how_to_begin(page):
    assert "Skriv den første case" in ask(page)[1]


@pytest.mark.parametrize("query", ["", "?tilstand=alle&soeg=opgave"])
@pytest.mark.parametrize("many", [3, 300])
def test_three_and_three_hundred_cases_take_the_same_queries(page, redaktoer, query, many, django_assert_num_queries):
    made = factories.make_many_cases(many, state="draft")
    Revision.objects.bulk_create(
        Revision(case=case, number=1, document=case.document, author=redaktoer) for case in made
    )
    ask(page)
    with django_assert_num_queries(7):
        ask(page, query)
    assert ask(page)[0].page.paginator.count == many
