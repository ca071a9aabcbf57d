"""The planner, held against calendars whose answer is worked out by hand beside each test. No database."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.holidays import is_weekday
from decisions.planner import (
    Meeting,
    MunicipalCalendar,
    Reach,
    Round,
    Settings,
    WarningKind,
    default_settings,
    earliest_start,
    plan,
)
from decisions.planner.settings import defaults

TODAY = dt.date(2026, 1, 5)
FINAL = Round("final", "Endelig beslutning", preparation_days=14)
FIRST = Round("first", "Principbeslutning")
PLAIN = Settings(authority_weeks=8, information_weeks=4)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def calendar(code: str = "727", *, council=(), finance=(), committee=(), **values) -> MunicipalCalendar:
    meetings = [
        Meeting(d(each), body)
        for body, dates in (("council", council), ("finance", finance), ("committee", committee))
        for each in dates
    ]
    values.setdefault(
        "chain",
        tuple(body for body, dates in (("committee", committee), ("finance", finance), ("council", council)) if dates),
    )
    return MunicipalCalendar(code, code, tuple(meetings), **values)


def one(start: str, *calendars: MunicipalCalendar, rounds=(FINAL,), today: dt.date = TODAY, settings: Settings = PLAIN):
    return plan(d(start), rounds, calendars, settings, today)


def steps(chain) -> list[tuple[str, str, str]]:
    return [(each.body, each.meeting.isoformat(), each.due.isoformat()) for each in chain.steps]


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
    assert (found.rounds[0].decided_by, found.rounds[0].chains[0].decided_on) == (d("2026-07-06"), d("2026-06-24"))


def test_employees_are_told_before_the_first_material():
    """Text ready Thursday 20 August, four weeks before: Thursday 23 July."""
    assert one("2026-09-01", calendar(council=["2026-08-26"])).rounds[0].information == d("2026-07-23")


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
        Reach.TOO_LATE, Reach.NO_CALENDAR, Reach.NO_CALENDAR, Reach.NO_MEETING,
    ]  # fmt: skip
    assert not late.is_reachable
    assert late.out_of_reach[0][0] == "final"


def test_a_missing_calendar_does_not_hide_the_others():
    found = one("2026-09-01", calendar("101", council=["2026-08-26"]), MunicipalCalendar("727", "Odder"))
    assert (found.ready, found.rounds[0].bottleneck) == (d("2026-08-20"), "101")
    assert [each.code for each in found.warnings if each.kind == WarningKind.NO_CALENDAR] == ["727"]


def test_the_earliest_start_is_the_day_after_the_first_council_that_can_still_be_reached():
    """Today Friday 21 August: material for 26 August was due on 20; for 30 September it is due on 24 September."""
    calendars = [calendar(council=["2026-08-26", "2026-09-30"])]
    assert earliest_start((FINAL,), calendars, PLAIN, d("2026-08-21")) == d("2026-10-01")
    assert earliest_start((FINAL,), [MunicipalCalendar("727", "Odder")], PLAIN, d("2026-08-21")) is None


## Elections and budgets


def test_a_council_that_constitutes_itself_decides_nothing():
    """2029 is an election year: 1 to 15 December is passed over, 21 November serves but warns."""
    found = one(
        "2030-01-01", calendar(council=["2029-11-21", "2029-12-12"]),
        settings=replace(PLAIN, election_years=frozenset({2029})), today=d("2029-01-05"),
    )  # fmt: skip
    assert found.rounds[0].chains[0].decided_on == d("2029-11-21")
    warned = [each.date for each in found.warnings if each.kind == WarningKind.ELECTION_AUTUMN]
    assert warned == [d("2029-11-21")]


def test_in_other_years_december_serves():
    found = one("2027-01-01", calendar(council=["2026-11-18", "2026-12-09"]))
    assert found.rounds[0].chains[0].decided_on == d("2026-12-09")


def test_amounts_must_reach_the_finance_committee_before_the_first_reading():
    """Start 1 January 2027. Adoption by 15 October: council Wednesday 14 October. The first reading lies three weeks
    before: Wednesday 16 September. The proposal is due on 15 September: finance Monday 7 September serves,
    the 21st does not. Material: Fri 4, Thu 3, Wed 2, Tue 1 September."""
    found = one(
        "2027-01-01",
        calendar(
            council=["2026-09-16", "2026-10-14", "2026-12-09"], finance=["2026-09-07", "2026-09-21", "2026-11-30"]
        ),
    )
    assert (found.budget.amounts_ready, found.budget.reached) == (d("2026-09-01"), True)
    assert WarningKind.SUPPLEMENTARY not in {each.kind for each in found.warnings}


def test_a_proposal_must_lie_before_the_first_reading_also_when_that_is_early():
    """First reading Wednesday 2 September: finance on 7 September is too late, 24 August is not."""
    found = one(
        "2027-01-01",
        calendar(
            council=["2026-09-02", "2026-10-07", "2026-12-09"], finance=["2026-08-24", "2026-09-07", "2026-11-30"]
        ),
    )
    assert found.budget.amounts_ready == d("2026-08-18")


def test_an_order_can_move_the_dates_of_the_budget():
    moved = replace(PLAIN, budget={2027: (d("2026-09-25"), d("2026-10-25"))})
    assert moved.budget_dates(2027) == (d("2026-09-25"), d("2026-10-25"))
    assert moved.budget_dates(2028) == (d("2027-09-15"), d("2027-10-15"))


@pytest.mark.parametrize(
    ("start", "today", "kinds"),
    [
        ("2027-01-01", "2026-01-05", set()),
        ("2027-01-01", "2026-10-05", {"supplementary"}),  # the budget's dates have passed
        ("2027-03-01", "2026-01-05", {"not-new-year", "supplementary"}),
    ],
)
def test_what_the_start_means_for_the_budget_is_said(start, today, kinds):
    council = ["2026-09-16", "2026-10-14", "2026-12-09", "2027-01-27", "2027-02-24"]
    finance = ["2026-09-07", "2026-11-30", "2027-01-18", "2027-02-15"]
    found = one(start, calendar(council=council, finance=finance), today=d(today))
    assert {each.kind.value for each in found.warnings} == kinds


## What holds it back


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
    found = one("2026-09-01", calendar(council=["2026-08-26"]), rounds=(replace(FINAL, authority_after=True),),
                settings=replace(PLAIN, authority_weeks=0))  # fmt: skip
    assert {each.kind for each in found.binding} == {"council"}


def test_the_defaults_say_where_they_come_from_and_what_is_assumed():
    assert default_settings().assumptions == {"preparation_days", "authority_weeks", "information_weeks"}
    assert default_settings(authority_weeks=20).authority_weeks == 20
    for name in ("material_weekdays", "authority_weeks", "preparation_days", "information_weeks", "elections"):
        assert defaults()[name]["source"]


## Any calendar


days = st.dates(dt.date(2026, 1, 5), dt.date(2027, 12, 20))


@st.composite
def any_calendar(draw, code: str):
    chain = draw(st.sampled_from([("council",), ("finance", "council"), ("committee", "finance", "council")]))
    meetings = [Meeting(day, body) for body in chain for day in draw(st.lists(days, min_size=1, max_size=12))]
    recess = sorted((draw(days), draw(days)))
    recesses = (tuple(recess),) if (recess[1] - recess[0]).days < 30 else ()
    return MunicipalCalendar(code, code, tuple(meetings), recesses, draw(st.integers(0, 5)), chain)


any_problem = st.tuples(
    st.dates(dt.date(2026, 6, 1), dt.date(2028, 1, 1)),
    st.lists(st.integers(0, 30), min_size=1, max_size=3).map(
        lambda waits: tuple(Round(f"r{n}", f"Runde {n}", wait, n == 1) for n, wait in enumerate(waits))
    ),
    st.tuples(any_calendar("101"), any_calendar("102")),
)


@given(any_problem)
@settings(max_examples=150, deadline=None)
def test_every_chain_keeps_its_own_rules(problem):
    start, rounds, calendars = problem
    found = plan(start, rounds, calendars, PLAIN, TODAY)
    bound = start
    for each in reversed(found.rounds):
        assert each.decided_by <= bound
        for chain, own in zip(each.chains, calendars, strict=True):
            for step in chain.steps:
                assert is_weekday(step.due)
                assert not own.is_recess(step.due)
                assert not own.is_recess(step.meeting)
                assert step.due < step.meeting
            for earlier, later in zip(chain.steps, chain.steps[1:], strict=False):
                assert earlier.meeting < later.due
            if chain.reach == Reach.OK:
                assert TODAY <= chain.ready <= chain.steps[0].due
                assert chain.decided_on <= each.decided_by
                assert each.ready <= chain.ready
        bound = each.ready


@given(any_problem, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_a_later_start_never_asks_for_an_earlier_council(problem, days_later):
    """For one municipality and round: calendars that end make others drop out, and dates of different sets differ."""
    start, rounds, calendars = problem
    now = plan(start, rounds[:1], calendars[:1], PLAIN, TODAY).rounds[0].chains[0]
    later = plan(start + dt.timedelta(days=days_later), rounds[:1], calendars[:1], PLAIN, TODAY).rounds[0].chains[0]
    if now.ready and later.ready:
        assert later.decided_on >= now.decided_on
        assert later.ready >= now.ready


@given(any_problem, days)
@settings(max_examples=100, deadline=None)
def test_one_more_council_meeting_never_makes_it_worse(problem, day):
    start, rounds, calendars = problem
    own = calendars[0]
    more = replace(own, meetings=(*own.meetings, Meeting(day, "council")), _due={})
    now, with_more = (plan(start, rounds[:1], (each,), PLAIN, TODAY).rounds[0].chains[0] for each in (own, more))
    if now.ready and with_more.ready:
        assert with_more.ready >= now.ready
