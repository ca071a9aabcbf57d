"""What is asked of the economy before phases 4 and 5: every answer, and the sentence that says so. No database."""

import datetime as dt
from decimal import Decimal

import pytest

from decisions.standing import Asked, Entry
from decisions.vocabulary import Outcome
from finance.settled import ApprovedCase, ChosenKey, Economy, Grant
from phases.facts import Move
from phases.requirements import evaluate, missing_from_each
from tests.phases.process_2 import process_2
from tests.phases.pure import HORSENS, ODDER, TODAY, done, make_facts, partner, recorded, requirement

D = Decimal
KEY = ChosenKey("Indbyggere", 2, (("shared", None),))
APPROVED = dt.date(2026, 5, 12)
SAMSOE = partner("Samsø")
NBSP = "\u00a0"


def case(costs=None, invested=None, **values) -> ApprovedCase:
    costs = None if costs is None else {each.code: D(cost) for each, cost in costs.items()}
    invested = sum(costs.values()) if invested is None and costs is not None else invested
    values = {"number": 1, "approach": "figures", "first_year": 2027, "approved_on": APPROVED} | values
    return ApprovedCase(costs=costs, invested=invested, **values)


IN_WORDS = case(approach="words")


def grants(*told, on=dt.date(2026, 10, 27)) -> dict:
    """Told as (municipality, amount) or (municipality, amount, year)."""
    found = {}
    for where, amount, *year in told:
        row = Grant(*(year or [2027]), None if amount is None else D(amount), on)
        found[where.municipality_id] = (*found.get(where.municipality_id, ()), row)
    return found


def before_4(key: str, economy: Economy, **values):
    return requirement(make_facts(ODDER, HORSENS, phase=3, economy=economy, **values), key, 4)


def granted(economy: Economy, *partners, **values):
    facts = make_facts(*(partners or (ODDER, HORSENS)), phase=4, economy=economy, **values)
    return requirement(facts, "appropriations", 5)


## The key


def test_without_a_frozen_key_none_is_chosen():
    found = before_4("key-chosen", Economy())
    assert (found.met, found.waivable, found.why) == (False, True, "Ingen fordelingsnøgle er foreslået.")
    assert found.url == "/samarbejder/proeve/oekonomi/noegler/"


def test_the_newest_frozen_key_is_the_chosen_one():
    found = before_4("key-chosen", Economy(KEY))
    assert (found.met, found.why) == (True, "Nøglen “Indbyggere” er foreslået som version 2.")


def test_a_key_that_nobody_pays_by_says_that_no_expense_is_shared():
    found = before_4("key-chosen", Economy(ChosenKey("Hver sit", 1, (("nothing", None), ("nothing", None)))))
    assert (found.met, found.why) == (True, "I deler ingen udgifter. Det siger nøglen “Hver sit”, version 1.")


def test_afterwards_it_is_said_that_nobody_has_written_it_down():
    moves = (Move(1, "registered", None, 4, dt.date(2016, 1, 1)),)
    found = requirement(make_facts(ODDER, HORSENS, phase=4, moves=moves), "key-chosen", 4)
    assert found.why == "Det er ikke registreret, hvilken fordelingsnøgle I valgte."


## The case


def test_without_an_approved_version_there_is_no_case():
    found = before_4("business-case", Economy())
    assert (found.met, found.waivable) == (False, True)
    assert found.url == "/samarbejder/proeve/oekonomi/business-case/"


@pytest.mark.parametrize(
    ("approved", "why"),
    [
        (case({ODDER: 5}), "Version 1 af business casen er godkendt 12. maj 2026."),
        (IN_WORDS, "Gevinsterne er beskrevet i ord. Version 1 er godkendt 12. maj 2026."),
    ],
)
def test_a_case_is_approved_in_figures_or_in_words(approved, why):
    found = before_4("business-case", Economy(case=approved))
    assert (found.met, found.why) == (True, why)


def test_ticks_that_met_version_2_are_not_asked_for_any_more():
    """The same points of the checklist follow the requirements: nothing is asked twice."""
    facts = make_facts(ODDER, HORSENS, phase=3, answers=done("k6", "k11"))
    assert not requirement(facts, "business-case", 4).met
    items = {item.key: item.requirement for item in facts.process.items_in(3)}
    assert (items["x-key"], items["k6"]) == ("key-chosen", "business-case")


## Start capital


