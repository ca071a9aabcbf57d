"""The checklist is computed: which points there are, what they show, what is hidden and kept."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from phases.checklist import build_checklist, find_row
from phases.models import ChecklistItem, Waiver
from tests import factories


def keys(rows) -> list[str]:
    return [row.template.key for row in rows]


def phase_of(collaboration, number):
    return build_checklist(collaboration, number).phases[0]


def answer(collaboration, template, state="done", municipality=None, **values):
    return ChecklistItem.objects.create(
        collaboration=collaboration, template=template, state=state, municipality=municipality, **values
    )


def test_untouched_points_are_open_without_any_row(collaboration):
    phase = phase_of(collaboration, 1)
    assert {row.state for row in phase.rows} == {"open", "done"}
    assert keys(phase.finished) == ["s7"]  # Odder takes part beside Horsens
    assert ChecklistItem.objects.count() == 0


def test_a_point_of_each_municipality_stands_for_those_that_take_part_or_are_interested(collaboration, hedensted):
    collaboration.participations.filter(municipality=hedensted).update(state="interested")
    names = [row.municipality.name for row in phase_of(collaboration, 1).rows if row.template.key == "s6"]
    assert names == ["Hedensted", "Horsens", "Odder"]


def test_all_five_phases_are_built_when_none_is_named(collaboration):
    checklist = build_checklist(collaboration)
    assert [phase.number for phase in checklist.phases] == [1, 2, 3, 4, 5]
    assert checklist.total == sum(phase.total for phase in checklist.phases)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (None, set()),
        ("section-60", {"v2", "v3"}),
        ("section-60a", {"x-adopt-agreement", "x-notify-agreement"}),
        ("association", {"v1", "v6"}),
        ("agreement", {"v7"}),
        ("company", set()),
        ("other", {"v7"}),
    ],
)
def test_points_vary_with_the_form(choose_type, kind, shown):
    phase = phase_of(choose_type(kind), 4)
    special = {"v1", "v2", "v3", "v6", "v7", "x-adopt-agreement", "x-notify-agreement"}
    assert set(keys(phase.rows)) & special == shown
    assert set(keys(phase.hidden)) == special - shown


def test_what_was_answered_on_a_point_that_is_hidden_is_kept(choose_type, item, odder):
    collaboration = choose_type("association")
    answer(collaboration, item("a9"), municipality=odder, note="Orienteret den 3. maj")
    choose_type("agreement")
    hidden = [row for row in phase_of(collaboration, 2).hidden if row.was_touched]
    assert [(row.template.key, row.municipality.name, row.answer.note) for row in hidden] == [
        ("a9", "Odder", "Orienteret den 3. maj")
    ]
    assert find_row(build_checklist(choose_type("association"), 2), "a9", odder.code).is_done


def test_the_answer_of_a_municipality_that_left_is_kept(collaboration, item, samsoe):
    answer(collaboration, item("s6"), municipality=samsoe, note="Direktionen sagde ja")
    phase = phase_of(collaboration, 1)
    assert ("s6", "Samsø") not in [(row.template.key, row.municipality and row.municipality.name) for row in phase.rows]
    assert [row.text for row in phase.hidden if row.was_touched] == ["Få jeres egen ledelses opbakning (Samsø)"]


def test_progress_counts_what_is_relevant(collaboration, item):
    before = phase_of(collaboration, 1)
    answer(collaboration, item("s1"))
    answer(collaboration, item("s2"), state="started")
    answer(collaboration, item("s14"), state="not-relevant", reason="Vi har gjort det før")
    after = phase_of(collaboration, 1)
    assert (after.done - before.done, after.total - before.total) == (1, -1)


def test_a_point_of_a_requirement_has_no_truth_of_its_own(choose_type, item, odder, horsens):
    collaboration = choose_type("section-60")
    row = find_row(build_checklist(collaboration, 4), "v2")
    assert (row.state, row.url) == ("open", f"/samarbejder/{collaboration.slug}/beslutninger/")
    question = factories.make_question(collaboration, "statutes-adopted")
    for municipality in (odder, horsens):
        factories.make_decision(question, municipality, date=dt.date(2026, 5, 1))
    assert find_row(build_checklist(collaboration, 4), "v2").is_done


def test_a_waived_requirement_shows_as_waived_and_does_not_count(collaboration, koordinator):
    before = phase_of(collaboration, 2).total
    Waiver.objects.create(
        collaboration=collaboration, before_phase=3, requirement="drivers", reason="x", given_by=koordinator
    )
    phase = phase_of(collaboration, 2)
    row = next(row for row in phase.rows if row.template.key == "a4")
    assert (row.state_label, row.is_done, phase.total) == ("Fraveget", False, before - 1)


def test_a_deadline_is_overdue_the_day_after_and_only_while_the_point_is_open(collaboration, item):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    row = answer(collaboration, item("s1"), state="started", due=yesterday)
    assert find_row(build_checklist(collaboration, 1), "s1").is_overdue
    row.state = "done"
    row.save()
    assert not find_row(build_checklist(collaboration, 1), "s1").is_overdue


def test_the_queries_do_not_grow_with_answers_and_municipalities(collaboration, item, odder):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert [row.text for row in build_checklist(collaboration).rows]
        return len(captured)

    before = queries()
    for key in ("s1", "s2", "s3", "s4", "s5", "a1", "a2", "k2", "k3"):
        answer(collaboration, item(key), owner=factories.make_user(), changed_by=factories.make_user())
    for _ in range(10):
        place = factories.make_municipality()
        factories.make_participation(collaboration, place)
        answer(collaboration, item("s6"), municipality=place)
    assert queries() == before
