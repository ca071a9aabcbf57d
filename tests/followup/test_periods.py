"""Periods of key figures stand in the order of time, whenever and by whom they were written."""

import datetime as dt
from decimal import Decimal

import pytest

from followup import services
from followup.figure_pages import figures_of, lines_of
from followup.periods import last_day
from tests.clock import in_days
from tests.followup.test_figures import fill  # noqa: F401 the fixture


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2026", dt.date(2026, 12, 31)),
        ("1. kvartal 2026", dt.date(2026, 3, 31)),
        ("4. Kvartal  2026", dt.date(2026, 12, 31)),
        ("2. halvår 2026", dt.date(2026, 12, 31)),
        ("februar 2028", dt.date(2028, 2, 29)),
        ("3. halvår 2026", None),
        ("0000", None),
        ("9999", None),
        ("Nu", None),
        ("2015–2018", None),
        ("Skoleåret 2026", None),
    ],
)
def test_the_words_of_a_period_may_say_when_it_ends(period, day):
    assert last_day(period) == day


@pytest.fixture
def told(collaboration, fill):  # noqa: F811
    """What the key figure came to in two periods without a day in their words."""
    fill(82, "Første runde", days=300)
    fill(91, "Anden runde", days=30)
    return lambda: figures_of(collaboration)[0]


def test_what_a_municipality_files_late_does_not_make_an_old_period_the_newest(told, fill, odder):  # noqa: F811
    fill(70, "Første runde", municipality=odder, days=0)
    assert (told().newest, told().is_reached) == (("Anden runde", Decimal(91)), True)


def test_a_correction_does_not_move_a_period(told, fill):  # noqa: F811
    fill(80, "Første runde", days=0)
    assert told().joint == [("Første runde", Decimal(80)), ("Anden runde", Decimal(91))]


def test_a_year_that_is_written_late_stands_before_the_next_one(collaboration, fill):  # noqa: F811
    fill(91, "2025", days=30)
    fill(70, "2024", days=0)
    assert figures_of(collaboration)[0].newest == ("2025", Decimal(91))


def test_a_municipality_that_comes_first_holds_the_place_until_all_are_counted_together(told, fill, odder):  # noqa: F811
    fill(88, "Tredje runde", municipality=odder, days=100)
    assert told().periods == ("Første runde", "Tredje runde", "Anden runde")
    fill(89, "Tredje runde", days=1)
    assert told().periods == ("Første runde", "Anden runde", "Tredje runde")


def test_the_day_of_what_was_taken_back_counts_no_more(told, fill):  # noqa: F811
    services.take_back_value(fill(99, "Tredje runde", days=400), reason="Forkert dag", actor=None)
    fill(93, "Tredje runde", days=1)
    assert told().newest == ("Tredje runde", Decimal(93))


def test_a_correction_is_what_a_paper_of_an_earlier_day_says(collaboration, told, fill):  # noqa: F811
    fill(8, "Anden runde", days=0)
    (line,) = lines_of([collaboration.pk], until=in_days(-20))[collaboration.pk]
    assert line.newest == ("Anden runde", Decimal(8))


def test_a_period_that_came_later_is_not_on_it(collaboration, told):
    (line,) = lines_of([collaboration.pk], until=in_days(-40))[collaboration.pk]
    assert line.newest == ("Første runde", Decimal(82))


def test_a_period_that_had_ended_is_on_it_though_it_was_made_up_later(collaboration, fill):  # noqa: F811
    fill(88, "2025", days=0)
    (line,) = lines_of([collaboration.pk], until=dt.date(2025, 12, 31))[collaboration.pk]
    assert line.newest == ("2025", Decimal(88))
