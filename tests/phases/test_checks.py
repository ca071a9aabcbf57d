"""Every check: what is met, what is missing, and the sentence that says so. No database."""

import datetime as dt

import pytest

from decisions.standing import Asked, Entry
from decisions.vocabulary import Outcome
from phases.checks import CHECKS
from phases.facts import External, Move
from phases.requirements import evaluate
from tests.phases.pure import (
    HORSENS,
    ODDER,
    TYPES,
    done,
    make_facts,
    partner,
    real_process,
    recorded,
    requirement,
)

INVITED = partner("Hedensted", "invited")


def test_every_check_is_used_and_every_requirement_has_one():
    assert {each.check_name for each in real_process().requirements} == set(CHECKS)


def test_an_item_that_is_done_meets_its_requirement():
    assert requirement(make_facts(ODDER, answers=done("s8")), "proposal", 2).met


@pytest.mark.parametrize("state", ["open", "started", "not-relevant"])
def test_an_item_in_any_other_state_does_not(state):
    found = requirement(make_facts(ODDER, answers=done("s8", state=state)), "proposal", 2)
    assert (found.met, found.why) == (False, "Oplægget til samarbejdet er ikke skrevet færdigt.")
    assert found.url == "/samarbejder/proeve/faser/1/punkter/s8/"


def test_a_host_municipality_is_a_seat():
    found = requirement(make_facts(ODDER, host_id=ODDER.municipality_id), "seat", 4)
    assert (found.met, found.why) == (True, "Værtskommunen er Odder.")


def test_a_seat_can_be_agreed_in_another_way():
    assert requirement(make_facts(ODDER, answers=done("k4")), "seat", 4).met
    assert not requirement(make_facts(ODDER), "seat", 4).met


@pytest.mark.parametrize("key", ["x-management", "v5"])
def test_management_is_appointed_or_a_host_chosen(key):
    assert requirement(make_facts(ODDER, answers=done(key)), "management-appointed", 5).met
    assert requirement(make_facts(ODDER, host_id=ODDER.municipality_id), "management-appointed", 5).met
    assert not requirement(make_facts(ODDER), "management-appointed", 5).met


def test_support_is_asked_of_each_municipality_that_takes_part_or_is_interested():
    interested = partner("Samsø", "interested")
    answers = {("s6", HORSENS.municipality_id): "done"}
    found = requirement(make_facts(ODDER, HORSENS, interested, INVITED, answers=answers), "management-support", 2)
    assert (found.met, found.missing) == (False, ("Odder", "Samsø"))
    assert found.why == "Opbakning fra ledelsen er ikke afklaret i Odder og Samsø."
    assert found.url == f"/samarbejder/proeve/faser/1/#punkt-s6-{ODDER.code}"


def test_support_is_there_when_each_has_said_so():
    answers = {("s6", each.municipality_id): "done" for each in (ODDER, HORSENS)}
    found = requirement(make_facts(ODDER, HORSENS, answers=answers), "management-support", 2)
    assert (found.met, found.why) == (True, "Ledelsen bakker op i Odder og Horsens.")


def test_support_of_nobody_is_no_support():
    assert requirement(make_facts(), "management-support", 2).why == "Ingen kommuner deltager endnu."


@pytest.mark.parametrize(("state", "met"), [("interested", True), ("participant", True), ("invited", False)])
def test_another_municipality_is_interested(state, met):
    assert requirement(make_facts(ODDER, partner("Horsens", state)), "interested-municipality", 2).met is met


def test_the_initiator_alone_is_no_other_municipality():
    found = requirement(make_facts(ODDER), "interested-municipality", 2)
    assert (found.met, found.url) == (False, "/samarbejder/proeve/deltagere/")


def test_participants_are_settled_when_two_take_part_and_nobody_owes_an_answer():
    assert requirement(make_facts(ODDER, HORSENS), "participants-settled", 3).met


def test_an_invitation_without_an_answer_is_missing():
    found = requirement(make_facts(ODDER, HORSENS, INVITED), "participants-settled", 3)
    assert (found.met, found.missing) == (False, ("Hedensted",))
    assert found.why == "Der mangler svar på invitationen fra Hedensted."