@pytest.mark.parametrize(
    ("economy", "why"),
    [
        (Economy(ChosenKey("N", 1, KEY.parts, True)), "Der betales ingen startkapital. Det siger nøglen “N”."),
        (Economy(ChosenKey("N", 1, (("nothing", None),))), "Der betales ingen startkapital. Det siger nøglen “N”."),
        (Economy(ChosenKey("N", 1, (("start-capital", D(250_000)),))), "Startkapitalen står i nøglen “N”."),
        (Economy(KEY, case({ODDER: 5})), f"Efter business casen skal der betales 5{NBSP}kr. i 2027."),
        (Economy(KEY, case({ODDER: 0})), "Efter business casen skal der ikke betales noget i 2027."),
        (Economy(KEY, case(invested=D(7))), f"Efter business casen skal der betales 7{NBSP}kr. i 2027."),
    ],
)
def test_what_is_paid_at_the_start_is_said_by_the_key_or_by_the_case(economy, why):
    found = before_4("start-capital", economy)
    assert (found.met, found.why) == (True, why)


@pytest.mark.parametrize("economy", [Economy(), Economy(KEY), Economy(KEY, IN_WORDS)])
def test_or_by_the_checklist(economy):
    assert before_4("start-capital", economy, answers=done("k2")).met
    found = before_4("start-capital", economy)
    assert (found.met, found.url) == (False, "/samarbejder/proeve/faser/3/punkter/k2/")


def test_start_capital_without_an_amount_is_not_settled():
    found = before_4("start-capital", Economy(ChosenKey("N", 1, (("start-capital", None),))))
    assert (found.met, found.why) == (False, "Startkapitalen i nøglen “N” mangler et beløb.")
    assert found.url == "/samarbejder/proeve/oekonomi/noegler/"


## Appropriations


def test_who_pays_at_the_start_has_to_grant_it():
    found = granted(Economy(KEY, case({ODDER: 771_000, HORSENS: 1_200_000})))
    assert (found.met, found.waivable, found.missing) == (False, False, ("Odder", "Horsens"))
    assert found.why == f"Bevilling for 2027 mangler fra Odder (771.000{NBSP}kr.) og Horsens (1.200.000{NBSP}kr.)."
    assert found.url == "/samarbejder/proeve/oekonomi/bevillinger/"
    assert found.fact_labels == {}


def test_less_is_named_with_both_amounts():
    found = granted(Economy(KEY, case({ODDER: 771_000, HORSENS: 5}), grants((ODDER, 700_000), (HORSENS, 5))))
    assert (found.missing, found.why) == (
        ("Odder",),
        f"Odder har bevilget 700.000{NBSP}kr. af 771.000{NBSP}kr. for 2027.",
    )


@pytest.mark.parametrize("amount", [771_000, 800_000])
def test_as_much_or_more_is_enough(amount):
    found = granted(Economy(KEY, case({ODDER: 771_000, HORSENS: 0}), grants((ODDER, amount))))
    assert (found.met, found.why) == (True, "Pengene til 2027 er bevilget i Odder.")
    assert (found.url, found.fact_labels) == ("/samarbejder/proeve/oekonomi/bevillinger/", {})
    assert found.rests_on == dt.date(2026, 10, 27)


@pytest.mark.parametrize("told", [[(ODDER, 9), (ODDER, 4)], [(ODDER, 9), (ODDER, None)], [(ODDER, 9, 2028)]])
def test_only_what_holds_for_the_first_year_counts(told):
    assert not granted(Economy(KEY, case({ODDER: 5, HORSENS: 0}), grants(*told))).met


def test_who_pays_nothing_is_asked_nothing():
    found = granted(Economy(KEY, case({ODDER: 0, HORSENS: 0})))
    assert (found.met, found.why) == (True, "Efter business casen skal ingen kommuner betale noget fra start.")


def test_a_yes_without_an_amount_is_not_an_appropriation_of_what_the_case_expects():
    both = recorded("appropriation", ODDER, HORSENS)
    assert not granted(Economy(KEY, case({ODDER: 5, HORSENS: 5})), recorded=both).met


@pytest.mark.parametrize("approved", [None, IN_WORDS, case(invested=D(5))])
def test_where_the_case_does_not_say_it_is_asked_as_before(approved):
    economy, one = Economy(KEY, approved), recorded("appropriation", ODDER)
    assert granted(economy, recorded=one | recorded("no-start-cost", HORSENS)).met
    found = granted(economy, recorded=one)
    assert (found.missing, found.why) == (("Horsens",), "Svar om bevilling mangler fra Horsens.")
    assert found.url == "/samarbejder/proeve/beslutninger/om/appropriation/"
    assert set(found.fact_labels) == {"appropriation", "no-start-cost"}


