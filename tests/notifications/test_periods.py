"""Which digests are due when, and what time they cover."""

import datetime as dt

import pytest

from notifications.periods import periods_due
from tests.notifications.conftest import moment


def due(*when) -> list[tuple[str, dt.datetime, dt.datetime]]:
    return [(each.pace, each.start, each.end) for each in periods_due(moment(*when)) if each.pace != "now"]


@pytest.mark.parametrize(
    ("when", "paces"),
    [
        ((1, 6, 59), []),
        ((1, 7, 0), ["weekly", "daily"]),
        ((1, 18, 59), ["weekly", "daily"]),
        ((1, 19, 0), ["weekly"]),
        ((2, 6, 59), ["weekly"]),
        ((2, 7, 0), ["daily"]),
        ((7, 12, 0), ["daily"]),
    ],
)
def test_a_digest_is_due_from_seven_and_not_for_ever(when, paces):
    assert [pace for pace, _start, _end in due(*when)] == paces


def test_the_week_begins_and_ends_on_monday_at_seven_also_when_the_clock_is_changed():
    assert due(29)[0][1:] == (moment(22, 7, 0), moment(29, 7, 0))
    hours = due(29)[0][2].astimezone(dt.UTC) - due(29)[0][1].astimezone(dt.UTC)
    assert hours == dt.timedelta(days=7, hours=-1)


def test_the_last_six_whole_hours_are_looked_at():
    hours = [each for each in periods_due(moment(3, 12, 30)) if each.pace == "now"]
    assert [(each.start, each.end) for each in hours] == [
        (moment(3, hour - 1, 0), moment(3, hour, 0)) for hour in range(7, 13)
    ]


def test_no_two_periods_share_a_key():
    ends = {}
    for hour in range(24 * 31):
        for each in periods_due(moment(1) + dt.timedelta(hours=hour)):
            ends.setdefault((each.pace, each.key), set()).add(each.end)
    assert {len(each) for each in ends.values()} == {1}
