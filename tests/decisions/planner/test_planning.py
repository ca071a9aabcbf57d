"""Rounds and chains, held against calendars whose answer is worked out by hand beside each test."""

from dataclasses import replace

from decisions.planner import MunicipalCalendar, Reach, WarningKind
from tests.decisions.planner.build import FINAL, FIRST, PLAIN, calendar, d, one, steps

## One chain


def test_a_chain_is_counted_backwards_body_by_body():
    """Start Tuesday 1 September 2026. The last council by 31 August is Wednesday 26 August.
    Four weekdays before it: Tue 25, Mon 24, Fri 21, Thu 20 August. Finance must meet before 20 August: Monday 17.
    Four weekdays before that: Fri 14, Thu 13, Wed 12, Tue 11. Committee before 11 August: Wednesday 5.
    Four weekdays before that: Tue 4, Mon 3 August; July is a recess, so Tue 30 and Mon 29 June.
    """
    found = one(
        "2026-09-01",
        calendar(council=["2026-08-26", "2026-09-30"], finance=["2026-08-17", "2026-08-24"],
                 committee=["2026-08-05", "2026-08-12"]),
    )  # fmt: skip
    chain = found.rounds[0].chains[0]
    assert steps(chain) == [
        ("committee", "2026-08-05", "2026-06-29"),
        ("finance", "2026-08-17", "2026-08-11"),
        ("council", "2026-08-26", "2026-08-20"),
    ]
    assert (chain.ready, chain.reach, found.ready) == (d("2026-06-29"), Reach.OK, d("2026-06-29"))


def test_a_body_that_meets_on_the_day_that_the_next_ones_material_is_due_comes_too_late():
    """Council Wednesday 26 August, material Thursday 20: finance on 20 August is too late, 19 August is not."""
    late = one("2026-09-01", calendar(council=["2026-08-26"], finance=["2026-08-13", "2026-08-20"]))
    early = one("2026-09-01", calendar(council=["2026-08-26"], finance=["2026-08-13", "2026-08-19"]))
    assert late.rounds[0].chains[0].steps[0].meeting == d("2026-08-13")
    assert early.rounds[0].chains[0].steps[0].meeting == d("2026-08-19")


def test_easter_moves_the_deadline_a_week_back():
    """Council Wednesday 8 April 2026; Thursday 2, Friday 3 and Monday 6 April are free.
    Weekdays before: Tue 7, Wed 1 April, Tue 31 and Mon 30 March."""
    assert one("2026-05-01", calendar(council=["2026-04-08"])).ready == d("2026-03-30")


def test_christmas_eve_and_new_years_eve_are_free():
    """Council Wednesday 6 January 2027: Tue 5, Mon 4 January, (Fri 1 free, Thu 31 free), Wed 30, Tue 29 December."""
    assert one("2027-02-01", calendar(council=["2027-01-06"])).ready == d("2026-12-29")


def test_july_and_local_recesses_are_passed_over():
    """Council Tuesday 11 August. Without a recess: Mon 10, Fri 7, Thu 6, Wed 5. With 3–7 August closed: Mon 10, and
    then, July being a recess, Tue 30, Mon 29 and Fri 26 June."""
    meetings = {"council": ["2026-08-11"]}
    assert one("2026-09-01", calendar(**meetings)).ready == d("2026-08-05")
    closed = calendar(**meetings, recesses=((d("2026-08-03"), d("2026-08-07")),))
    assert one("2026-09-01", closed).ready == d("2026-06-26")


def test_a_meeting_in_a_recess_is_no_meeting():
    found = one("2026-09-01", calendar(council=["2026-06-24", "2026-07-08", "2026-09-30"]))
    assert found.rounds[0].chains[0].decided_on == d("2026-06-24")


def test_local_lead_time_comes_before_the_material():
    """Material Thursday 20 August; three weekdays more: Wed 19, Tue 18, Mon 17."""
    assert one("2026-09-01", calendar(council=["2026-08-26"], lead_weekdays=3)).ready == d("2026-08-17")