def test_who_came_after_the_case_is_asked_as_before():
    economy = Economy(KEY, case({ODDER: 5, HORSENS: 5}), grants((ODDER, 5), (HORSENS, 5)))
    assert granted(economy, ODDER, HORSENS, SAMSOE).missing == ("Samsø",)
    assert granted(economy, ODDER, HORSENS, SAMSOE, recorded=recorded("no-start-cost", SAMSOE)).met


def test_an_appropriation_that_is_written_down_answers_the_question_too():
    found = granted(Economy(KEY, IN_WORDS, grants((ODDER, 5, 2028), (HORSENS, 5))))
    assert (found.met, found.why) == (True, "Bevilling er på plads i Odder og Horsens, senest 27. oktober 2026.")


def test_a_member_that_is_known_only_as_a_number_is_not_forgotten():
    economy = Economy(KEY, case({ODDER: 0, HORSENS: 0}))
    assert granted(economy, declared_member_count=3).why == "1 deltager er ikke kendt ved navn."


def test_it_rests_on_the_last_of_what_was_granted_and_what_was_answered():
    """No move to the next phase is dated before that."""
    economy = Economy(KEY, case({ODDER: 5}), grants((ODDER, 5)))
    later = recorded("no-start-cost", HORSENS, on=dt.date(2026, 11, 3))
    assert granted(economy, recorded=later).rests_on == dt.date(2026, 11, 3)
    earlier = recorded("no-start-cost", HORSENS, on=dt.date(2026, 10, 1))
    assert granted(economy, recorded=earlier).rests_on == dt.date(2026, 10, 27)


## After the move


def moved(economy, on, **values):
    moves = (Move(1, "forward", 4, 5, on),)
    return requirement(make_facts(ODDER, HORSENS, phase=5, moves=moves, economy=economy, **values), "appropriations", 5)


def test_what_was_granted_after_the_move_does_not_count_for_it():
    economy = Economy(KEY, case({ODDER: 5, HORSENS: 0}), grants((ODDER, 5), on=dt.date(2026, 6, 2)))
    assert moved(economy, dt.date(2026, 6, 2)).met
    found = moved(economy, dt.date(2026, 6, 1))
    assert (found.met, found.why) == (False, f"Bevilling for 2027 er ikke registreret for Odder (5{NBSP}kr.).")


def test_a_case_that_was_approved_after_the_move_asks_nothing_of_it():
    economy = Economy(KEY, case({ODDER: 5, HORSENS: 5}, approved_on=dt.date(2026, 6, 2)))
    before = dt.date(2026, 6, 1)
    assert moved(economy, before, recorded=recorded("appropriation", ODDER, HORSENS)).met
    assert moved(economy, before).missing == ("Odder", "Horsens")


## What one municipality owes


def test_one_municipality_owes_the_same_when_nothing_else_is_known():
    economy = Economy(KEY, case({ODDER: 5, HORSENS: 5}), grants((HORSENS, 5)))
    for partners in ((ODDER, HORSENS), (ODDER,)):
        owed = list(missing_from_each(make_facts(*partners, phase=4, economy=economy)))
        (found,) = [each for each in owed if each.place]
        assert (found.code, found.place, found.facts) == (ODDER.code, "finance:appropriations", ())
        assert found.url == "/samarbejder/proeve/oekonomi/bevillinger/"


def test_as_before_it_owes_the_decision():
    asked = Asked(
        "appropriation", may_be_irrelevant=True, entries=(Entry(1, HORSENS.municipality_id, Outcome.ADOPTED, TODAY),)
    )
    owed = missing_from_each(make_facts(ODDER, HORSENS, phase=4, questions=(asked,)))
    assert [(each.code, each.facts, each.place) for each in owed if "appropriation" in each.facts] == [
        (ODDER.code, ("appropriation", "no-start-cost"), "")
    ]


## Version 2


def test_who_follows_version_2_is_asked_what_it_asked():
    facts = make_facts(ODDER, HORSENS, phase=3, process=process_2(), answers=done("k2", "k6"))
    asked = {each.key: each.met for each in evaluate(facts, before_phase=4)}
    assert (asked["economy-principles"], asked["gains"]) == (True, True)
    assert not asked.keys() & {"key-chosen", "start-capital", "business-case"}
    assert "appropriation" in {each.key for each in evaluate(facts, before_phase=5)}
