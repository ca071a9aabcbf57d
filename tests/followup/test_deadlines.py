"""When an evaluation must be held, whatever is planned."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from common.dates import months_later
from followup.deadlines import MONTHS_BETWEEN_EVALUATIONS, evaluation_due, latest_evaluation

DAYS = st.dates(dt.date(1980, 1, 1), dt.date(2090, 12, 31))
MAYBE = st.none() | DAYS


def test_two_years_later_is_the_same_day():
    assert latest_evaluation(dt.date(2026, 11, 20)) == dt.date(2028, 11, 20)


def test_two_years_after_a_leap_day_is_the_last_of_february():
    assert latest_evaluation(dt.date(2024, 2, 29)) == dt.date(2026, 2, 28)


def test_what_is_planned_counts_where_it_is_sooner():
    assert evaluation_due(dt.date(2027, 1, 4), dt.date(2026, 1, 4), None) == dt.date(2027, 1, 4)


def test_a_plan_that_is_too_late_moves_nothing():
    assert evaluation_due(dt.date(2029, 1, 4), dt.date(2026, 1, 4), None) == dt.date(2028, 1, 4)


def test_the_first_one_is_counted_from_the_start_of_the_operation():
    assert evaluation_due(None, None, dt.date(2026, 5, 1)) == dt.date(2028, 5, 1)


def test_nothing_is_due_before_anything_is_known():
    assert evaluation_due(None, None, None) is None


@given(planned=MAYBE, last=MAYBE, began=MAYBE)
def test_no_two_evaluations_lie_further_apart_than_the_rule_allows(planned, last, began):
    due, counted_from = evaluation_due(planned, last, began), last or began
    if counted_from:
        assert due <= latest_evaluation(counted_from)
    if planned:
        assert due <= planned
    assert (due is None) == (planned is None and counted_from is None)


@given(day=DAYS, months=st.integers(0, 60))
def test_months_later_stays_within_the_month_that_it_counts_to(day, months):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert MONTHS_BETWEEN_EVALUATIONS == 24
