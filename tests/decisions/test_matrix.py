"""The table of municipalities by decisions: who stands where, what the sentence says, who has left."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from common.formats import long_date, short_date
from decisions.matrix import build_matrix
from decisions.services import plan_meeting
from tests import factories
from tests.clock import in_days
from tests.decisions.build import ask, decide, plan, publish

TODAY = timezone.localdate


@pytest.fixture
def three(section_60, hedensted):
    """Hedensted takes part as well."""
    section_60.participations.filter(municipality=hedensted).update(state="participant")
    return section_60


def names(matrix) -> list[str]:
    return [row.place.name for row in matrix.rows]


def head(matrix, key: str):
    return next(each for each in matrix.heads if each.column.asked.key == key)


def cell(matrix, place: str, key: str):
    row = next(each for each in (*matrix.rows, *matrix.left) if each.place.name == place)
    return row.cells[[each.column.asked.key for each in matrix.each].index(key)]


## Order


def test_who_misses_most_stands_first_and_equals_by_name(three, hedensted):
    decide(three, "principle-decision", hedensted)
    assert names(build_matrix(three)) == ["Horsens", "Odder", "Hedensted"]
    assert names(build_matrix(three, sort="kommune")) == ["Hedensted", "Horsens", "Odder"]


def test_who_meets_first_stands_first_and_who_does_not_meet_last(three, odder, horsens, koordinator):
    question = three.questions.filter(key="principle-decision")
    for place, days in ((odder, 9), (horsens, 3)):
        day = TODAY() + dt.timedelta(days=days)
        plan_meeting(list(question), municipality=place, body="council", date=day, actor=koordinator)
    assert names(build_matrix(three, sort="moede")) == ["Horsens", "Odder", "Hedensted"]


def test_an_order_that_nobody_offers_is_left_out(three, browser):
    page = browser.get(reverse("decisions:matrix", args=[three.slug]), {"orden": "tilfaeldig"})
    assert (page.status_code, names(page.context["matrix"])) == (200, ["Hedensted", "Horsens", "Odder"])


def test_who_misses_nothing_is_left_out_when_only_what_is_missing_is_asked_for(choose_form, odder, horsens, browser):
    collaboration = choose_form("section-60")
    ask(collaboration, "principle-decision")
    decide(collaboration, "principle-decision", odder)
    assert names(build_matrix(collaboration, only_missing=True)) == ["Horsens"]
    decide(collaboration, "principle-decision", horsens)
    page = browser.get(reverse("decisions:matrix", args=[collaboration.slug]), {"mangler": "on"}).content.decode()
    assert "Ingen mangler." in page


def test_what_all_have_decided_is_left_out_when_only_what_is_missing_is_asked_for(section_60, odder, horsens):
    for place in (odder, horsens):
        decide(section_60, "principle-decision", place)
    decide(section_60, "preliminary-approval", odder)
    whole, matrix = build_matrix(section_60), build_matrix(section_60, only_missing=True)
    assert "Principbeslutning" not in [each.title for each in matrix.each]
    assert (matrix.conclusion, matrix.total) == (whole.conclusion, whole.total)
    missing = {row.place.name: row.missing for row in matrix.rows}
    locked = sum(bool(each.column.locked_by) for each in matrix.each)
    assert missing == {"Horsens": len(matrix.each) - locked, "Odder": len(matrix.each) - locked - 1}


def test_while_something_is_locked_it_is_not_said_that_all_is_decided(section_60, odder, horsens, browser, slug):
    section_60.questions.filter(key="appointment").delete()
    for key in ("principle-decision", "preliminary-approval", "statutes-adopted", "appropriation"):
        for place in (odder, horsens):
            decide(section_60, key, place)
    page = browser.get(reverse("decisions:matrix", args=[slug]), {"mangler": "on"})
    assert "Alle kommuner har truffet alle beslutninger" not in page.content.decode()
    assert "Resten er låst og venter på en anden beslutning." in page.content.decode()
    assert page.context["matrix"].rows == ()


def test_nobody_is_missing_where_the_text_is_not_published(choose_form):
    collaboration = choose_form("section-60")
    ask(collaboration, "statutes-adopted", with_texts=True)
    assert build_matrix(collaboration).first_missing == ""
    publish(collaboration.texts.get())
    assert build_matrix(collaboration).first_missing == "Horsens og Odder mangler at beslutte “Vedtægter”."


def test_nobody_plans_what_the_authority_says(section_60, odder, horsens):
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place)
    matrix = build_matrix(section_60)
    assert [shown.label for _head, shown in matrix.once] == ["Ikke sendt"]
    open_ = [shown for row in matrix.rows for shown in row.cells if shown.label == "Ikke planlagt"]
    assert f" {len(open_)} er ikke planlagt." in matrix.conclusion


def test_what_the_authority_refuses_colours_the_sentence(section_60, odder, horsens):
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place)
    decide(section_60, "authority-approval", outcome="refused", remark="Formålet er for bredt")
    matrix = build_matrix(section_60)
    assert "1 er afvist." in matrix.conclusion
    assert matrix.colour == "red"


def test_after_the_committee_a_late_council_meeting_still_says_so(section_60, odder):
    section_60.rounds.update(deadline=TODAY() + dt.timedelta(days=5))
    for body, days in (("committee", -3), ("council", 30)):
        day = TODAY() + dt.timedelta(days=days)
        plan(section_60, "principle-decision", municipality=odder, body=body, date=day)
    shown = cell(build_matrix(section_60), "Odder", "principle-decision")
    assert (shown.note.endswith("efter fristen"), shown.colour) == (True, "yellow")


def test_without_a_meeting_of_who_decides_a_near_deadline_is_urgent(section_60, odder):
    section_60.rounds.update(deadline=TODAY() + dt.timedelta(days=5))
    plan(section_60, "principle-decision", municipality=odder, body="committee", date=TODAY() - dt.timedelta(days=3))
    shown = cell(build_matrix(section_60), "Odder", "principle-decision")
    assert (shown.label, shown.urgent, shown.colour) == ("Under behandling", True, "red")


def test_the_sentence_says_who_is_missing_first_and_by_when(section_60, odder, horsens):
    section_60.rounds.filter(position=1).update(deadline=TODAY() + dt.timedelta(days=9))
    decide(section_60, "statutes-adopted", odder)
    matrix = build_matrix(section_60)
    day = long_date(TODAY() + dt.timedelta(days=9))
    assert matrix.first_missing == f"Horsens mangler at beslutte “Vedtægter”. Fristen er {day}."
    assert matrix.conclusion.endswith(matrix.first_missing)
    section_60.rounds.filter(position=1).update(deadline=TODAY() - dt.timedelta(days=1))
    late = build_matrix(section_60)
    assert late.first_missing.endswith("er overskredet.")
    assert late.colour == "red"
    assert cell(late, "Horsens", "statutes-adopted").note.startswith("Fristen ")


def test_what_is_planned_after_its_deadline_or_with_another_body_says_so(section_60, odder, horsens, koordinator):
    section_60.rounds.update(deadline=in_days(10) - dt.timedelta(days=1))
    question = list(section_60.questions.filter(key="principle-decision"))
    plan_meeting(question, municipality=odder, body="council", date=in_days(10), actor=koordinator)
    plan_meeting(question, municipality=horsens, body="finance", date=in_days(10), actor=koordinator)
    matrix = build_matrix(section_60)
    shown = cell(matrix, "Odder", "principle-decision")
    assert (shown.note, shown.colour) == (f"{short_date(in_days(10))}, efter fristen", "yellow")
    assert cell(matrix, "Horsens", "principle-decision").note.startswith("Økonomiudvalget ")


## What the sentence says


def test_the_sentence_counts_what_is_taken_and_what_stands_in_the_way(three, statutes, odder, horsens):
    decide(three, "principle-decision", odder)
    decide(three, "principle-decision", horsens, outcome="reserved", remark="Prisen")
    decide(three, "statutes-adopted", odder)
    publish(statutes)
    matrix = build_matrix(three)
    total = 3 * len(matrix.each) + len(matrix.once)
    assert matrix.conclusion.startswith(f"1 af {total} beslutninger er truffet. 1 afventer en ny beslutning. ")
    assert "1 har forbehold eller ændringer." in matrix.conclusion
    assert matrix.colour == "red"


@pytest.mark.parametrize(
    ("outcome", "colour"),
    [("adopted", "grey"), ("reserved", "yellow"), ("changed", "yellow"), ("postponed", "yellow"), ("rejected", "red")],
)
def test_the_colour_is_that_of_the_worst_answer(section_60, odder, outcome, colour):
    decide(section_60, "principle-decision", odder, outcome=outcome, remark="Grund")
    assert build_matrix(section_60).colour == colour


def test_when_all_is_decided_the_sentence_says_only_that(choose_form, odder, horsens):
    collaboration = choose_form("section-60")
    ask(collaboration, "principle-decision")
    for place in (odder, horsens):
        decide(collaboration, "principle-decision", place)
    matrix = build_matrix(collaboration)
    assert (matrix.conclusion, matrix.colour) == ("Alle 2 beslutninger er truffet.", "green")


## Cells and heads


def test_a_yes_to_an_earlier_version_says_which_one_it_was(section_60, statutes, odder):
    decide(section_60, "statutes-adopted", odder)
    publish(statutes)
    shown = cell(build_matrix(section_60), "Odder", "statutes-adopted")
    assert (shown.label, shown.note, shown.colour) == ("Afventer ny beslutning", "Vedtog version 1", "red")


def test_what_waits_for_something_else_is_locked_says_for_what_and_opens_nothing(section_60):
    matrix = build_matrix(section_60)
    assert head(matrix, "accession").count == "Låst, venter på: Ankestyrelsen godkender"
    assert (cell(matrix, "Odder", "accession").label, cell(matrix, "Odder", "accession").url) == ("Låst", "")


def test_what_is_not_planned_is_urgent_when_the_deadline_is_near(section_60):
    question = section_60.questions.get(key="statutes-adopted")
    for days, urgent in ((200, False), (60, True), (-3, True)):
        section_60.rounds.filter(pk=question.round_id).update(deadline=TODAY() + dt.timedelta(days=days))
        shown = cell(build_matrix(section_60), "Odder", "statutes-adopted")
        assert (shown.urgent, shown.colour == "red") == (urgent, urgent)
        assert shown.note.startswith("Frist") is urgent


def test_reservations_stand_in_the_head(section_60, odder):
    decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen")
    shown = head(build_matrix(section_60), "principle-decision")
    assert shown.count == "0 af 2 · 1 forbehold"
    assert shown.segments == ("yellow", "open")


def test_the_authority_is_called_by_its_own_words(section_60, odder, horsens):
    ((_, before),) = build_matrix(section_60).once
    assert before.label == "Låst"
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place)
    ((_, open_),) = build_matrix(section_60).once
    decide(section_60, "authority-approval", outcome="sent")
    ((_, sent),) = build_matrix(section_60).once
    decide(section_60, "authority-approval")
    ((_, approved),) = build_matrix(section_60).once
    assert [open_.label, sent.label, approved.label] == ["Ikke sendt", "Sendt", "Godkendt"]


## Who has left, and coming meetings


def test_who_left_stands_last_with_its_date_and_does_not_count(section_60, samsoe, odder):
    """Samsø left on 1 June 2026 and had answered before; who left without an answer is not shown."""
    question = section_60.questions.get(key="principle-decision")
    assert build_matrix(section_60).left == ()
    factories.make_decision(question, samsoe, date=dt.date(2026, 5, 5))
    matrix = build_matrix(section_60)
    assert [(row.place.name, row.place.left_on) for row in matrix.left] == [("Samsø", dt.date(2026, 6, 1))]
    assert head(matrix, "principle-decision").count == "0 af 2"
    assert "Samsø" not in names(matrix)


def test_coming_meetings_stand_by_date_with_all_that_they_take_up(section_60, odder, horsens, koordinator):
    both = list(section_60.questions.filter(key__in=["principle-decision", "preliminary-approval"]))
    plan_meeting(both, municipality=odder, body="council", date=in_days(10), actor=koordinator)
    plan_meeting(both[:1], municipality=horsens, body="council", date=in_days(9), actor=koordinator)
    found = [(each.date, each.place.name, each.titles) for each in build_matrix(section_60).meetings()]
    assert found == [
        (in_days(10) - dt.timedelta(days=1), "Horsens", ["Principbeslutning"]),
        (in_days(10), "Odder", ["Principbeslutning", "Forhåndsgodkendelse"]),
    ]


def test_a_planned_meeting_that_was_held_waits_for_what_it_decided(section_60, odder, koordinator):
    yesterday = TODAY() - dt.timedelta(days=1)
    plan(section_60, "principle-decision", municipality=odder, date=yesterday, actor=koordinator)
    matrix = build_matrix(section_60)
    assert cell(matrix, "Odder", "principle-decision").label == "Under behandling"
    assert matrix.meetings() == []


def test_a_collaboration_that_asks_nothing_says_what_to_do(choose_form, browser):
    page = browser.get(reverse("decisions:matrix", args=[choose_form(None).slug])).content.decode()
    assert "Organisationsformen afgør, hvilke beslutninger kommunerne skal træffe." in page


def test_after_the_committee_the_council_is_still_to_come(section_60, odder, koordinator):
    for body, days in (("committee", -3), ("finance", 4), ("council", 10)):
        day = TODAY() + dt.timedelta(days=days)
        plan(section_60, "principle-decision", municipality=odder, body=body, date=day, actor=koordinator)
    matrix = build_matrix(section_60)
    assert cell(matrix, "Odder", "principle-decision").label == "Under behandling"
    coming = [TODAY() + dt.timedelta(days=days) for days in (4, 10)]
    assert [(each.date, each.body) for each in matrix.meetings()] == list(
        zip(coming, ("finance", "council"), strict=True)
    )
    row = next(each for each in matrix.rows if each.place.name == "Odder")
    assert row.next_meeting == coming[0]


def test_a_reservation_stays_in_the_head_while_its_lifting_is_planned(section_60, odder, koordinator):
    decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen")
    question = list(section_60.questions.filter(key="principle-decision"))
    plan_meeting(question, municipality=odder, body="council", date=in_days(10), actor=koordinator)
    assert head(build_matrix(section_60), "principle-decision").count == "0 af 2 · 1 forbehold"
    assert "1 har forbehold eller ændringer." in build_matrix(section_60).conclusion
