"""The first start that can still be reached."""

from dataclasses import replace

from decisions.planner import MunicipalCalendar, earliest_start
from tests.decisions.planner.build import FINAL, FIRST, PLAIN, TODAY, calendar, d


def test_the_earliest_start_is_the_day_after_the_first_council_that_can_still_be_reached():
    """Today Friday 21 August: material for 26 August was due on 20; for 30 September it is due on 24 September."""
    calendars = [calendar(council=["2026-08-26", "2026-09-30"])]
    assert earliest_start((FINAL,), calendars, PLAIN, d("2026-08-21")) == d("2026-10-01")
    assert earliest_start((FINAL,), [MunicipalCalendar("727", "Odder")], PLAIN, d("2026-08-21")) is None


def test_the_slowest_municipality_decides_and_rounds_follow_each_other():
    """Today Monday 5 January 2026. First round: councils on Wednesday 28 January and Wednesday 4 February, so it is
    decided on 4 February. Fourteen days later, 18 February, the final text is ready: the council of 25 February needs
    it on Thursday 19, that of Tuesday 24 on Wednesday 18: both serve. Eight weeks at the authority after 25 February:
    22 April. The start is the day after. With a day more of writing, one council is too early."""
    rounds = (FIRST, replace(FINAL, authority_after=True))
    calendars = [
        calendar("101", council=["2026-01-28", "2026-02-25"]),
        calendar("102", council=["2026-02-04", "2026-02-24"]),
    ]
    assert earliest_start(rounds, calendars, PLAIN, d("2026-01-05")) == d("2026-04-23")
    slower = (FIRST, replace(FINAL, authority_after=True, preparation_days=15))
    assert earliest_start(slower, calendars, PLAIN, d("2026-01-05")) is None


def test_nothing_is_decided_while_a_council_constitutes_itself():
    elections = replace(PLAIN, election_years=frozenset({2029}))
    calendars = [calendar(council=["2029-12-12", "2029-12-19"])]
    assert earliest_start((FINAL,), calendars, elections, d("2029-11-01")) == d("2029-12-20")
    assert earliest_start((FINAL,), calendars, PLAIN, d("2029-11-01")) == d("2029-12-13")


def test_without_a_round_or_a_municipality_there_is_no_start():
    assert earliest_start((), [calendar(council=["2026-08-26"])], PLAIN, d("2026-01-05")) is None
    assert earliest_start((FINAL,), [], PLAIN, d("2026-01-05")) is None


def test_what_all_have_decided_costs_no_writing_and_the_authority_has_it_already():
    """First round: the text is ready on Monday 5 January 2026, and the council meets on 4 February. The authority,
    which has two weeks left from today, has answered on 19 January."""
    council = calendar(council=["2026-02-04", "2026-03-04"])
    asked = replace(FINAL, preparation_days=56, authority_after=True, authority_weeks=2, settled=frozenset({"727"}))
    assert earliest_start([FIRST, asked], [council], PLAIN, TODAY) == d("2026-02-05")
    assert earliest_start([asked], [council], PLAIN, TODAY) == d("2026-01-20")
    half = replace(FIRST, settled=frozenset({"727"}))
    both = [council, calendar("615", council=["2026-03-04"])]
    assert earliest_start([half], both, PLAIN, TODAY) == d("2026-03-05")
