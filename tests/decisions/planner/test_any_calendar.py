"""What holds for every calendar, whatever its meetings."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from common.holidays import is_free, is_weekday
from decisions.planner import Meeting, MunicipalCalendar, Reach, Round, earliest_start, plan
from tests.decisions.planner.build import PLAIN, TODAY

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
    more = replace(own, meetings=(*own.meetings, Meeting(day, "council")))
    now, with_more = (plan(start, rounds[:1], (each,), PLAIN, TODAY).rounds[0].chains[0] for each in (own, more))
    if now.ready and with_more.ready:
        assert with_more.ready >= now.ready


@given(any_problem)
@settings(max_examples=100, deadline=None)
def test_no_other_choice_of_meetings_lets_the_text_wait_longer(problem):
    """Every combination of meetings is tried."""
    start, rounds, calendars = problem
    own = calendars[0]
    found = plan(start, rounds[:1], (own,), PLAIN, TODAY).rounds[0].chains[0]
    ready = [
        own.due(own.due(chosen[0], 4), own.lead_weekdays)
        for chosen in product(*(own.dates[body] for body in own.chain))
        if chosen[-1] < start and all(earlier < own.due(later, 4) for earlier, later in pairwise(chosen))
    ]
    if found.ready:
        assert found.ready == max(ready)
    elif found.reach == Reach.NO_MEETING:
        assert ready == []


## Calendars that go on, month by month


@st.composite
def full_calendar(draw, code: str):
    """Every body meets once in every month of four years, on a day that differs from month to month."""
    chain = draw(st.sampled_from([("council",), ("finance", "council"), ("committee", "finance", "council")]))
    meetings = [
        Meeting(dt.date(year, month, day), body)
        for body in chain
        for month, day in enumerate(draw(st.lists(st.integers(1, 28), min_size=12, max_size=12)), start=1)
        for year in (2025, 2026, 2027, 2028)
    ]
    return MunicipalCalendar(code, code, tuple(meetings), (), draw(st.integers(0, 8)), chain)


full_problem = st.tuples(
    st.dates(dt.date(2027, 6, 1), dt.date(2028, 6, 1)),
    st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=3).map(
        lambda all_: tuple(Round(f"r{n}", f"Runde {n}", wait, asks) for n, (wait, asks) in enumerate(all_))
    ),
    st.tuples(full_calendar("101"), full_calendar("102"), full_calendar("103")),
)


@given(full_problem, st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_a_later_start_never_needs_any_text_earlier(problem, days_later):
    start, rounds, calendars = problem
    now = plan(start, rounds, calendars, PLAIN, TODAY)
    later = plan(start + dt.timedelta(days=days_later), rounds, calendars, PLAIN, TODAY)
    for before, after in zip(now.rounds, later.rounds, strict=True):
        assert after.ready >= before.ready
        for one, other in zip(before.chains, after.chains, strict=True):
            pairs = zip(one.steps, other.steps, strict=True)
            assert all(new.meeting >= old.meeting and new.due >= old.due for old, new in pairs)


@given(full_problem, st.dates(dt.date(2026, 1, 5), dt.date(2028, 6, 1)), st.sampled_from(["council", "finance"]))
@settings(max_examples=60, deadline=None)
def test_one_more_meeting_of_any_body_never_makes_it_worse(problem, day, body):
    start, rounds, calendars = problem
    own = replace(calendars[0], meetings=(*calendars[0].meetings, Meeting(day, body)))
    now, more = (plan(start, rounds, (each, *calendars[1:]), PLAIN, TODAY) for each in (calendars[0], own))
    assert all(after.ready >= before.ready for before, after in zip(now.rounds, more.rounds, strict=True))


@given(full_problem)
@settings(max_examples=60, deadline=None)
def test_counting_forwards_and_backwards_agree(problem):
    """The first start can be reached, and the day before it can not."""
    _start, rounds, calendars = problem
    first = earliest_start(rounds, calendars, PLAIN, TODAY)
    assert plan(first, rounds, calendars, PLAIN, TODAY).is_reachable
    assert not plan(first - dt.timedelta(days=1), rounds, calendars, PLAIN, TODAY).is_reachable


@given(full_problem)
@settings(max_examples=40, deadline=None)
def test_a_binding_step_wins_what_a_plan_with_that_step_shortened_says(problem):
    start, rounds, calendars = problem
    found = plan(start, rounds, calendars, PLAIN, TODAY)
    for each in found.binding:
        if each.kind == "preparation":
            change = [
                replace(one, preparation_days=max(0, one.preparation_days - 7)) if one.key == each.round else one
                for one in rounds
            ]
        elif each.kind == "authority":
            weeks = PLAIN.authority_weeks - 1
            change = [replace(one, authority_weeks=weeks) if one.key == each.round else one for one in rounds]
        else:
            continue
        assert each.days == (plan(start, change, calendars, PLAIN, TODAY).ready - found.ready).days


@given(full_problem)
@settings(max_examples=40, deadline=None)
def test_a_meeting_that_could_be_a_week_later_wins_what_one_more_meeting_would(problem):
    """In a single round, since the calendar is the same in all. What is free or in a recess can not be met on."""
    start, rounds, calendars = problem
    found = plan(start, rounds[:1], calendars, PLAIN, TODAY)
    for each in found.binding:
        place = int(each.code or 0) - 101
        if each.kind in ("committee", "finance", "council"):
            own = calendars[place]
            moved = [Meeting(day + dt.timedelta(days=7), each.kind) for day in own.dates[each.kind]]
            extra = tuple(meeting for meeting in moved if not is_free(meeting.date))
            more = replace(own, meetings=(*own.meetings, *extra))
            changed = (*calendars[:place], more, *calendars[place + 1 :])
            assert each.days == (plan(start, rounds[:1], changed, PLAIN, TODAY).ready - found.ready).days
