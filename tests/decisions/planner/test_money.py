"""Budgets, elections and what else to know, worked out by hand beside each test."""

from dataclasses import replace

import pytest

from decisions.planner import MunicipalCalendar, Reach, WarningKind
from tests.decisions.planner.build import FINAL, FIRST, PLAIN, calendar, d, one


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


def test_the_proposal_is_there_before_the_material_of_the_first_reading_is_due():
    """Adoption Wednesday 7 October, first reading Wednesday 16 September: material Thursday 10. Finance on that day is
    too late, though before 15 September; Monday 31 August serves: Fri 28, Thu 27, Wed 26, Tue 25 August."""
    found = one(
        "2027-01-01",
        calendar(
            council=["2026-09-16", "2026-10-07", "2026-12-09"], finance=["2026-08-31", "2026-09-10", "2026-11-30"]
        ),
    )
    assert found.budget.amounts_ready == d("2026-08-25")


def test_a_calendar_that_does_not_reach_the_budget_says_nothing_about_it():
    """Entered until June 2026, and the budget of 2028 is made in autumn 2027: nobody is late."""
    known = calendar("101", council=["2026-05-27", "2026-06-24"], finance=["2026-05-11", "2026-06-08"])
    found = one("2028-01-01", known, MunicipalCalendar("102", "102"))
    assert (found.budget.amounts_ready, found.budget.reached) == (None, True)
    assert (found.budget.late, found.budget.unknown) == ((), ("101", "102"))
    assert WarningKind.SUPPLEMENTARY not in {each.kind for each in found.warnings}


def test_when_the_budgets_date_has_passed_it_is_not_reached_and_who_has_no_calendar_is_unknown():
    found = one("2027-01-01", MunicipalCalendar("727", "Odder"), today=d("2026-09-16"))
    assert (found.budget.late, found.budget.unknown, found.budget.reached) == ((), ("727",), False)


def test_the_budget_names_who_can_no_longer_reach_it():
    """Finance 7 September needs the amounts on 1 September; finance 14 September on Tuesday 8 September. Today is the
    3rd. Both councils read the budget on 23 September, material Thursday 17. Finance on the 16th is before that, but
    after 15 September."""
    councils = ["2026-09-23", "2026-10-14", "2026-12-09"]
    early = calendar("101", council=councils, finance=["2026-09-07", "2026-11-30"])
    late = calendar("102", council=councils, finance=["2026-09-14", "2026-09-16", "2026-11-30"])
    found = one("2027-01-01", early, late, today=d("2026-09-03"))
    assert (found.budget.late, found.budget.bottleneck, found.budget.reached) == (("101",), "101", False)
    alone = one("2027-01-01", late, today=d("2026-09-03"))
    assert (alone.budget.amounts_ready, alone.budget.reached) == (d("2026-09-08"), True)


def test_a_finance_committee_that_first_meets_after_the_proposal_is_late():
    councils = ["2026-09-23", "2026-10-14", "2026-12-09"]
    found = one("2027-01-01", calendar(council=councils, finance=["2026-10-05", "2026-11-30"]))
    assert (found.budget.late, found.budget.unknown, found.budget.amounts_ready) == (("727",), (), None)


def test_a_hole_in_the_councils_calendar_is_no_first_reading():
    """The council's meeting before 14 October is of last year: then only 15 September binds, and finance on Monday 14
    September serves: Fri 11, Thu 10, Wed 9, Tue 8 September."""
    councils = ["2025-12-10", "2026-10-14", "2026-12-09"]
    found = one("2027-01-01", calendar(council=councils, finance=["2026-09-14", "2026-11-30"]))
    assert found.budget.amounts_ready == d("2026-09-08")


def test_amounts_that_are_decided_after_the_budget_are_said():
    """The budget is adopted by 15 October; the round with the money is decided on 9 December at the latest."""
    councils = calendar(council=["2026-09-16", "2026-10-14", "2026-12-09"])
    with_money = one("2027-01-01", councils, rounds=(replace(FINAL, with_money=True),))
    said = [(each.date, each.round) for each in with_money.warnings if each.kind == WarningKind.MONEY_AFTER_BUDGET]
    assert said == [(d("2026-12-09"), "final")]
    in_time = one("2027-01-01", councils, rounds=(replace(FIRST, with_money=True), FINAL))
    assert in_time.rounds[0].chains[0].decided_on == d("2026-10-14")
    without = one("2027-01-01", councils)
    for found in (in_time, without):
        assert WarningKind.MONEY_AFTER_BUDGET not in {each.kind for each in found.warnings}


def test_a_meeting_that_is_passed_over_for_the_new_council_is_said():
    """1 and 15 December are the first and the last day of the new council's beginning; the 16th serves and warns."""
    elections = replace(PLAIN, election_years=frozenset({2029}))
    today = d("2029-01-05")
    councils = ["2029-11-30", "2029-12-01", "2029-12-15", "2029-12-16"]
    passed = one("2029-12-16", calendar(council=councils), settings=elections, today=today)
    assert passed.rounds[0].chains[0].decided_on == d("2029-11-30")
    assert [(each.kind, each.date) for each in passed.warnings if each.code] == [
        (WarningKind.ELECTION_AUTUMN, d("2029-11-30")),
        (WarningKind.CONSTITUTION, d("2029-12-15")),
    ]
    after = one("2030-01-01", calendar(council=councils), settings=elections, today=today)
    assert [(each.kind, each.date) for each in after.warnings if each.code] == [
        (WarningKind.ELECTION_AUTUMN, d("2029-12-16"))
    ]
    assert after.rounds[0].chains[0].reach == Reach.OK


def test_employees_who_should_have_been_told_are_said_and_stop_nothing():
    """Text ready 20 August, told by 23 July. Today is the day after."""
    found = one("2026-09-01", calendar(council=["2026-08-26"]), today=d("2026-07-24"))
    assert [(each.date, each.round) for each in found.warnings if each.kind == WarningKind.INFORMATION_LATE] == [
        (d("2026-07-23"), "final")
    ]
    assert found.is_reachable
    in_time = one("2026-09-01", calendar(council=["2026-08-26"]), today=d("2026-07-23"))
    assert WarningKind.INFORMATION_LATE not in {each.kind for each in in_time.warnings}
