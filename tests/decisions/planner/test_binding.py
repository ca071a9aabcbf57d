"""What would be won if a step took a week less, worked out by hand beside each test."""

import datetime as dt
from dataclasses import replace

from decisions.planner import Binding
from tests.decisions.planner.build import FINAL, FIRST, calendar, d, one


def test_the_binding_steps_say_what_a_week_less_would_win():
    """Final: council 26 August, ready 20 August; decided by 6 August in the first round: council 24 June.
    With seven days of writing less, by 13 August: the council of 12 August serves, ready Thursday 6 August instead of
    18 June: 49 days won."""
    council = ["2026-06-24", "2026-08-12", "2026-08-26"]
    found = one("2026-09-01", calendar(council=council), rounds=(FIRST, FINAL))
    assert found.ready == d("2026-06-18")
    best = found.binding[0]
    assert (best.kind, best.round, best.days) == ("preparation", "final", 49)


def test_a_step_that_wins_nothing_is_not_binding():
    """The only council is on 26 August; a week later, on 2 September, is after the start. Nobody waits for anything."""
    found = one("2026-09-01", calendar(council=["2026-08-26"]))
    assert found.binding == ()


def test_a_meeting_a_week_later_must_still_be_in_time():
    """Decided by Monday 31 August. Council Wednesday 19 August, a week later the 26th: material Thursday 20 instead of
    Thursday 13 August, 7 days won. Without the seven days, on 26 August, there is nothing to win."""
    assert one("2026-09-01", calendar(council=["2026-08-19"])).binding == (Binding("council", "final", "727", 7),)
    assert one("2026-09-01", calendar(council=["2026-08-25"])).binding == ()


def test_a_finance_committee_a_week_later_can_win_more_than_a_week():
    """Council 26 August, material Thursday 20 August. Finance Monday 10 August: material Tue 4, committee before it:
    Wednesday 10 June, whose material was due on Wed 3 June (Tue 9, Mon 8, Thu 4; Fri 5 is free).
    Finance a week later, 17 August: material Tue 11 August, so the committee of Wednesday 5 August serves: Tue 4,
    Mon 3 August, Tue 30, Mon 29 June. From 3 to 29 June are 26 days."""
    found = one("2026-09-01", calendar(council=["2026-08-26"], finance=["2026-08-10"],
                                       committee=["2026-06-10", "2026-08-05"]))  # fmt: skip
    assert found.ready == d("2026-06-03")
    assert found.binding[0] == Binding("finance", "final", "727", 26)


def test_a_meeting_can_not_be_moved_into_a_recess():
    """Council Wednesday 24 June; a week later is 1 July, when nobody meets."""
    assert one("2026-08-01", calendar(council=["2026-06-24"])).binding == ()


def test_a_meeting_can_not_be_moved_to_a_holiday():
    """Council Thursday 26 March; a week later is Maundy Thursday."""
    assert one("2026-04-10", calendar(council=["2026-03-26"])).binding == ()


def test_local_lead_time_counts_at_most_its_own_days():
    """Council 26 August, material Thursday 20. Three weekdays before it Monday 17: they win three days."""
    found = one("2026-09-01", calendar(council=["2026-08-26"], lead_weekdays=3))
    assert found.binding == (Binding("lead", "final", "727", 3),)


def test_lead_time_is_won_in_one_round_at_a_time():
    """Five weekdays of lead time: final 26 August, material Thursday 20, text Thursday 13 August. Fourteen days before:
    30 July, so the first round is decided on Wednesday 24 June, material Thursday 18, text Thursday 11 June.
    In the first round a week of it wins 7 days. In the final it wins the first round none: decided by 6 August."""
    found = one(
        "2026-09-01",
        calendar(council=["2026-06-24", "2026-08-26"], lead_weekdays=5),
        rounds=(FIRST, FINAL),
    )
    assert found.ready == d("2026-06-11")
    assert [each for each in found.binding if each.kind == "lead"] == [Binding("lead", "first", "727", 7)]


def test_a_week_less_at_the_authority_lets_a_later_council_serve():
    """Start 1 September, eight weeks: decided by 6 July, so council 24 June, material 18 June. With three weeks:
    10 August. Two weeks: by 17 August, when the council of Wednesday 12 August serves: material Thursday 6 August."""
    council = calendar(council=["2026-06-24", "2026-08-12"])
    three = replace(FINAL, authority_after=True, authority_weeks=3)
    found = one("2026-09-01", council, rounds=(three,))
    assert (found.rounds[0].decided_by, found.ready) == (d("2026-08-10"), d("2026-06-18"))
    assert found.binding[0] == Binding("authority", "final", "", 49)


def test_of_twenty_only_the_one_that_is_needed_first_can_win_and_never_past_the_next():
    """Nineteen need the text on 20 August. One council meets on Thursday 6 August: material Fri 31 July is in a recess,
    so Wed 5, Tue 4, Mon 3 August and Tue 30 June. A week later, Thursday 13 August, it is due on Friday 7 August."""
    many = [calendar(f"{n:03d}", council=["2026-08-26"]) for n in range(101, 120)]
    found = one("2026-09-01", *many, calendar("727", council=["2026-08-06"]))
    assert (found.ready, found.binding) == (d("2026-06-30"), (Binding("council", "final", "727", 38),))


def test_the_next_municipality_ends_what_can_be_won():
    """Council Wednesday 19 August: material Thursday 13. A week later would be Thursday 20, but the other council, on
    Friday 21, has its material due on Monday 17 August: four days are won."""
    found = one("2026-09-01", calendar("101", council=["2026-08-21"]), calendar("727", council=["2026-08-19"]))
    assert found.binding == (Binding("council", "final", "727", 4),)


def test_a_municipality_whose_calendar_ends_is_no_won_time():
    """A's calendar ends on Wednesday 25 March: it is entered until 60 days later, 24 May. With the authority's one week
    less, the decision could come on 31 May, for which A has no calendar. That wins no days."""
    first = calendar("101", council=["2026-03-25"])
    second = calendar("102", council=["2026-03-26", "2026-05-20"])
    rounds = (replace(FINAL, authority_after=True, authority_weeks=1),)
    found = one("2026-06-01", first, second, rounds=rounds)
    assert (found.rounds[0].decided_by, found.ready) == (d("2026-05-24"), d("2026-03-19"))
    assert {each.kind for each in found.binding} == {"council"}


def test_no_more_than_three_steps_are_named():
    """Councils and finance committees meet every week, so that a week less anywhere wins a week."""
    council = [f"{d('2026-01-07') + dt.timedelta(weeks=n)}" for n in range(50)]
    finance = [f"{d('2026-01-05') + dt.timedelta(weeks=n)}" for n in range(50)]
    rounds = (replace(FIRST, authority_after=True, authority_weeks=2), FINAL)
    found = one("2026-12-01", calendar(council=council, finance=finance, lead_weekdays=5), rounds=rounds)
    assert [each.days for each in found.binding] == [7, 7, 7]
