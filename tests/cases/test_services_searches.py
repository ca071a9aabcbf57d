"""What is searched for is counted without anybody's trace."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.search_models import SearchLog
from cases.services import forget_searches, record_search
from cases.tasks import forget_searches as task
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_search_is_counted_once_a_day():
    record_search("  Fælles   Drift ", 3)
    record_search("fælles drift", 4)
    log = SearchLog.objects.get()
    assert (log.text, log.hits, log.times) == ("fælles drift", 4, 2)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "\x00", "nogen@example.org", "010203-1234", "0102031234", "01 02 03 12 34", "tlf. 12345678", "12-34-56"],
)
def test_nothing_is_kept_that_may_point_at_a_person(text):
    record_search(text, 0)
    assert not SearchLog.objects.exists()


def test_a_section_and_a_year_are_kept():
    record_search("§ 60 i 2019", 0)
    assert SearchLog.objects.get().text == "§ 60 i 2019"


def test_a_long_text_is_cut():
    record_search("å" * 500, 0)
    assert len(SearchLog.objects.get().text) == 200


def test_what_was_not_found_is_listed_by_how_often():
    for day, text, hits, times in (
        (1, "svømmehal", 0, 2),
        (2, "svømmehal", 0, 1),
        (2, "havn", 0, 1),
        (2, "drift", 5, 9),
    ):
        SearchLog.objects.create(text=text, day=dt.date(2026, 3, day), hits=hits, times=times)
    assert list(SearchLog.objects.without_hits()) == [
        {"text": "svømmehal", "times": 3, "last": dt.date(2026, 3, 2)},
        {"text": "havn", "times": 1, "last": dt.date(2026, 3, 2)},
    ]


def test_after_twelve_months_it_is_forgotten():
    for day in (dt.date(2025, 3, 1), dt.date(2025, 3, 2)):
        SearchLog.objects.create(text="drift", day=day, hits=1)
    assert forget_searches(dt.date(2026, 3, 2)) == 1
    assert SearchLog.objects.get().day == dt.date(2025, 3, 2)


def test_beat_asks_for_it():
    SearchLog.objects.create(text="drift", day=dt.date(2020, 1, 1), hits=1)
    task()
    assert not SearchLog.objects.exists()


def test_the_list_counts_what_it_is_asked_for_on_its_first_page(client_for):
    factories.make_case("Fælles drift")
    for address in ("?q=Svømmehal", "?q=drift", "?q=drift&side=1&format=json", "?organisering=company", "?q="):
        client_for("laeser").get(reverse("cases:list") + address)
    assert list(SearchLog.objects.values_list("text", "hits", "times")) == [("drift", 1, 1), ("svømmehal", 0, 1)]


def test_what_an_editor_searches_for_is_not_counted_among_what_readers_miss(client_for):
    """An editor finds drafts: counted, the search would hide that no reader finds anything."""
    factories.make_case("Fælles svømmehal", state="draft")
    client_for("laeser").get(reverse("cases:list") + "?q=svømmehal")
    client_for("redaktoer").get(reverse("cases:list") + "?q=svømmehal")
    assert [row["text"] for row in SearchLog.objects.without_hits()] == ["svømmehal"]


def test_all_searches_without_hits_can_be_listed(client_for):
    for number in range(12):
        SearchLog.objects.create(text=f"ord {number:02}", hits=0)
    editor = client_for("redaktoer")
    page = editor.get(reverse("cases:queue")).content.decode()
    assert page.count("ord 0") == 10
    assert "Vis alle søgninger uden fund" in page
    page = editor.get(reverse("cases:queue") + "?soegninger=alle").content.decode()
    assert "ord 11" in page
    assert "Vis alle søgninger uden fund" not in page
