"""Which requirements each form has, as of which day they are judged, and that judging is a pure function."""

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collaborations.models import ParticipationState
from phases.facts import External, Law, Move, Waived
from phases.models import ChecklistItem
from phases.requirements import Requirement, evaluate, judged_on, next_requirements
from tests.phases.pure import (
    HORSENS,
    LONG_AGO,
    ODDER,
    TODAY,
    TYPES,
    decided,
    keys,
    make_facts,
    partner,
    real_process,
    recorded,
    requirement,
)

FOUNDED = dt.date(2013, 7, 1)
BEFORE_5 = {
    None: ["organisation-type", "appropriations", "management-appointed"],
    "section-60": [
        "municipalities-only",
        "principle-decision",
        "statutes-adopted",
        "authority-approval",
        "appropriations",
        "management-appointed",
    ],
    "section-60a": [
        "municipalities-only",
        "principle-decision",
        "agreement-adopted",
        "small-enough",
        "exit-terms",
        "authority-orientation",
        "appropriations",
        "management-appointed",
    ],
    "association": [
        "membership-decided",
        "general-assembly",
        "not-section-60",
        "appropriations",
        "management-appointed",
    ],
    "agreement": ["agreement-accepted", "not-section-60", "appropriations", "management-appointed"],
    "other": ["agreement-accepted", "not-section-60", "appropriations", "management-appointed"],
    "company": [
        "principle-decision",
        "company-founded",
        "articles-and-shareholder-agreement",
        "appropriations",
        "management-appointed",
    ],
}
NOT_WAIVABLE = {
    None: ["organisation-type", "appropriations"],
    "section-60": ["municipalities-only", "statutes-adopted", "authority-approval", "appropriations"],
    "section-60a": ["municipalities-only", "agreement-adopted", "exit-terms", "appropriations"],
    "association": ["appropriations"],
    "agreement": ["appropriations"],
    "other": ["appropriations"],
    "company": ["appropriations"],
}


def it_forsyningen(**values):
    """Founded by three in 2013 as a § 60, a fourth from 2019, registered in phase 5."""
    founders = [partner(name, "participant", (FOUNDED, "participant")) for name in ("Ballerup", "Egedal", "Furesø")]
    later = partner("Allerød", "participant", (dt.date(2019, 1, 1), "participant"))
    moves = (Move(1, "registered", None, 5, dt.date(2019, 6, 1)),)
    return make_facts(*founders, later, kind="section-60", phase=5, founded_on=FOUNDED, moves=moves, **values)


@pytest.mark.parametrize("kind", [None, *TYPES])
def test_the_requirements_before_phase_5_are_those_of_the_form(kind):
    assert keys(make_facts(ODDER, HORSENS, kind=kind, phase=4), 5) == BEFORE_5[kind]


@pytest.mark.parametrize("kind", [None, *TYPES])
def test_only_what_the_law_says_can_not_be_waived(kind):
    found = evaluate(make_facts(ODDER, HORSENS, kind=kind, phase=4), before_phase=5)
    assert [each.key for each in found if not each.waivable] == NOT_WAIVABLE[kind]


@pytest.mark.parametrize("kind", [None, *TYPES])
def test_the_requirements_of_the_earlier_phases_are_the_same_for_all_forms_but_one(kind):
    facts = make_facts(ODDER, HORSENS, kind=kind)
    assert keys(facts, 2) == ["management-support", "interested-municipality", "proposal"]
    assert keys(facts, 3) == ["participants-settled", "demarcation", "drivers", "roles-described", "core-programme"]
    only = ["municipalities-only"] if kind in ("section-60", "section-60a") else []
    rest = ["key-chosen", "start-capital", "resources", "seat", "business-case", "agreement-draft"]
    assert keys(facts, 4) == ["form-test", "organisation-type", *only, *rest]


def test_what_can_not_be_waived_has_its_basis_in_law_with_source_and_date():
    found = evaluate(make_facts(ODDER, HORSENS, kind="section-60", phase=4), before_phase=5)
    for each in (each for each in found if not each.waivable):
        assert each.legal["basis"] == "Loven § 1"
        assert (each.legal["source"], each.legal["last_checked"]) == ("Kilden", TODAY)
        assert each.legal["remark"] == "Dette er en tjekliste og ikke juridisk rådgivning."


def test_to_tell_the_authority_does_not_stop_a_section_60a():
    found = requirement(make_facts(ODDER, HORSENS, kind="section-60a", phase=4), "authority-orientation", 5)
    assert (found.met, found.blocking, found.stops) == (False, False, False)


## The three cases