def test_one_municipality_is_too_few():
    found = requirement(make_facts(ODDER), "participants-settled", 3)
    assert found.why == "Mindst 2 kommuner skal deltage. Nu deltager Odder."


def test_a_demarcation_of_blanks_is_none():
    assert not requirement(make_facts(ODDER, demarcation="  \n"), "demarcation", 3).met
    assert requirement(make_facts(ODDER, demarcation="Kun drift"), "demarcation", 3).met


def test_a_driver_is_needed():
    assert requirement(make_facts(ODDER), "drivers", 3).why == "Vælg mindst én drivkraft."
    assert requirement(make_facts(ODDER, has_drivers=True), "drivers", 3).met


def test_every_participant_has_described_its_role():
    described = partner("Samsø", described=True)
    found = requirement(make_facts(ODDER, described, INVITED), "roles-described", 3)
    assert (found.met, found.missing) == (False, ("Odder",))
    assert requirement(make_facts(described), "roles-described", 3).met


def test_the_form_test_is_answered_before_phase_4_and_somewhere_else():
    found = requirement(make_facts(ODDER), "form-test", 4)
    assert (found.met, found.waivable, found.url) == (False, True, "/samarbejder/proeve/beslutninger/form/")
    answered = make_facts(ODDER, recorded=recorded("form-test"))
    assert requirement(answered, "form-test", 4).why == "Formprøven er besvaret 12. maj 2026."


def test_a_chosen_type_is_named():
    assert not requirement(make_facts(ODDER), "organisation-type", 4).met
    assert requirement(make_facts(ODDER, kind="agreement"), "organisation-type", 4).why == (
        "Organisationsformen er Form agreement."
    )


@pytest.mark.parametrize("kind", ["section-60", "section-60a"])
def test_a_region_can_not_take_part_in_either_section_60(kind):
    region = External("Region Midtjylland", dt.date(2026, 1, 1))
    found = requirement(make_facts(ODDER, HORSENS, kind=kind, externals=(region,)), "municipalities-only", 4)
    assert (found.met, found.waivable) == (False, False)
    assert found.why == "Kun kommuner kan deltage i denne form, men Region Midtjylland er med."


def test_a_party_that_has_left_is_no_hindrance():
    region = External("Region Midtjylland", dt.date(2026, 1, 1), dt.date(2026, 6, 1))
    assert requirement(make_facts(ODDER, HORSENS, kind="section-60", externals=(region,)), "municipalities-only", 4).met


def test_a_section_60_needs_two():
    assert not requirement(make_facts(ODDER, kind="section-60"), "municipalities-only", 4).met


def test_a_decision_is_missing_in_those_that_have_not_taken_it():
    facts = make_facts(ODDER, HORSENS, kind="section-60", phase=4, recorded=recorded("statutes-adopted", HORSENS))
    found = requirement(facts, "statutes-adopted", 5)
    assert (found.met, found.missing) == (False, ("Odder",))
    assert found.why == "Vedtægterne mangler at blive vedtaget i kommunalbestyrelsen i Odder."


def test_a_decision_of_all_is_met_with_the_day_of_the_last():
    facts = make_facts(
        ODDER,
        HORSENS,
        kind="section-60",
        phase=4,
        recorded=recorded("statutes-adopted", ODDER) | recorded("statutes-adopted", HORSENS, on=dt.date(2026, 6, 1)),
    )
    assert requirement(facts, "statutes-adopted", 5).why == (
        "Vedtægterne er vedtaget i kommunalbestyrelsen i Odder og Horsens, senest 1. juni 2026."
    )


def test_the_councils_of_a_section_60a_adopt_an_agreement():
    """The same fact, so that what was recorded holds when the form is chosen anew."""
    facts = make_facts(ODDER, HORSENS, kind="section-60a", phase=4, recorded=recorded("statutes-adopted", HORSENS))
    found = requirement(facts, "agreement-adopted", 5)
    assert (found.title, found.missing) == ("Hver kommunalbestyrelse har vedtaget aftalen", ("Odder",))
    assert found.why == "Aftalen mangler at blive vedtaget i kommunalbestyrelsen i Odder."
    assert found.fact_labels == {"statutes-adopted": "Aftalen er vedtaget"}
    said = [f"{each.title} {each.why} {each.explanation}" for each in evaluate(facts, before_phase=5)]
    assert [text for text in said if "vedtægt" in text.lower()] == []