def test_other_deadlines_can_be_chosen():
    """Eight weekdays before Wednesday 26 August: 25, 24, 21, 20, 19, 18, 17, 14."""
    found = one("2026-09-01", calendar(council=["2026-08-26"]), settings=replace(PLAIN, material_weekdays=8))
    assert found.ready == d("2026-08-14")


## Several rounds


def test_a_round_must_be_decided_before_the_text_of_the_next_is_written():
    """Final: council 26 August, text ready 20 August. Fourteen days of writing before it: decided by 6 August.
    The last council by then is 24 June: Tue 23, Mon 22, Fri 19, Thu 18 June."""
    found = one("2026-09-01", calendar(council=["2026-06-24", "2026-08-26"]), rounds=(FIRST, FINAL))
    first, final = found.rounds
    assert (final.ready, first.decided_by) == (d("2026-08-20"), d("2026-08-06"))
    assert (first.chains[0].decided_on, first.ready) == (d("2026-06-24"), d("2026-06-18"))


def test_the_authority_must_answer_before_what_follows():
    """Eight weeks before Monday 31 August is Monday 6 July: the council of 24 June is the last that serves."""
    found = one(
        "2026-09-01",
        calendar(council=["2026-06-24", "2026-08-26"]),
        rounds=(replace(FINAL, authority_after=True),),
    )
    assert found.rounds[0].answered_by == d("2026-08-31")
    assert (found.rounds[0].decided_by, found.rounds[0].chains[0].decided_on) == (d("2026-07-06"), d("2026-06-24"))


def test_the_authority_between_two_rounds_is_waited_for_before_the_next_text_is_written():
    """Final ready Thursday 20 August 2026, fourteen days of writing: answered by 6 August, eight weeks: asked by
    11 June. The last council by then is Wednesday 27 May: Tue 26, Fri 22, Thu 21, Wed 20 (Mon 25 is 2. pinsedag)."""
    first = replace(FIRST, authority_after=True)
    found = one("2026-09-01", calendar(council=["2026-05-27", "2026-08-26"]), rounds=(first, FINAL)).rounds[0]
    assert (found.answered_by, found.decided_by, found.ready) == (d("2026-08-06"), d("2026-06-11"), d("2026-05-20"))


def test_a_copy_of_a_calendar_counts_its_own_deadlines():
    open_ = calendar(council=["2026-08-11"])
    assert open_.due(d("2026-08-11"), 4) == d("2026-08-05")
    assert replace(open_, recesses=((d("2026-08-03"), d("2026-08-07")),)).due(d("2026-08-11"), 4) == d("2026-06-26")


def test_employees_are_told_before_the_first_material():
    """Text ready Thursday 20 August, four weeks before: Thursday 23 July."""
    assert one("2026-09-01", calendar(council=["2026-08-26"])).rounds[0].information == d("2026-07-23")


def test_employees_are_not_told_on_a_holiday():
    """Council Friday 8 May 2026: Thu 7, Wed 6, Tue 5, Mon 4 May. Four weeks before is Monday 6 April, 2. påskedag. The
    last weekday before it is Wednesday 1 April."""
    assert one("2026-06-01", calendar(council=["2026-05-08"])).rounds[0].information == d("2026-04-01")


def test_of_twenty_municipalities_the_one_that_needs_the_text_first_is_the_bottleneck():
    """Nineteen councils on 26 August need it on 20 August. One meets on 19 August: Tue 18, Mon 17, Fri 14, Thu 13."""
    many = [calendar(f"{n:03d}", council=["2026-08-26"]) for n in range(101, 120)]
    found = one("2026-09-01", *many, calendar("727", council=["2026-08-19"]))
    assert (found.rounds[0].bottleneck, found.ready) == ("727", d("2026-08-13"))
    assert len(found.rounds[0].chains) == 20


## What can not be reached