def test_a_section_60_of_2013_names_its_three_founders_and_the_authority_of_its_day():
    facts = it_forsyningen()
    councils = requirement(facts, "statutes-adopted", 5)
    assert councils.missing == ("Ballerup", "Egedal", "Furesø")
    assert councils.why == (
        "Det er ikke registreret, at kommunalbestyrelsen i Ballerup, Egedal og Furesø vedtog vedtægterne."
    )
    assert requirement(facts, "authority-approval", 5).why == (
        "Det er ikke registreret, at Statsforvaltningen godkendte vedtægterne."
    )
    assert "Allerød" not in json.dumps([each.as_dict() for each in evaluate(facts, before_phase=5)], ensure_ascii=False)


def test_its_founders_are_named_when_they_have_adopted_too():
    founders = it_forsyningen().partners[:3]
    facts = it_forsyningen(recorded=recorded("statutes-adopted", *founders, on=dt.date(2013, 6, 30)))
    assert requirement(facts, "statutes-adopted", 5).why == (
        "Vedtægterne er vedtaget i kommunalbestyrelsen i Ballerup, Egedal og Furesø, senest 30. juni 2013."
    )


def test_a_section_60_begun_today_names_every_council_and_ankestyrelsen():
    facts = make_facts(ODDER, HORSENS, partner("Samsø"), kind="section-60", phase=4)
    assert requirement(facts, "statutes-adopted", 5).why == (
        "Vedtægterne mangler at blive vedtaget i kommunalbestyrelsen i Odder, Horsens og Samsø."
    )
    approval = requirement(facts, "authority-approval", 5)
    assert (approval.title, approval.why) == (
        "Ankestyrelsen har godkendt vedtægterne",
        "Ankestyrelsen mangler at godkende vedtægterne.",
    )


@pytest.mark.parametrize("kind", ["association", "agreement", "other"])
@pytest.mark.parametrize("phase", [4, 5])
def test_neither_councils_nor_the_authority_are_named_for_an_association_or_an_agreement(kind, phase):
    for each in evaluate(make_facts(ODDER, HORSENS, kind=kind, phase=phase)):
        said = " ".join((each.title, each.why, each.explanation, *each.fact_labels.values())).lower()
        assert "kommunalbestyrelse" not in said
        assert "ankestyrelsen" not in said
        assert "statsforvaltningen" not in said


## As of when


def test_an_authority_that_has_approved_is_the_one_of_that_day():
    facts = make_facts(
        ODDER, HORSENS, kind="section-60", phase=4, recorded=recorded("authority-approval", on=dt.date(2017, 3, 31))
    )
    assert requirement(facts, "authority-approval", 5).title == "Statsforvaltningen har godkendt vedtægterne"
    later = dataclasses.replace(facts, **decided(recorded("authority-approval", on=dt.date(2017, 4, 1))))
    assert requirement(later, "authority-approval", 5).why == "Ankestyrelsen godkendte vedtægterne den 1. april 2017."


def test_a_phase_not_reached_is_judged_today():
    assert judged_on(make_facts(ODDER, phase=3, founded_on=FOUNDED), 5) == TODAY


def test_a_phase_reached_is_judged_on_the_day_that_it_was_entered():
    moves = (
        Move(1, "started", None, 1, dt.date(2025, 1, 1)),
        Move(2, "forward", 1, 2, dt.date(2025, 2, 1)),
        Move(3, "forward", 2, 3, dt.date(2025, 3, 1)),
        Move(4, "back", 3, 2, dt.date(2025, 4, 1)),
        Move(5, "forward", 2, 3, dt.date(2025, 5, 1)),
    )
    facts = make_facts(ODDER, phase=3, moves=moves)
    assert [judged_on(facts, number) for number in (2, 3, 4)] == [
        dt.date(2025, 2, 1),
        dt.date(2025, 5, 1),
        TODAY,
    ]


def test_who_came_later_is_not_asked_about_what_was_before():
    moves = (Move(1, "forward", 4, 5, dt.date(2026, 2, 1)),)
    late = partner("Samsø", "participant", (dt.date(2026, 3, 1), "participant"))
    left = partner("Favrskov", "withdrawn", (LONG_AGO, "participant"), (dt.date(2026, 4, 1), "withdrawn"))
    facts = make_facts(ODDER, late, left, kind="agreement", phase=5, moves=moves)
    assert requirement(facts, "agreement-accepted", 5).missing == ("Odder", "Favrskov")


