"""The economy in the snapshot and on the paper: frozen with the rest, described, and in few queries."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collaborations.models import Collaboration
from finance.freezing import sha256_of
from finance.services import propose_key, record_measurement, revise_case, take_back_measurement
from reports import paper
from reports.documents import snapshot
from reports.kinds import places
from tests import factories
from tests.finance.build import make_input, make_key
from tests.finance.build_cases import approve, line, make_case
from tests.reports.papers import failures_of, text_of
from tests.reports.test_documents import keys_of

pytestmark = pytest.mark.django_db
SCHEMA_TEXT = Path(settings.BASE_DIR, "docs", "export-schema.md").read_text(encoding="utf-8")
NBSP = "\u00a0"


@pytest.fixture
def key(founding, odder, horsens):
    """Half by årsværk, half in equal parts; proposed for 2027."""
    counted = make_input(founding, values={odder: 30, horsens: 90})
    parts = ({"part": 50, "weight": "input", "input": counted}, {"part": 50, "weight": "equal"})
    key = make_key(founding, "Årsværk og lige dele", *parts)
    propose_key(key, amount=Decimal(8_000_000), year=2027, actor=None)
    return key


@pytest.fixture
def approved(founding, key, koordinator):
    lines = (
        line("investment", {2027: 8_000_000}, "Maskinrum", source="Tilbud"),
        line("gain", {2028: 6_000_000, 2029: 6_000_000}, "Færre licenser"),
    )
    details = {"first_year": 2027, "year_count": 3, "price_year": 2026, "key": key}
    return approve(make_case(founding, *lines, actor=koordinator, **details), actor=koordinator)


def set_aside(collaboration, place, amount, actor=None, **values):
    values = {"year": 2027, "date": timezone.localdate(), "kind": "budget", "note": "Budget 2027"} | values
    return collaboration.appropriations.create(municipality=place, amount=amount, recorded_by=actor, **values)


def measure(collaboration, amount=5_000_000, **values):
    values = {"kind": "gain", "year": 2024, "source": "Regnskab 2024", "actor": None} | values
    return record_measurement(collaboration, amount=Decimal(amount), **values)


def drawn(collaboration) -> str:
    return text_of(paper.draw(snapshot(collaboration), places()).content)


## What the export has


def test_a_frozen_key_stands_word_for_word_so_that_its_hash_can_be_worked_out_again(founding, key):
    (told,) = snapshot(founding)["keys"]
    (version,) = told["versions"]
    assert (told["name"], version["number"], version["is_chosen"]) == ("Årsværk og lige dele", 1, True)
    assert sha256_of(version["content"]) == version["sha256"] == key.versions.get().sha256
    counted = version["content"]["parts"][0]["count"]
    assert (counted["name"], counted["date"], counted["source"]) == ("Årsværk", "2026-06-30", "Lønsystemet")
    assert counted["values"] == {"615": "90", "727": "30"}
    assert version["content"]["shares"] == {"615": "62.5", "727": "37.5"}
    assert version["content"]["pays"] == {"615": "5000000", "727": "3000000"}


def test_a_key_that_is_worked_on_is_there_as_it_is_now(founding, key):
    key.components.filter(position=1).update(weight="population")
    (told,) = snapshot(founding)["keys"]
    assert told["draft"]["parts"][1]["weight"] == "population"
    assert told["draft"]["amount"] is None
    assert told["versions"][0]["content"]["parts"][1]["weight"] == "equal"


def test_only_the_newest_version_of_all_keys_is_the_chosen_one(founding, key):
    propose_key(make_key(founding, "En anden"), amount=None, year=2027, actor=None)
    chosen = {told["name"]: [each["is_chosen"] for each in told["versions"]] for told in snapshot(founding)["keys"]}
    assert chosen == {"Årsværk og lige dele": [False], "En anden": [True]}


def test_an_approved_case_has_the_results_of_its_snapshot_and_a_draft_its_lines(founding, approved, koordinator):
    revise_case(founding, actor=koordinator)
    first, draft = snapshot(founding)["business_cases"]
    assert (first["state"], first["number"], first["approved_as"]) == ("approved", 1, "Styregruppen")
    assert first["results"]["net_total"] == approved.snapshot["net_total"] == "4000000"
    assert {**first["results"], "lines": first["lines"]} == approved.snapshot
    assert (draft["state"], draft["results"], draft["approved_on"]) == ("draft", None, None)
    assert draft["lines"] == first["lines"]


def test_a_draft_that_misses_a_rate_is_exported_without_amounts(founding):
    make_case(founding, line("gain", {2027: 3}, "Færre årsværk", unit="fte"), first_year=2027, year_count=2)
    (draft,) = snapshot(founding)["business_cases"]
    assert (draft["lines"][0]["amounts"], draft["lines"][0]["total"]) == ({}, None)


def test_the_newest_appropriation_of_a_municipality_and_year_holds(founding, odder, horsens):
    for place, amount in ((odder, 900), (odder, 1_000), (horsens, 700), (horsens, None)):
        set_aside(founding, place, amount)
    told = snapshot(founding)["appropriations"]
    assert [(each["municipality"], each["amount"], each["holds"]) for each in told] == [
        ("Odder", "900.00", False),
        ("Odder", "1000.00", True),
        ("Horsens", "700.00", False),
        ("Horsens", None, False),
    ]


def test_what_was_measured_is_there_with_what_was_taken_back(founding):
    take_back_measurement(measure(founding), note="Forkert", actor=None)
    measure(founding, 7, year=2023)
    told = snapshot(founding)["measurements"]
    assert [(each["year"], each["amount"], each["source"], each["holds"]) for each in told] == [
        (2024, "5000000.00", "Regnskab 2024", False),
        (2024, None, "Forkert", False),
        (2023, "7.00", "Regnskab 2024", True),
    ]


def described(path: str) -> str:
    """The path as the page names it: one name for each of what stands at several places."""
    for place, name in (
        ("keys[].versions[].content.", "….content."),
        ("keys[].draft.", "….content."),
        ("business_cases[].results.key.content.", "….content."),
        ("business_cases[].results.", "….results."),
        ("….content.parts[].hours.", "….content.parts[].count."),
    ):
        if path.startswith(place):
            path = name + path.removeprefix(place)
    return path


def test_every_key_of_the_economy_is_described(founding, approved, odder, koordinator):
    """With something of everything, so that every list has a row."""
    make_key(
        founding,
        "Timer",
        {"kind": "hours", "amount": 1, "weight": "population", "hours": make_input(founding, "Timer")},
    )
    measure(founding)
    set_aside(founding, odder, 5)
    draft = revise_case(founding, actor=koordinator)
    draft.extras = ["estimates", "scenario", "risks", "prices", "discount"]
    draft.discount_rate = Decimal("3.5")
    draft.save()
    draft.risks.create(text="Forsinkelse", probability=50, cost=100)
    draft.gains.create(kind="quality", text="Hurtigere svar")
    for year in (2027, 2028, 2029):
        draft.price_rises.create(year=year, percent=2, source="KL")
    draft.lines.create(scenario=2, kind="gain", name="Gevinst", amounts={"": {"2028": "5"}})
    approve(draft)
    taken = snapshot(founding)
    found = {
        described(each)
        for name in ("economy", "keys", "business_cases", "appropriations", "measurements")
        for each in keys_of({name: taken[name]})
    }
    assert len(found) > 150
    assert [each for each in sorted(found) if f"`{each}`" not in SCHEMA_TEXT] == []


def test_it_is_json_and_survives_the_way_there_and_back(founding, approved):
    taken = snapshot(founding)
    assert json.loads(json.dumps(taken)) == taken


def test_few_and_many_keys_and_cases_take_the_same_queries(founding, approved, koordinator):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            snapshot(Collaboration.objects.get(pk=founding.pk))
        return len(captured)

    def more(count):
        for number in range(count):
            place = factories.make_municipality()
            factories.make_participation(founding, place)
            set_aside(founding, place, 5, koordinator)
            measure(founding, number, year=2000 + number)
            made = make_key(founding, f"Nøgle {place.code}")
            propose_key(made, amount=None, year=2027, actor=koordinator)
            approve(revise_case(founding, actor=koordinator), actor=koordinator)

    more(2)
    few = queries()
    more(6)
    assert queries() == few


## What the paper says


def test_before_there_is_anything_the_paper_says_who_begins_and_what_is_not_known(founding):
    text = drawn(founding)
    assert "Økonomi Det er ikke gjort op, hvad samarbejdet koster og giver." in text
    assert "Koordinatoren eller en bidragyder begynder på business casen." in text
    assert "Business case Ikke oplyst Fordelingsnøgle Ikke oplyst For hver kommune Ikke oplyst" in text


def test_the_paper_has_sentence_figures_key_and_what_each_municipality_pays(founding, approved):
    text = drawn(founding)
    assert "Investeringen på 8,0 mio. kr. er tjent hjem i 2029." in text
    assert "Netto i alt 4,0 mio. kr. 2027–2029" in text
    assert "“Årsværk og lige dele”, version 1, foreslået" in text
    assert "Kommune Investering i 2027 Betaler i alt Gevinst i alt Netto i alt" in text
    assert "Horsens 5.000.000 kr. 5.000.000 kr. 7.500.000 kr. 2.500.000 kr." in text
    assert "Odder 3.000.000 kr. 3.000.000 kr. 4.500.000 kr. 1.500.000 kr." in text


def test_by_a_key_alone_the_paper_says_what_each_pays_in_its_year(founding, key):
    text = drawn(founding)
    assert "Kommune Andel Betaler i 2027" in text
    assert "Odder 37,5 % 3.000.000 kr." in text


def test_a_case_in_words_is_said_with_its_reason(founding, koordinator):
    details = {"approach": "words", "description": "Færre nedbrud", "reason": "Gevinsterne er mest i kvalitet."}
    approve(make_case(founding, actor=koordinator, **details))
    text = drawn(founding)
    assert "Gevinsterne er beskrevet i ord. Derfor er der ikke regnet på det: Gevinsterne er mest i kvalitet." in text
    assert "Version 1, godkendt" in text


def test_what_was_measured_stands_on_the_paper(founding, approved):
    measure(founding, 1_000_000)
    assert "Gevinsten var 1,0 mio. kr. i 2024." in drawn(founding)


def test_a_paper_with_an_economy_is_pdf_ua(founding, approved):
    assert failures_of(paper.draw(snapshot(founding), places()).content) == []


def test_thirty_municipalities_with_what_each_pays_are_all_on_the_paper(founding, key):
    for _number in range(30):
        factories.make_participation(founding, factories.make_municipality())
    propose_key(make_key(founding, "Lige dele"), amount=Decimal(32_000_000), year=2027, actor=None)
    made = paper.draw(snapshot(founding), places())
    assert text_of(made.content).count("3,1 % 1.000.000 kr.") == 32
    assert failures_of(made.content) == []


def test_a_snapshot_from_before_the_economy_was_in_it_is_drawn_without(founding, approved):
    taken = snapshot(founding)
    old = {name: value for name, value in taken.items() if name not in ("economy", *paper.ALL_OF_IT)}
    text = text_of(paper.draw(old, places()).content)
    assert "Tjent hjem" not in text
    assert "Tjekliste" in text


def test_the_paper_keeps_its_economy_when_the_key_is_changed(founding, approved, key):
    taken = snapshot(founding)
    propose_key(make_key(founding, "En anden"), amount=None, year=2028, actor=None)
    text = text_of(paper.draw(taken, places()).content)
    assert "“Årsværk og lige dele”, version 1" in text
    assert "En anden" not in text
