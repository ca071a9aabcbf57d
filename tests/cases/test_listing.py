"""The list as an address asks for it: what is found, in what order, and what helps where nothing is."""

import datetime as dt

import pytest
from django.http import QueryDict

from cases import listing
from cases.models import Case
from cases.search import SearchUnavailable
from municipalities.models import Region
from tests import factories
from tests.kept import put_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(db):
    put_catalogue()
    topic = factories.make_topic("indkoeb", name="Indkøb", position=1)
    return {
        "one": factories.make_case(
            "Fælles indkøb", organisation="association", model="purchasing", topics=[topic.key], established="2012"
        ),
        "two": factories.make_case(
            "Anden drift", organisation="section-60", model="operation-support", established="2016"
        ),
        "three": factories.make_case("Åben drift", organisation="association", party_counts=[{"count": 12}]),
    }


def build(query="", **kwargs):
    return listing.build_listing(Case.objects.published(), QueryDict(query), **kwargs)


def titles(query=""):
    found = build(query)
    return [case.title for case in listing.in_order(Case.objects.published(), found.order)]


def labels(found, facet):
    shown = next(each for each in found.facets if each.name == facet)
    return {choice.label: choice.count for choice in shown.choices}


def test_everything_is_listed_by_title_in_danish_order(cases):
    assert titles() == ["Anden drift", "Fælles indkøb", "Åben drift"]


def test_newest_and_largest_come_first_when_asked_and_the_unknown_last(cases):
    assert titles("sorter=nyeste") == ["Anden drift", "Fælles indkøb", "Åben drift"]
    assert titles("sorter=parter")[0] == "Åben drift"


def test_filters_of_the_address_are_met(cases):
    assert titles("organisering=association&formaal=purchasing") == ["Fælles indkøb"]
    assert titles("emne=indkoeb") == ["Fælles indkøb"]
    assert titles("parter=over-10") == ["Åben drift"]
    assert titles("aar=2015-2019&aar=2010-2014") == ["Anden drift", "Fælles indkøb"]


def test_words_are_searched_within_what_is_filtered(cases):
    assert titles("q=drift") == ["Anden drift", "Åben drift"]
    assert titles("q=drift&organisering=association") == ["Åben drift"]


def test_facets_show_what_they_would_give_with_the_other_filters(cases):
    found = build("organisering=association")
    assert labels(found, "organisering") == {"§\u00a060-fællesskab": 1, "Forening": 2}
    assert labels(found, "formaal") == {"Indkøbssamarbejde": 1, "Andet eller ikke oplyst": 1}
    assert labels(build("q=drift"), "organisering") == {"§\u00a060-fællesskab": 1, "Forening": 1}


def test_what_is_chosen_stays_in_sight_when_it_gives_nothing(cases):
    assert labels(build("organisering=company"), "organisering")["Aktieselskab"] == 0


def test_a_filter_in_use_has_an_address_without_it(cases):
    chips = build("q=drift&organisering=association&organisering=section-60&side=2").chips
    assert [(chip.label, chip.query) for chip in chips] == [
        ("§\u00a060-fællesskab", "q=drift&organisering=association"),
        ("Forening", "q=drift&organisering=section-60"),
    ]


def test_where_nothing_is_found_the_filter_whose_removal_gives_most_is_named(cases):
    removal = build("organisering=association&formaal=operation-support").removal
    assert (removal.what, removal.count) == ("Fjern filteret “Drifts- og supportsamarbejde”", 2)
    assert titles(removal.query) == ["Fælles indkøb", "Åben drift"]


def test_several_keys_of_one_facet_are_one_filter_to_remove(cases):
    removal = build("q=drift&aar=fra-2020&aar=foer-2010").removal
    assert removal.what == "Fjern filtrene “Før 2010” og “2020 eller senere”"
    assert removal.count == 2


def test_the_words_may_be_what_is_in_the_way(cases):
    removal = build("q=tandpleje&organisering=association").removal
    assert (removal.what, removal.count, removal.query) == (
        "Fjern søgeordet “tandpleje”",
        2,
        "organisering=association",
    )


def test_where_no_filter_alone_is_in_the_way_all_are_removed(cases):
    removal = build("q=drift&formaal=business-driven&aar=fra-2020").removal
    assert (removal.what, removal.count) == ("Fjern alle filtre", 2)
    assert titles(removal.query) == titles("q=drift")


def test_nothing_helps_where_the_word_is_in_no_case(cases):
    assert build("q=tandpleje").removal is None
    Case.objects.all().delete()
    assert build().everything == 0


def test_where_the_search_is_down_the_newest_are_shown(cases, monkeypatch):
    def down(queryset, text, **kwargs):
        raise SearchUnavailable

    monkeypatch.setattr(listing, "find", down)
    assert build("q=drift").is_search_down
    assert titles("q=drift") == ["Anden drift", "Fælles indkøb", "Åben drift"]
    assert build("").is_search_down is False


def test_what_was_found_is_marked_on_the_page_that_shows_it(cases):
    found = build("q=drift&organisering=association")
    rows = listing.rows_of(Case.objects.published(), found, found.order)
    assert [case.title for case, _hit in rows] == ["Åben drift"]
    assert "drift</mark>" in rows[0][1].title
    assert [hit for _case, hit in listing.rows_of(Case.objects.published(), build(), build().order)] == [None] * 3


def test_a_region_is_the_one_that_covers_the_municipality_that_day(cases):
    new = Region.objects.create(name="Region Østdanmark", valid_from=dt.date(2027, 1, 1))
    old = Region.objects.create(name="Region Sjælland", valid_to=dt.date(2026, 12, 31), successor=new)
    factories.make_municipality("Lejre", code="350", region=old)
    factories.make_case("På øen", municipalities=["350"])
    assert labels(build(today=dt.date(2026, 12, 31)), "region") == {"Region Sjælland": 1, "Ikke oplyst": 3}
    assert labels(build(today=dt.date(2027, 1, 1)), "region") == {"Region Østdanmark": 1, "Ikke oplyst": 3}


def test_related_cases_are_published_ones_with_a_reason(cases):
    factories.make_case("Kladde", state="draft", organisation="association")
    found = listing.related_cases(cases["one"], Case.objects.all())
    assert [(case.title, like.why) for case, like in found] == [("Åben drift", "Samme form")]


def test_a_draft_has_related_cases_too(cases):
    draft = factories.make_case("Kladde", state="draft", organisation="association")
    assert len(listing.related_cases(draft, Case.objects.all())) == 2