def test_when_it_is_not_known_who_took_part_nothing_is_met():
    late = partner("Samsø", "participant", (dt.date(2026, 3, 1), "participant"))
    facts = make_facts(late, kind="section-60", phase=5, founded_on=FOUNDED)
    found = requirement(facts, "statutes-adopted", 5)
    assert (found.met, found.why) == (False, "Det er ikke oplyst, hvilke kommuner der deltog den 1. juli 2013.")


def test_what_was_registered_is_judged_by_those_who_began_together():
    moves = (Move(1, "registered", None, 5, dt.date(2019, 6, 1)),)
    founders = [partner(name, "participant", (dt.date(2015, 1, 1), "participant")) for name in ("Odder", "Horsens")]
    facts = make_facts(*founders, kind="section-60", phase=5, moves=moves)
    assert judged_on(facts, 5) == dt.date(2015, 1, 1)
    assert requirement(facts, "authority-approval", 5).title == "Statsforvaltningen har godkendt vedtægterne"


def test_in_the_last_phase_nothing_is_required_next():
    assert next_requirements(make_facts(ODDER, HORSENS, phase=5)) == []
    assert [each.before_phase for each in next_requirements(make_facts(ODDER, phase=2))] == [3] * 5


## Waivers


def test_a_waived_requirement_stops_nothing_and_says_who_and_why():
    waived = {(2, "proposal"): Waived("Vi har talt sammen", "Koordinator", dt.date(2026, 11, 3))}
    found = requirement(make_facts(ODDER, waivers=waived), "proposal", 2)
    assert (found.met, found.waived, found.stops) == (False, True, False)
    assert found.why.endswith("Fraveget 3. november 2026 af Koordinator: Vi har talt sammen")


def test_a_waiver_of_what_the_law_demands_has_no_effect_even_if_it_were_written():
    written = {(5, key): Waived("x", "Nogen", TODAY) for key in NOT_WAIVABLE["section-60"]}
    found = evaluate(make_facts(ODDER, kind="section-60", phase=4, waivers=written), before_phase=5)
    assert [each.key for each in found if each.waived] == []


## Pure

days = st.dates(min_value=dt.date(2010, 1, 1), max_value=TODAY)
states = st.sampled_from(ParticipationState.values)
item_keys = [item.key for items in real_process().items.values() for item in items]
fact_keys = [key for each in real_process().requirements for key in each.parameters.get("facts", [])]
pairs = [(each.before_phase, each.key) for each in real_process().requirements]


@st.composite
def any_partner(draw, number):
    steps = sorted(draw(st.lists(st.tuples(days, states), min_size=0, max_size=4)))
    state = steps[-1][1] if steps else draw(states)
    return partner(f"Kommune {number}", state, *steps, described=draw(st.booleans()))


@st.composite
def any_facts(draw):
    partners = [draw(any_partner(number)) for number in range(draw(st.integers(0, 4)))]
    places = st.sampled_from([None, *(each.municipality_id for each in partners)])
    answers = st.dictionaries(
        st.tuples(st.sampled_from(item_keys), places), st.sampled_from(ChecklistItem.State.values)
    )
    records = st.dictionaries(st.tuples(st.sampled_from(fact_keys), places), st.one_of(st.none(), days))
    moves = st.lists(
        st.builds(
            Move, st.integers(1, 99), st.just("forward"), st.one_of(st.none(), st.integers(1, 5)),
            st.integers(1, 5), days,
        )
    )  # fmt: skip
    return make_facts(
        *partners,
        kind=draw(st.sampled_from([None, *TYPES])),
        phase=draw(st.integers(1, 5)),
        founded_on=draw(st.one_of(st.none(), days)),
        host_id=draw(places),
        demarcation=draw(st.text(max_size=5)),
        declared_member_count=draw(st.one_of(st.none(), st.integers(0, 9))),
        has_drivers=draw(st.booleans()),
        externals=tuple(draw(st.lists(st.builds(External, st.just("Region Nord"), days, st.one_of(st.none(), days))))),
        answers=draw(answers),
        recorded=draw(records),
        moves=tuple(draw(moves)),
        waivers=draw(st.dictionaries(st.sampled_from(pairs), st.just(Waived("Grund", "Nogen", TODAY)))),
        law=draw(st.sampled_from([make_facts().law, Law()])),
    )


@given(any_facts())
def test_judging_is_total_and_says_the_same_twice(facts):
    first = evaluate(facts)
    assert first == evaluate(facts)
    for each in first:
        assert isinstance(each, Requirement)
        assert each.why.strip()
        assert each.url.startswith("/samarbejder/proeve/")
        assert "{" not in each.why + each.title + each.explanation
        assert not (each.met and each.missing)
        assert not (each.waived and not each.waivable)
        assert json.loads(json.dumps(each.as_dict()))["key"] == each.key