def test_a_record_that_was_taken_back_counts_for_nothing():
    facts = make_facts(ODDER, kind="section-60", phase=4, recorded=recorded("statutes-adopted", ODDER, on=None))
    assert not requirement(facts, "statutes-adopted", 5).met


def test_a_municipality_that_only_was_invited_decides_nothing():
    facts = make_facts(
        ODDER, HORSENS, INVITED, kind="section-60", phase=4, recorded=recorded("statutes-adopted", ODDER, HORSENS)
    )
    assert requirement(facts, "statutes-adopted", 5).met


def test_no_start_cost_stands_in_for_an_appropriation():
    both = recorded("appropriation", ODDER) | recorded("no-start-cost", HORSENS)
    assert requirement(make_facts(ODDER, HORSENS, phase=4, recorded=both), "appropriations", 5).met
    one = requirement(
        make_facts(ODDER, HORSENS, phase=4, recorded=recorded("appropriation", ODDER)), "appropriations", 5
    )
    assert (one.met, one.missing, one.waivable) == (False, ("Horsens",), False)


def test_a_corrected_answer_decides_and_none_when_it_is_taken_back():
    where = ODDER.municipality_id
    given = Entry(1, where, Outcome.ADOPTED, dt.date(2026, 6, 1))
    none = Entry(2, where, Outcome.NOT_RELEVANT, dt.date(2026, 5, 1), corrects=1)
    gone = Entry(3, where, Outcome.TAKEN_BACK, corrects=2)

    def judged(*entries):
        asked = Asked("appropriation", may_be_irrelevant=True, entries=entries)
        return requirement(make_facts(ODDER, phase=4, questions=(asked,)), "appropriations", 5)

    assert "1. juni 2026" in judged(given).why
    assert "1. maj 2026" in judged(given, none).why
    assert not judged(given, none, gone).met


def test_what_was_decided_after_the_move_does_not_count_for_it():
    moved = (Move(1, "forward", 4, 5, dt.date(2026, 6, 1)),)
    for day, met in ((dt.date(2026, 6, 1), True), (dt.date(2026, 6, 2), False)):
        facts = make_facts(
            ODDER, kind="section-60", phase=5, moves=moved, recorded=recorded("authority-approval", on=day)
        )
        assert requirement(facts, "authority-approval", 5).met is met


def test_a_member_that_is_known_only_as_a_number_is_not_forgotten():
    facts = make_facts(
        ODDER, HORSENS, kind="association", phase=4, declared_member_count=3,
        recorded=recorded("membership-decided", ODDER, HORSENS),
    )  # fmt: skip
    found = requirement(facts, "membership-decided", 5)
    assert (found.met, found.why) == (False, "1 deltager er ikke kendt ved navn.")


def test_one_fact_of_the_whole_is_met_with_its_day():
    facts = make_facts(ODDER, HORSENS, kind="association", phase=4, recorded=recorded("general-assembly"))
    assert requirement(facts, "general-assembly", 5).why == (
        "Den stiftende generalforsamling vedtog vedtægterne den 12. maj 2026."
    )


@pytest.mark.parametrize("kind", TYPES)
def test_facts_of_the_right_kind_meet_everything_before_phase_5(kind):
    needed = [each.parameters["facts"][0] for each in real_process().requirements if "facts" in each.parameters]
    all_recorded = {(key, place): dt.date(2026, 5, 12) for key in needed for place in
                    (None, ODDER.municipality_id, HORSENS.municipality_id)}  # fmt: skip
    facts = make_facts(ODDER, HORSENS, kind=kind, phase=4, recorded=all_recorded, answers=done("x-management"))
    assert [each.key for each in evaluate(facts, before_phase=5) if not each.met] == []
