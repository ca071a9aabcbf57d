"""To plan a follow-up, and to write one down."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from collaborations.models import ActivityEntry
from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from followup import services
from followup.areas import areas_of
from followup.deadlines import latest_evaluation
from followup.models import FollowUp, Plan
from followup.vocabulary import Subject
from tests.clock import in_days

pytestmark = pytest.mark.django_db


def test_a_plan_has_a_date_and_a_role(collaboration, planned):
    plan = planned("quality", days=10)
    area = areas_of(collaboration)[Subject.QUALITY]
    assert (area.due, area.responsible, area.last) == (plan.next_date, "Styregruppens formand", None)
    assert ActivityEntry.objects.first().text.startswith("Kvalitet: næste opfølgning er ")


def test_the_newest_plan_holds_and_the_one_before_stays(collaboration, planned):
    planned("economy", days=10)
    planned("economy", days=20)
    assert areas_of(collaboration)[Subject.ECONOMY].due == in_days(20)
    assert Plan.objects.count() == 2


def test_the_same_plan_twice_is_one(planned):
    assert planned("economy") == planned("economy")


def test_a_plan_for_a_day_that_is_past_is_refused(planned):
    with pytest.raises(DomainError, match="Den næste dato er gået"):
        planned("form", days=-1)


@pytest.mark.parametrize("role", ["", "  ", "anna@example.org", "Ring 12 34 56 78", "x" * 81])
def test_what_is_no_role_is_refused(planned, role):
    with pytest.raises(DomainError):
        planned("form", responsible=role)


def test_an_evaluation_is_planned_at_most_two_years_ahead(collaboration, koordinator):
    latest = latest_evaluation(timezone.localdate())
    said = {"subject": "evaluation", "responsible": "Koordinator", "actor": koordinator}
    with pytest.raises(DomainError, match="højst gå 24 måneder"):
        services.plan_follow_up(collaboration, next_date=latest + dt.timedelta(days=1), **said)
    assert services.plan_follow_up(collaboration, next_date=latest, **said).next_date == latest


def test_a_plan_that_somebody_else_made_meanwhile_is_said(collaboration, koordinator, planned):
    planned("economy", days=10)
    with pytest.raises(DomainError, match="Imens er næste opfølgning planlagt"):
        services.plan_follow_up(
            collaboration,
            subject="economy",
            next_date=in_days(3),
            responsible="Koordinator",
            seen=0,
            actor=koordinator,
        )


def test_a_follow_up_moves_the_plan_on(collaboration, planned, held):
    planned("quality", days=0)
    held("quality", next_date=in_days(90), responsible="Projektleder")
    area = areas_of(collaboration)[Subject.QUALITY]
    assert (area.due, area.responsible, area.last.light) == (in_days(90), "Projektleder", "green")


def test_the_last_one_is_the_last_that_was_held(collaboration, held):
    """One that was held earlier may be written down later."""
    held("quality", days=1, light="red", reason="Ventetiden er fordoblet.")
    held("quality", days=30)
    assert areas_of(collaboration)[Subject.QUALITY].is_red


def test_one_that_is_written_down_after_a_later_one_plans_nothing(collaboration, held):
    held("quality", days=1, next_date=in_days(60), responsible="Projektleder")
    assert held("quality", days=30, next_date=None, responsible="").next_date is None
    assert held("quality", days=40, next_date=in_days(9)).next_date == in_days(9)
    area = areas_of(collaboration)[Subject.QUALITY]
    assert (area.due, area.responsible, Plan.objects.count()) == (in_days(60), "Projektleder", 1)


def test_a_plan_by_somebody_else_is_no_matter_for_one_that_plans_nothing(held):
    held("quality", days=1)
    assert held("quality", days=30, next_date=None, responsible="", seen=0).pk


@pytest.mark.parametrize(("days", "due"), [(60, 60), (-9, -3)])
def test_a_next_date_that_has_passed_takes_the_place_of_no_later_plan(collaboration, koordinator, held, days, due):
    """It was planned by who knew more; where nothing later is planned the day that has passed is what is late."""
    said = {"subject": "quality", "next_date": in_days(days), "responsible": "Projektleder"}
    services.plan_follow_up(collaboration, **said, actor=koordinator, at=timezone.now() - dt.timedelta(days=90))
    held("quality", days=30, next_date=in_days(-3))
    assert areas_of(collaboration)[Subject.QUALITY].due == in_days(due)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"light": "red"}, "Skriv en begrundelse"),
        ({"light": "yellow", "reason": "  "}, "Skriv en begrundelse"),
        ({"light": "blue"}, "Vælg, om det er"),
        ({"observed": " "}, "Skriv, hvad I så"),
        ({"adapted": "Vi mødes oftere."}, "Skriv, hvorfor I retter det til"),
        ({"next_date": None}, "Skriv, hvornår I følger op næste gang"),
        ({"days": -1}, "Datoen ligger i fremtiden"),
        ({"responsible": ""}, "hvilken rolle"),
        ({"reason": "x" * 141, "light": "red"}, "højst fylde 140"),
    ],
)
def test_what_is_left_out_is_said_and_nothing_is_kept(held, values, sentence):
    with pytest.raises(DomainError, match=sentence):
        held("economy", **values)
    assert not FollowUp.objects.exists()
    assert not Plan.objects.exists()


def test_the_next_one_comes_after_this_one(held):
    with pytest.raises(DomainError, match="skal ligge efter"):
        held("economy", days=5, next_date=in_days(-5))


def test_an_adaptation_is_kept_with_its_reason_and_the_next_evaluation(held):
    made = held("evaluation", adapted="Vi mødes hver måned.", why="Sager ventede.", next_date=in_days(700))
    assert (made.adapted, made.why, made.next_date) == ("Vi mødes hver måned.", "Sager ventede.", in_days(700))
    assert "Tilpasning: Vi mødes hver måned. Fordi: Sager ventede." in "".join(
        ActivityEntry.objects.values_list("text", flat=True)
    )


def test_the_next_evaluation_is_at_most_two_years_after_this_one(held):
    latest = latest_evaluation(in_days(-1))
    with pytest.raises(DomainError, match="højst gå 24 måneder"):
        held("evaluation", next_date=latest + dt.timedelta(days=1))
    assert held("evaluation", next_date=latest).next_date == latest


def test_other_subjects_may_wait_longer(held):
    assert held("economy", next_date=in_days(1000)).next_date == in_days(1000)


def test_a_button_pressed_twice_writes_once(held):
    assert held("form").pk == held("form").pk


def test_an_evaluation_that_nobody_planned_is_due_two_years_after_the_start(collaboration):
    collaboration.operating_from = in_days(-800)
    area = areas_of(collaboration)[Subject.EVALUATION]
    assert (area.is_overdue, area.due) == (True, latest_evaluation(in_days(-800)))


def test_a_plan_does_not_push_a_late_evaluation(collaboration, planned):
    collaboration.operating_from = in_days(-800)
    planned("evaluation", days=100)
    area = areas_of(collaboration)[Subject.EVALUATION]
    assert (area.is_overdue, area.is_pulled_forward) == (True, True)


def test_what_a_source_tells_of_is_nobodys_to_evaluate(collaboration):
    collaboration.operating_from, collaboration.origin = in_days(-800), "source"
    assert areas_of(collaboration)[Subject.EVALUATION].due is None


def test_history_is_not_rewritten(planned, held):
    plan, row = planned("form"), held("economy")
    for each in (plan, row):
        with pytest.raises(HistoryIsImmutable):
            each.save()
        with pytest.raises(HistoryIsImmutable):
            each.delete()


@pytest.mark.parametrize(
    "values",
    [
        {"light": "red", "reason": ""},
        {"adapted": "Noget", "why": ""},
        {"next_date": dt.date(2026, 1, 1)},
    ],
)
def test_the_database_holds_the_rules_too(collaboration, values):
    row = {
        "subject": "economy",
        "date": dt.date(2026, 1, 1),
        "observed": "x",
        "light": "green",
        "next_date": dt.date(2026, 2, 1),
    } | values
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(collaboration=collaboration, **row)


def test_the_database_wants_a_responsible_role(collaboration):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(collaboration=collaboration, subject="form", next_date=in_days(1), responsible="")
