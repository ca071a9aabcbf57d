"""Danish days off, as deadlines count them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.holidays import free_days, is_free, is_weekday, weekday_by, weekdays_before


@pytest.mark.parametrize(
    "day",
    [
        dt.date(2026, 1, 1),
        dt.date(2026, 4, 2),  # skærtorsdag
        dt.date(2026, 4, 3),  # langfredag
        dt.date(2026, 4, 6),  # 2. påskedag
        dt.date(2026, 5, 14),  # Kristi himmelfartsdag
        dt.date(2026, 5, 25),  # 2. pinsedag
        dt.date(2026, 6, 5),
        dt.date(2026, 12, 24),
        dt.date(2026, 12, 25),
        dt.date(2026, 12, 31),
    ],
)
def test_these_days_are_free(day):
    assert is_free(day)


def test_store_bededag_is_a_working_day_again():
    assert is_free(dt.date(2023, 5, 5))
    assert not is_free(dt.date(2024, 4, 26))


def test_four_weekdays_before_a_wednesday_after_easter():
    """Wednesday 8 April 2026: Tuesday 7 is the first; then 1 April (Wed), 31 March (Tue), 30 March (Mon)."""
    assert weekdays_before(dt.date(2026, 4, 8), 4) == dt.date(2026, 3, 30)


def test_blocked_days_are_passed_over_too():
    """Wednesday 8 April 2026, Tuesday 7 blocked: 1 April is the first, 31 March the second."""
    blocked = {dt.date(2026, 4, 7)}
    assert weekdays_before(dt.date(2026, 4, 8), 2, blocked=blocked.__contains__) == dt.date(2026, 3, 31)


def test_the_last_weekday_by_a_day_is_that_day_or_one_before():
    """Friday 13 November 2026; 2. påskedag 6 April 2026 and the days off before it lead to Wednesday 1 April."""
    assert weekday_by(dt.date(2026, 11, 13)) == dt.date(2026, 11, 13)
    assert weekday_by(dt.date(2026, 11, 15)) == dt.date(2026, 11, 13)
    assert weekday_by(dt.date(2026, 4, 6)) == dt.date(2026, 4, 1)


def test_a_year_has_ten_public_holidays_and_three_of_custom():
    """New Year, four of Easter, Ascension, two of Whitsun and two of Christmas: store bededag went in 2024."""
    assert len(free_days(2026)) == 13


def test_none_before_is_the_day_itself():
    assert weekdays_before(dt.date(2026, 4, 8), 0) == dt.date(2026, 4, 8)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)), st.integers(1, 30))
def test_as_many_weekdays_lie_between_as_were_asked_for(day, count):
    found = weekdays_before(day, count)
    between = [found + dt.timedelta(days=n) for n in range((day - found).days)]
    assert sum(map(is_weekday, between)) == count
    assert is_weekday(found)
