"""Searching: only what one may see, marked, corrected, and harmless whatever is typed."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case
from cases.search import SearchUnavailable, explain, find
from cases.search_models import SearchEntry, SearchStem, SearchWord
from cases.services import forget_words, index_case
from tests import factories

pytestmark = pytest.mark.django_db


def titles(text: str, cases=None) -> list[str]:
    rows = Case.objects.all() if cases is None else cases
    names = dict(Case.objects.values_list("pk", "title"))
    return [names[hit.pk] for hit in find(rows, text).hits]


## Finding


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Fælles genbrugsplads", "genbrugspladser"),
        ("Fælles genbrugspladser", "genbrugsplads"),
        ("Fælles genbrugspladser", "genbrug"),
        ("Fælles genbrugsplads", "plads"),
        ("Fælles lønninger", "løn"),
        ("Hjælp til børn", "barn"),
        ("Fælles kørsel", "kørslen"),
        ("Åbne veje i Aarhus", "århus"),
        ("Åbne veje i Århus", "AARHUS"),
        ("Fælles it-drift", "itdrift"),
        ("Fælles itdrift", "it-drift"),
        ("Fælles it drift", "itdrift"),
        ("Fælles it-drift", "it drift"),
        ("Ærlighed på Ærø", "ÆRLIGHED"),
        ("Plan for caféer", "cafe"),
        ("Et § 60-fællesskab", "§60"),
    ],
)
def test_a_case_is_found_however_it_is_written(written, asked):
    factories.make_case(written)
    factories.make_case("Noget helt andet")
    assert titles(asked) == [written]


def test_a_case_is_found_by_its_municipality_topic_and_form(odder):
    factories.make_topic("mad", name="Mad", words=["ernæring"])
    case = factories.make_case("Køkken", municipalities=["727"], topics=["mad"], organisation="association")
    for asked in ("odder", "ernæring", "forening"):
        assert titles(asked) == [case.title]


def test_what_a_case_no_longer_says_does_not_find_it():
    case = factories.make_case("Fælles køkken")
    case.document = {"title": "Fælles rengøring"}
    del case.content
    index_case(case)
    assert titles("køkken") == []
    assert titles("rengøring") == ["Fælles rengøring"]


def test_a_case_that_is_gone_is_gone_from_the_index():
    case = factories.make_case("Fælles køkken")
    case.delete()
    assert titles("køkken") == []
    assert not SearchStem.objects.exists()


## Who sees what


@pytest.mark.parametrize("state", ["draft", "review", "withdrawn"])
def test_an_unpublished_case_is_neither_found_nor_proposed(state, fremmed, redaktoer):
    factories.make_case("Fælles rengøring", state=state)
    factories.make_case("Fælles køkken")
    for asked in ("rengøring", "rengørning"):
        found = find(Case.objects.visible_to(fremmed), asked)
        assert (found.hits, found.suggestions) == ((), ())
        assert titles(asked, Case.objects.visible_to(redaktoer)) == ["Fælles rengøring"]
    assert find(Case.objects.visible_to(redaktoer), "rengørning").suggestions == ("rengøring",)


def test_nothing_outside_the_queryset_is_reached():
    case = factories.make_case("Fælles køkken")
    factories.make_case("Stort køkken")
    found = find(Case.objects.filter(pk=case.pk).order_by("title").distinct(), "køkken")
    assert [hit.pk for hit in found.hits] == [case.pk]


## Mente du


def test_a_misspelt_word_is_corrected_where_it_stands():
    factories.make_case("Fælles rengøring", summary="Skoler i fem kommuner")
    found = find(Case.objects.all(), "rengørning skoler")
    assert len(found.hits) == 1
    assert found.suggestions == ("rengøring skoler",)


def test_two_letters_in_the_wrong_order_are_put_right_in_a_short_word_among_others():
    factories.make_case("Fælles it-drift", summary="Drift af it for fem kommuner")
    found = find(Case.objects.all(), "it drfit kommuner")
    assert len(found.hits) == 1
    assert (found.suggestions, found.missing) == (("it drift kommuner",), ("drfit",))


def test_a_proposal_is_written_as_cases_write_it():
    factories.make_case("Samarbejde i Ringkøbing")
    assert find(Case.objects.all(), "ringkøping").suggestions == ("Ringkøbing",)


def test_where_the_word_is_found_nothing_is_proposed():
    factories.make_case("Fælles rengøring og rengøringen")
    assert find(Case.objects.all(), "rengøring").suggestions == ()


def test_what_is_like_nothing_finds_nothing():
    factories.make_case("Fælles rengøring")
    found = find(Case.objects.all(), "kvantecomputer")
    assert (found.hits, found.suggestions) == ((), ())


def test_words_of_drafts_crowd_out_none_that_may_be_proposed(fremmed):
    """Eight drafts have a word that is nearer; what a reader may see is proposed all the same."""
    factories.make_case("Fælles rengøring")
    for word in ("rengørnin", "rengørnings", "rengørninge", "rengørningx", "rengørningz", "rengørningk"):
        factories.make_case(f"Fælles {word}", state="draft")
    for word in ("rengørningt", "rengørningp", "rengørningq", "rengørningw"):
        factories.make_case(f"Fælles {word}", state="draft")
    found = find(Case.objects.visible_to(fremmed), "rengørning")
    assert found.suggestions == ("rengøring",)
    assert len(found.hits) == 1


def test_a_word_that_no_case_has_any_more_is_forgotten():
    case = factories.make_case("Fælles køkken")
    case.document = {"title": "Fælles rengøring"}
    del case.content
    index_case(case)
    assert forget_words() == 1
    assert SearchWord.objects.filter(word="rengøring").exists()
    assert not SearchWord.objects.filter(word="køkken").exists()


def test_what_a_hit_lacks_is_named_as_it_was_typed():
    factories.make_case("Drift i Aarhus")
    factories.make_case("Skole i Aarhus")
    found = find(Case.objects.all(), "Drift Skole")
    assert [hit.lacking for hit in found.hits] == [("Skole",), ("Drift",)]
    found = find(Case.objects.all(), "Drift Aarhus Kvantecomputer")
    assert found.missing == ("Kvantecomputer",)
    assert [hit.lacking for hit in found.hits] == [("Kvantecomputer",)]


## Marks


def test_hits_are_marked_in_title_essence_and_the_best_place():
    factories.make_case(
        "Drift <1>", essence="Billig drift", summary="Ikke om det", advice=[{"text": "Hold driften & pris nede"}]
    )
    (hit,) = find(Case.objects.all(), "drift").hits
    assert hit.title == "<mark>Drift</mark> &lt;1&gt;"
    assert hit.essence == "Billig <mark>drift</mark>"
    assert hit.excerpt == "Billig <mark>drift</mark>"
    (hit,) = find(Case.objects.all(), "pris").hits
    assert hit.excerpt == "Hold driften &amp; <mark>pris</mark> nede"


def test_only_the_hits_that_are_shown_are_explained():
    for number in range(4):
        factories.make_case(f"Drift {number}", summary="Om drift")
    hits = find(Case.objects.all(), "drift", start=1, count=2).hits
    assert [hit.excerpt is not None for hit in hits] == [False, True, True, False]


def test_a_part_of_what_was_found_is_explained_without_searching_again(django_assert_num_queries):
    cases = [factories.make_case(f"Drift {number}", summary="Om drift") for number in range(3)]
    found = find(Case.objects.all(), "drift", count=0)
    with django_assert_num_queries(3):
        hits = explain(found, [cases[1].pk])
    assert [(pk, hit.excerpt) for pk, hit in hits.items()] == [(cases[1].pk, "Om <mark>drift</mark>")]
    assert explain(find(Case.objects.all(), "måne"), [cases[1].pk]) == {}


## Safe and steady


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_too_much(text):
    if not Case.objects.exists():
        factories.make_case("Fælles drift", summary="Rengøring & 'køkken' § 60")
    find(Case.objects.all(), text)


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE x; --", 'drift" OR "*', "drift:* & !a", "a" * 5000, "((((", "NEAR(a b)", "\\'", "%s"],
)
def test_signs_of_the_database_are_signs(text):
    factories.make_case("Fælles drift")
    find(Case.objects.all(), text)


def test_many_long_words_are_not_too_many():
    factories.make_case("Fælles drift")
    find(Case.objects.all(), " ".join(f"forvaltningsordning{letter}" for letter in "abcdefghijkl"))


def queries_of(text: str, context) -> int:
    with context as captured:
        find(Case.objects.all(), text)
    return len(captured)


@pytest.mark.parametrize("asked", ["drift", "drfit rengørning", "kvantecomputer"])
def test_the_same_few_queries_for_any_number_of_cases(asked, django_assert_max_num_queries):
    for number in range(3):
        factories.make_case(f"Fælles drift og rengøring {number}")
    few = queries_of(asked, django_assert_max_num_queries(12))
    for number in range(3, 40):
        factories.make_case(f"Fælles drift og rengøring {number}")
    assert queries_of(asked, django_assert_max_num_queries(12)) == few


def test_a_search_that_fails_says_so_and_leaves_the_page_its_transaction():
    factories.make_case("Fælles drift")
    broken = {
        "sqlite": "DROP TABLE cases_searchindex",
        "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE cases_searchentry DROP COLUMN terms_vector",
    }
    with connection.cursor() as cursor:
        cursor.execute(broken[connection.vendor])
    with pytest.raises(SearchUnavailable):
        find(Case.objects.all(), "drift")
    assert Case.objects.count() == 1


def test_the_full_text_of_the_database_finds_and_the_counts_rank():
    """What the counts say of a case that the full text does not find is not read."""
    case = factories.make_case("Fælles drift af et fagbibliotek")
    assert titles("drift") == titles("bibliotek") == [case.title]
    SearchEntry.objects.filter(case=case).update(terms="andet", words="andet")
    assert titles("drift") == titles("bibliotek") == []
    assert SearchStem.objects.filter(case=case, stem="drift").exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such extension")
def test_without_the_extension_words_are_compared_all_the_same():
    factories.make_case("Fælles rengøring")
    with_it = find(Case.objects.all(), "rengørning")
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION IF EXISTS pg_trgm CASCADE")
    assert find(Case.objects.all(), "rengørning") == with_it
    assert with_it.suggestions == ("rengøring",)


def test_a_word_is_kept_once():
    factories.make_case("Fælles Rengøring")
    factories.make_case("God rengøring")
    assert SearchWord.objects.filter(word="rengøring").count() == 1