def test_what_is_too_late_is_told_from_what_nobody_has_entered():
    late = one("2026-09-01", calendar(council=["2026-08-26"]), today=d("2026-08-21"))
    unknown = one("2026-09-01", calendar(council=["2026-03-25"]))
    nothing = one("2026-09-01", MunicipalCalendar("727", "Odder"))
    none_before = one("2026-03-01", calendar(council=["2026-03-25"]))
    assert [each.rounds[0].chains[0].reach for each in (late, unknown, nothing, none_before)] == [
        Reach.TOO_LATE, Reach.NO_CALENDAR, Reach.NOTHING_ENTERED, Reach.NO_MEETING,
    ]  # fmt: skip
    assert not late.is_reachable
    assert late.out_of_reach[0][0] == "final"


def test_a_day_that_has_passed_is_too_late_however_far_the_calendar_goes():
    """Start 1 September, and it is the 15th. Of a calendar that holds nothing only that is said."""
    nothing, past, coming = (), ("2026-02-25",), ("2026-09-30",)
    reached = [
        one("2026-09-01", calendar(council=each, chain=("council",)), today=d("2026-09-15")).rounds[0].chains[0].reach
        for each in (nothing, past, coming)
    ]
    assert reached == [Reach.NOTHING_ENTERED, Reach.TOO_LATE, Reach.TOO_LATE]


def test_a_calendar_that_begins_long_after_is_not_entered_for_that_time():
    """Decided by 31 August 2026, and the calendar of 2027 is there: 60 days later is 30 October."""
    next_year = one("2026-09-01", calendar(council=["2027-01-27"]))
    autumn = one("2026-09-01", calendar(council=["2026-10-28"]))
    assert next_year.rounds[0].chains[0].reach == Reach.NO_CALENDAR
    assert autumn.rounds[0].chains[0].reach == Reach.NO_MEETING


def test_the_body_that_stops_a_chain_is_named_and_what_is_known_is_kept():
    """The council is entered, the finance committee nowhere near."""
    known = calendar(council=["2026-08-26"], finance=["2026-03-02"])
    chain = one("2026-09-01", known).rounds[0].chains[0]
    assert (chain.reach, chain.missing_body, chain.ready) == (Reach.NO_CALENDAR, "finance", None)
    assert steps(chain) == [("council", "2026-08-26", "2026-08-20")]


def test_a_missing_calendar_does_not_hide_the_others():
    found = one("2026-09-01", calendar("101", council=["2026-08-26"]), MunicipalCalendar("727", "Odder"))
    assert (found.ready, found.rounds[0].bottleneck) == (d("2026-08-20"), "101")
    assert [each.code for each in found.warnings if each.kind == WarningKind.NOTHING_ENTERED] == ["727"]


def test_when_only_the_authority_is_missing_its_answer_bounds_the_plan_and_nothing_else():
    """Council Wednesday 26 August, material Thursday 20: the authority is asked three weeks before, on 30 July."""
    waiting = replace(FIRST, authority_after=True, authority_weeks=3, settled=frozenset({"727"}))
    rounds = (waiting, replace(FINAL, preparation_days=0))
    for today, is_late in (("2026-07-30", False), ("2026-07-31", True)):
        found = one("2026-09-01", calendar(council=["2026-08-26"]), rounds=rounds, today=d(today))
        asked, coming = found.rounds
        assert (asked.chains, asked.decided_by, asked.answered_by) == ((), d("2026-07-30"), d("2026-08-20"))
        assert (found.ready, coming.chains[0].reach) == (d("2026-08-20"), Reach.OK)
        assert (found.answer_is_late, found.is_reachable) == (is_late, not is_late)
        assert {each.round for each in found.warnings if each.kind == WarningKind.INFORMATION_LATE} == {"final"}


def test_no_text_is_written_for_a_round_in_which_all_have_decided():
    """The authority is asked by 17 June; what comes before it is bound by that day alone and by no writing time."""
    asked = replace(FINAL, preparation_days=56, authority_after=True, authority_weeks=2, settled=frozenset({"727"}))
    found = one("2026-07-01", calendar(council=["2026-06-10", "2026-04-08"]), rounds=(FIRST, asked))
    assert found.rounds[0].chains[0].decided_on == d("2026-06-10")
    assert "preparation" not in [each.kind for each in found.binding]
