"""Writing down what was decided: what is written, what is refused with which reason, and two people at once."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from decisions.models import Decision
from decisions.pages import build_cell_page, decisions_of
from decisions.reading import questions_of
from decisions.services import (
    Answer,
    Meeting,
    Overtaken,
    change_question,
    correct_decision,
    lift_reservation,
    newest_entry,
    plan_meeting,
    record_decisions,
    take_back_decision,
)
from decisions.standing import State
from tests import factories
from tests.clock import in_days
from tests.decisions.build import decide, plan, publish

ONE_DAY = dt.timedelta(days=1)

TODAY = timezone.localdate


def state(collaboration, key, municipality):
    question = next(each for each in questions_of(collaboration, for_pages=True) if each.key == key)
    return question.cell(municipality.pk if municipality else None, TODAY())


## Written


def test_an_entry_says_who_decided_what_and_where_it_can_be_read(section_60, kontakt, odder):
    row = decide(
        section_60, "principle-decision", odder, actor=kontakt, date=dt.date(2026, 5, 12), case_number=" 26/1 ",
        dissent="Liste B var imod.", link="https://www.odder.dk/referat",
    )  # fmt: skip
    assert (row.case_number, row.dissent, row.by_coordinator) == ("26/1", "Liste B var imod.", False)
    entry = section_60.activity.first()
    assert (entry.text, entry.kind, entry.on_behalf_of) == (
        "Odder: Principbeslutning: vedtaget 12. maj 2026.", "decision", odder,
    )  # fmt: skip


def test_what_a_coordinator_writes_is_marked_as_on_the_municipalitys_behalf(section_60, koordinator, odder):
    assert decide(section_60, "principle-decision", odder, actor=koordinator).by_coordinator


def test_one_meeting_answers_several_questions_or_none(section_60, koordinator, odder):
    principle, statutes = (section_60.questions.get(key=key) for key in ("principle-decision", "statutes-adopted"))
    answers = [Answer(principle, "adopted"), Answer(statutes, "adopted")]  # the second lacks its version
    with pytest.raises(DomainError, match="Vælg den version"), transaction.atomic():
        record_decisions(
            section_60, municipality=odder, meeting=Meeting(date=TODAY()), answers=answers, actor=koordinator
        )
    assert Decision.objects.count() == 0


def test_history_is_never_rewritten(section_60, odder):
    row = decide(section_60, "principle-decision", odder)
    for rewrite in (row.save, row.delete, lambda: Decision.objects.update(remark="x"), Decision.objects.all().delete):
        with pytest.raises(HistoryIsImmutable):
            rewrite()


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "taken-back"},
        {"date": None},
        {"outcome": "reserved"},
        {"outcome": "lifted"},
        {"outcome": "taken-back", "date": None},
    ],
)
def test_the_database_refuses_what_makes_no_sense(section_60, odder, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_decision(section_60.questions.first(), odder, **wrong)


## Refused


@pytest.mark.parametrize("body", ["finance", "committee", "directors", "mayor", "other"])
@pytest.mark.parametrize("outcome", ["adopted", "rejected", "postponed"])
def test_in_a_section_60_only_the_council_answers_what_binds(section_60, odder, body, outcome):
    with pytest.raises(DomainError, match=r"Kun kommunalbestyrelsen kan beslutte “Principbeslutning”") as refused:
        decide(section_60, "principle-decision", odder, body=body, outcome=outcome)
    assert "(Kommunestyrelsesloven §\u00a060" in str(refused.value)


def test_in_an_agreement_the_parties_say_who_decides(choose_form, odder, koordinator):
    collaboration = choose_form("agreement")
    assert decide(collaboration, "agreement-accepted", odder, body="directors").pk
    question = collaboration.questions.get(key="agreement-accepted")
    change_question(question, version=1, actor=koordinator, bodies=["council"])
    with pytest.raises(DomainError, match="besluttes af: Kommunalbestyrelsen"):
        decide(collaboration, "agreement-accepted", odder, body="directors")
    assert not state(collaboration, "agreement-accepted", odder).counts


def test_an_orientation_is_noted_by_any_body_and_a_decision_by_none(choose_form, odder):
    collaboration = choose_form("association")
    assert decide(collaboration, "orientation", odder, body="committee", outcome="noted").pk
    with pytest.raises(DomainError, match="Taget til efterretning"):
        decide(collaboration, "membership-decided", odder, outcome="noted")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"date": partial(in_days, 1)}, "Mødedatoen er i fremtiden"),
        ({"date": dt.date(26, 5, 12)}, "mellem 1970 og 2100"),
        ({"outcome": "reserved"}, "Skriv forbeholdet"),
        ({"outcome": "changed"}, "hvad der blev ændret"),
        ({"outcome": "not-relevant"}, "ikke er relevant"),
        ({"outcome": "approved"}, "et andet udfald"),
    ],
)
def test_what_can_not_be_is_refused_with_its_reason(section_60, odder, values, says):
    values = {name: value() if callable(value) else value for name, value in values.items()}
    with pytest.raises(DomainError, match=says):
        decide(section_60, "principle-decision", odder, **values)


def test_a_version_that_was_published_after_the_meeting_can_not_have_been_adopted(section_60, statutes, odder):
    newer = publish(statutes)
    with pytest.raises(DomainError, match="altså efter mødet"):
        decide(section_60, "statutes-adopted", odder, version=newer, date=TODAY() - dt.timedelta(days=3))


def test_a_version_of_another_text_is_refused(section_60, odder):
    other = factories.make_collaboration("Et andet")
    theirs = publish(other.texts.create(kind="statutes", title="Deres"))
    with pytest.raises(DomainError, match="en anden tekst"):
        decide(section_60, "statutes-adopted", odder, version=theirs)


def test_a_municipality_that_does_not_take_part_decides_nothing(section_60):
    with pytest.raises(DomainError, match="Favrskov deltager ikke"):
        decide(section_60, "principle-decision", factories.make_municipality("Favrskov"))


def test_what_one_decided_while_it_took_part_may_be_written_afterwards(section_60, samsoe):
    assert decide(section_60, "principle-decision", samsoe, date=dt.date(2026, 3, 1)).pk


def test_each_question_belongs_to_municipalities_or_is_answered_once(section_60, odder):
    for key, place in (("principle-decision", None), ("authority-approval", odder)):
        with pytest.raises(DomainError, match="Vælg den kommune"):
            decide(section_60, key, place, outcome="adopted", body="council")


def test_nothing_is_decided_under_a_law_that_was_not_there_yet(choose_form, odder):
    """§ 60 a began on 1 July 2018."""
    collaboration = choose_form("section-60a")
    with pytest.raises(DomainError, match=r"gjaldt ikke 30\. juni 2018"):
        decide(collaboration, "principle-decision", odder, date=dt.date(2018, 6, 30))
    assert decide(collaboration, "principle-decision", odder, date=dt.date(2018, 7, 1)).pk


def test_a_locked_question_waits_for_what_it_requires(section_60, odder, horsens):
    with pytest.raises(DomainError, match="er låst, indtil “Vedtægter”"):
        decide(section_60, "authority-approval")
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place)
    assert decide(section_60, "authority-approval").pk
    assert decide(section_60, "accession", odder).pk


## Corrections and reservations


def test_a_correction_is_a_new_entry_with_its_reason(section_60, koordinator, odder):
    row = decide(section_60, "principle-decision", odder, date=dt.date(2026, 5, 12))
    values = {"meeting": Meeting(date=dt.date(2026, 5, 13)), "answer": Answer(row.question, "adopted")}
    with pytest.raises(DomainError, match="Skriv, hvorfor"):
        correct_decision(row, **values, reason=" ", actor=koordinator)
    again = correct_decision(row, **values, reason="Forkert dag", actor=koordinator)
    assert state(section_60, "principle-decision", odder).entry.pk == again.pk
    with pytest.raises(Overtaken) as overtaken:
        correct_decision(row, **values, reason="Igen", actor=koordinator)
    assert overtaken.value.entries == (again,)


def test_what_is_taken_back_holds_no_longer(section_60, koordinator, odder):
    row = decide(section_60, "principle-decision", odder)
    gone = take_back_decision(row, reason="Forkert kommune", actor=koordinator)
    assert state(section_60, "principle-decision", odder).state == State.NOT_PLANNED
    with pytest.raises(DomainError, match="allerede trukket tilbage"):
        take_back_decision(gone, reason="Igen", actor=koordinator)


def test_a_reservation_is_lifted_by_a_body_that_may_decide_and_not_before_the_decision(section_60, koordinator, odder):
    row = decide(
        section_60, "principle-decision", odder, outcome="reserved", remark="Prisen", date=dt.date(2026, 5, 12)
    )
    lift = {"actor": koordinator}
    with pytest.raises(DomainError, match="Kun kommunalbestyrelsen"):
        lift_reservation(row, meeting=Meeting(date=TODAY(), body="finance"), **lift)
    with pytest.raises(DomainError, match="før beslutningen blev truffet"):
        lift_reservation(row, meeting=Meeting(date=dt.date(2026, 5, 11)), **lift)
    lift_reservation(row, meeting=Meeting(date=dt.date(2026, 6, 1)), **lift)
    assert state(section_60, "principle-decision", odder).since == dt.date(2026, 6, 1)
    with pytest.raises(DomainError, match="allerede hævet"):
        lift_reservation(row, meeting=Meeting(date=TODAY()), **lift)


def test_a_reservation_that_was_lifted_and_then_put_right_is_lifted_once(section_60, koordinator, odder):
    may = dt.date(2026, 5, 12)
    row = decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen", date=may)
    lifting = lift_reservation(row, meeting=Meeting(date=dt.date(2026, 6, 1)), actor=koordinator)
    put_right = {"reason": "Forkert punkt", "actor": koordinator}
    held = Answer(row.question, "reserved", remark="Prisen i 2027")
    again = correct_decision(row, meeting=Meeting(date=may), answer=held, **put_right)
    with pytest.raises(DomainError, match="allerede hævet"):
        lift_reservation(again, meeting=Meeting(date=TODAY()), actor=koordinator)
    for meeting, said in (
        (Meeting(date=dt.date(2026, 6, 2)), held),
        (Meeting(date=may), Answer(row.question, "adopted")),
    ):
        with pytest.raises(DomainError, match=r"hævet 1\. juni 2026\. Fortryd først"):
            correct_decision(again, meeting=meeting, answer=said, **put_right)
    assert state(section_60, "principle-decision", odder).since == dt.date(2026, 6, 1)
    take_back_decision(lifting, reason="Forkert møde", actor=koordinator)
    correct_decision(again, meeting=Meeting(date=may), answer=Answer(row.question, "adopted"), **put_right)
    assert state(section_60, "principle-decision", odder).since == may


def test_a_reservation_that_was_put_right_meanwhile_is_not_lifted(section_60, koordinator, odder):
    row = decide(
        section_60, "principle-decision", odder, outcome="reserved", remark="Prisen", date=dt.date(2026, 5, 12)
    )
    seen = decisions_of(section_60).get(pk=row.pk)
    again = Answer(row.question, "reserved", remark="Prisen og navnet")
    correct_decision(row, meeting=Meeting(date=row.date), answer=again, reason="Mere", actor=koordinator)
    with pytest.raises(DomainError, match="intet forbehold"):
        lift_reservation(seen, meeting=Meeting(date=TODAY()), actor=koordinator)


def test_a_correction_does_not_go_past_what_was_locked_on_that_day(section_60, koordinator, odder, horsens):
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place, date=dt.date(2026, 3, 1))
    decide(section_60, "authority-approval", date=dt.date(2026, 5, 1))
    row = decide(section_60, "accession", odder, date=dt.date(2026, 6, 1))
    same = {"answer": Answer(row.question, "adopted", item_number="7"), "reason": "Punktet", "actor": koordinator}
    again = correct_decision(row, meeting=Meeting(date=row.date), **same)
    with pytest.raises(DomainError, match="er låst, indtil"):
        correct_decision(again, meeting=Meeting(date=dt.date(2026, 4, 1)), **same)


def test_to_take_back_a_correction_takes_back_what_it_put_right(section_60, koordinator, odder):
    decide(section_60, "principle-decision", odder, outcome="rejected", date=dt.date(2026, 5, 1))
    row = decide(section_60, "principle-decision", odder, date=dt.date(2026, 5, 12))
    values = {"meeting": Meeting(date=dt.date(2026, 5, 13)), "answer": Answer(row.question, "adopted")}
    again = correct_decision(row, **values, reason="Forkert dag", actor=koordinator)
    take_back_decision(again, reason="Forkert kommune", actor=koordinator)
    assert state(section_60, "principle-decision", odder).state == State.REJECTED


def test_the_history_says_that_a_lifting_fell_with_its_reservation(section_60, koordinator, odder):
    row = decide(
        section_60, "principle-decision", odder, outcome="reserved", remark="Prisen", date=dt.date(2026, 5, 12)
    )
    lifting = lift_reservation(row, meeting=Meeting(date=dt.date(2026, 6, 1)), actor=koordinator)
    held = Answer(row.question, "reserved", remark="Prisen i 2027")
    again = correct_decision(row, meeting=Meeting(date=row.date), answer=held, reason="Ord", actor=koordinator)
    assert build_cell_page(section_60, row.question, odder).void == {row.pk}
    take_back_decision(again, reason="Forkert kommune", actor=koordinator)
    assert build_cell_page(section_60, row.question, odder).void == {row.pk, again.pk, lifting.pk}


def test_a_correction_keeps_the_source(section_60, koordinator, odder):
    row = decide(section_60, "principle-decision", odder, source="Referat af 12. maj")
    values = {"meeting": Meeting(date=row.date), "answer": Answer(row.question, "rejected")}
    assert correct_decision(row, **values, reason="Forkert", actor=koordinator).source == "Referat af 12. maj"


def test_what_has_no_reservation_can_not_be_lifted(section_60, koordinator, odder):
    row = decide(section_60, "principle-decision", odder)
    with pytest.raises(DomainError, match="intet forbehold"):
        lift_reservation(row, meeting=Meeting(date=TODAY()), actor=koordinator)


## Two people at once


def test_the_second_sees_what_the_first_wrote_and_loses_nothing(section_60, koordinator, kontakt, odder):
    question = section_60.questions.get(key="principle-decision")
    seen = newest_entry([question], odder)
    first = decide(section_60, "principle-decision", odder, actor=kontakt, outcome="rejected")
    values = {"municipality": odder, "meeting": Meeting(date=TODAY()), "answers": [Answer(question, "adopted")]}
    with pytest.raises(Overtaken) as overtaken:
        record_decisions(section_60, **values, seen=seen, actor=koordinator)
    assert overtaken.value.entries == (first,)
    record_decisions(section_60, **values, seen=newest_entry([question], odder), actor=koordinator)
    assert state(section_60, "principle-decision", odder).counts


def test_what_others_write_about_other_municipalities_is_no_matter(section_60, koordinator, odder, horsens):
    question = section_60.questions.get(key="principle-decision")
    decide(section_60, "principle-decision", horsens)
    values = {"meeting": Meeting(date=TODAY()), "answers": [Answer(question, "adopted")], "seen": 0}
    assert record_decisions(section_60, municipality=odder, **values, actor=koordinator)


## Plans


def test_a_question_is_planned_moved_and_taken_off(section_60, koordinator, odder):
    question = section_60.questions.get(key="principle-decision")
    where = {"municipality": odder, "actor": koordinator}
    for date, shown in ((TODAY() + dt.timedelta(days=9), State.PLANNED), (TODAY() - ONE_DAY, State.UNDER_WAY)):
        plan(section_60, "principle-decision", date=date, **where)
        assert state(section_60, "principle-decision", odder).state == shown
    plan_meeting([question], body="council", date=None, **where)
    assert state(section_60, "principle-decision", odder).state == State.NOT_PLANNED
    with pytest.raises(DomainError, match="er ikke planlagt i økonomiudvalget"):
        plan_meeting([question], body="finance", date=None, **where)


def test_a_meeting_that_has_been_is_written_down_and_not_planned(section_60, koordinator, odder):
    question = section_60.questions.get(key="principle-decision")
    with pytest.raises(DomainError, match="Mødedatoen er passeret"):
        plan_meeting([question], municipality=odder, body="council", date=TODAY() - ONE_DAY, actor=koordinator)


## The page of one answer


def test_the_page_of_an_answer_shows_what_holds_and_everything_that_was_written(section_60, koordinator, odder):
    row = decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen")
    lift_reservation(row, meeting=Meeting(date=TODAY()), actor=koordinator)
    page = build_cell_page(section_60, row.question, odder)
    assert (page.entry, page.lifted.outcome, page.can_be_lifted, len(page.entries)) == (row, "lifted", False, 2)
