"""A document in a reader's words."""

import datetime as dt

import pytest

from cases.document import CaseDocument, Financing, Gain, KeyUse, PartyCount, Population, read_document
from cases.models import Case
from cases.pages import Names, age_text, date_text, map_of, read_names, show_case
from tests import factories
from tests.kept import put_cases

NAMES = Names(models={"purchasing": "Indkøb"}, topics={"mad": "Mad"}, municipalities={"727": "Odder", "615": "Horsens"})


def facts(**document):
    shown = show_case(CaseDocument("Fælles køkken", **document), NAMES)
    return {fact.key: (fact.text, fact.notes) for fact in shown.facts}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2013", "2013"),
        ("2013-08", "august 2013"),
        ("2013-07-01", "1. juli 2013"),
        ("forår 2013", "forår 2013"),
        ("2013-15", "2013"),
        ("", "Ikke oplyst"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(date, words):
    assert date_text(date) == words


def test_facts_say_what_is_unknown():
    told = facts()
    for key in (
        "established",
        "model",
        "organisation",
        "municipalities",
        "other_parties",
        "party_count",
        "population",
        "topics",
        "keys",
    ):
        assert told[key] == ("Ikke oplyst", ()), key


def test_who_names_the_municipalities_and_nobody_else_has_no_other_parties():
    assert facts(municipalities=("727",))["other_parties"] == ("Ingen", ())


def test_facts_are_said_in_words_with_their_notes():
    told = facts(
        model="purchasing",
        model_note="Siden 2019 også drift.",
        organisation="section-60",
        municipalities=("727", "615"),
        party_counts=(PartyCount(11, 2016, "Katalog"), PartyCount(12, 2019)),
        populations=(Population(63000, approximate=True, year=2016),),
        topics=("mad", "findes-ikke"),
        subjects=("køkken", "indkøb"),
        financing=Financing(keys=(KeyUse("equal"), KeyUse("equal", "drift"), KeyUse("population"))),
    )
    assert told["model"] == ("Indkøb", ("Siden 2019 også drift.",))
    assert told["organisation"][0] == "§\u00a060-fællesskab"
    assert told["municipalities"][0] == "Odder og Horsens"
    assert told["party_count"] == ("12", ("11 (2016, Katalog)", "12 (2019)"))
    assert told["population"][0] == "ca. 63.000 (2016)"
    assert told["topics"] == ("Mad", ("Emner: køkken, indkøb",))
    assert told["keys"][0] == "Lige dele, indbyggertal"


def test_gains_stand_by_type_in_the_order_of_the_vocabulary():
    shown = show_case(CaseDocument("Køkken", gains=(Gain("quality", "Bedre mad"), Gain("economy", "Billigere"))), NAMES)
    assert [label for label, _gains in shown.gains] == ["Økonomi", "Kvalitet"]


def test_contents_list_only_what_is_there():
    assert show_case(CaseDocument("Køkken"), NAMES).links == []
    assert show_case(CaseDocument("Køkken", outlook="Flere kommuner"), NAMES).links == [("fremtid", "Fremtid")]


@pytest.mark.django_db
def test_age_is_when_it_was_confirmed_or_how_old_the_sources_are():
    sources = [{"title": "Katalog", "year": 2019}, {"title": "Pjece", "year": 2016}]
    case = factories.make_case(sources=sources)
    case.confirmed_on = dt.date(2026, 5, 12)
    assert age_text(case) == "Sidst bekræftet 12. maj 2026."
    case.confirmed_on = None
    assert age_text(case) == "Oplysningerne er fra 2016 og 2019. Ingen har bekræftet dem siden."
    assert age_text(Case(document={"title": "Uden kilder"})) == "Ingen har bekræftet oplysningerne."


@pytest.mark.django_db
def test_the_map_marks_those_who_take_part(odder, horsens):
    shown = show_case(CaseDocument("Køkken", municipalities=("727",)))
    drawn = map_of(shown)
    assert drawn.title == "Kort: Odder er med."
    assert [tile.place.name for tile in drawn.marked] == ["Odder"]
    assert map_of(show_case(CaseDocument("Køkken"))) is None


@pytest.mark.django_db
def test_names_take_three_queries_for_any_number_of_documents(django_assert_num_queries, odder, horsens):
    with django_assert_num_queries(3):
        read_names([CaseDocument("A", municipalities=("727",)), CaseDocument("B", municipalities=("615",))])


@pytest.mark.django_db
def test_every_case_of_the_catalogue_can_be_shown():
    put_cases()
    for case in Case.objects.all():
        assert show_case(read_document(case.document)).links, case.slug
