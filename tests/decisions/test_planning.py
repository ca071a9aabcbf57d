"""The page of the planner: rounds that are left, calendars, the authority, and what it says of them."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from common.formats import long_date
from decisions.calendars import load_calendars
from decisions.meeting_import import read_lines
from decisions.models import PoliticalMeeting
from decisions.planner import Plan, Warning_, WarningKind, default_settings
from decisions.planning import Planning, make_plan, rounds_of
from decisions.services import (
    add_question,
    save_meetings,
    set_practice,
)
from tests.clock import next_year
from tests.decisions.build import decide, publish


def save(collaboration, municipality, text, actor, **values):
    return save_meetings(collaboration, municipality=municipality, lines=read_lines(text), actor=actor, **values)


def test_a_plan_is_made_of_the_calendars_and_the_rounds_that_are_open(section_60, odder, horsens, koordinator):
    for place in (odder, horsens):
        save(
            section_60,
            place,
            "\n".join(f"{day}.{next_year()};byråd" for day in ("24.03", "26.05", "25.08")),
            koordinator,
        )
        set_practice(section_60, municipality=place, lead_weekdays=0, has_committee=False, version=0, actor=koordinator)
        PoliticalMeeting.objects.create(municipality=place, body="finance", date=dt.date(next_year(), 3, 10))
    assert [each.authority_after for each in rounds_of(section_60, default_settings(), 14)] == [False, True, False]
    for place in (odder, horsens):
        decide(section_60, "principle-decision", place)
        decide(section_60, "preliminary-approval", place)
    names = [each.name for each in rounds_of(section_60, default_settings(), 14)]
    assert names == ["Runde 2: Vedtægter", "Runde 3: Tiltrædelse"]
    made = make_plan(section_60, start=dt.date(next_year(), 9, 1), settings=default_settings(), preparation_days=14)
    assert [each.name for each in made.rounds[0].rows] == ["Horsens", "Odder"]


def test_few_and_many_calendars_take_the_same_queries(section_60, odder, horsens, django_assert_num_queries):
    for place in ([odder], [odder, horsens]):
        with django_assert_num_queries(3):
            assert len(load_calendars(place)) == len(place)


def test_the_planners_page_keeps_what_was_asked_and_says_what_can_not_be_read(browser, slug):
    url = reverse("decisions:planner", args=[slug])
    page = browser.get(url, {"start": f"01.01.{next_year() + 1}", "myndighed": "20"})
    assert 'value="20"' in page.content.decode()
    assert "Ingen kommune har skrevet sine møder så langt." in page.content.decode()
    wrong = browser.get(url, {"start": "engang", "myndighed": "-1"}).content.decode()
    assert "Skriv datoen som dd.mm.åååå" in wrong


def test_what_to_know_stands_on_the_page_once_with_all_that_it_is_about(browser, slug, section_60, koordinator):
    page = browser.get(reverse("decisions:planner", args=[slug]), {"start": f"01.09.{next_year()}"}).content.decode()
    assert page.count("Vær opmærksom på") == 1
    assert "Start gerne 1. januar, så følger pengene budgettet." in page
    assert "Skriv mødekalenderen for Horsens og Odder. Ellers ved planen ikke, om de kan nå det." in page
    assert f"Vi ved ikke, om alle kan nå det, hvis I starter 1. september {next_year()}." in page
    assert "Mødekalenderen mangler for Horsens og Odder." in page
    assert "Skriv den, så kan den første start, der kan nås, regnes ud." in page


def test_a_deadline_that_comes_too_late_for_the_start_is_pointed_out(browser, slug, section_60):
    section_60.rounds.filter(position=2).update(deadline=dt.date(next_year(), 12, 20))
    page = browser.get(reverse("decisions:planner", args=[slug]), {"start": f"01.09.{next_year()}"}).content.decode()
    assert (
        f"er 20. december {next_year()}. Planen kræver, at alle har besluttet senest 31. august {next_year()}." in page
    )


def test_a_day_that_has_passed_is_no_deadline_to_move_to(browser, slug, section_60):
    section_60.rounds.update(deadline=timezone.localdate() + dt.timedelta(days=30))
    start = timezone.localdate() + dt.timedelta(days=40)
    page = browser.get(reverse("decisions:planner", args=[slug]), {"start": f"{start:%d.%m.%Y}"}).content.decode()
    assert "Ret fristen." not in page


def test_who_can_not_reach_the_start_is_named(browser, slug, odder, horsens):
    start = timezone.localdate() + dt.timedelta(days=10)
    for place in (odder, horsens):
        for days in (5, 40):
            day = start + dt.timedelta(days=days)
            for body in ("committee", "finance", "council"):
                PoliticalMeeting.objects.create(municipality=place, body=body, date=day)
    page = browser.get(reverse("decisions:planner", args=[slug]), {"start": f"{start:%d.%m.%Y}"}).content.decode()
    assert f"Horsens og Odder kan ikke nå det, hvis I starter {long_date(start)}." in page


def test_who_has_no_calendar_is_not_said_to_be_too_late(browser, slug, odder, horsens):
    """Three rounds and the authority take months: the first of them should have been decided long ago."""
    start = timezone.localdate() + dt.timedelta(days=10)
    url, asked = reverse("decisions:planner", args=[slug]), {"start": f"{start:%d.%m.%Y}"}
    nobody = browser.get(url, asked).content.decode()
    assert f"Start {long_date(start)} kan ikke nås: “Runde 1: Principbeslutning” skulle være besluttet senest" in nobody
    assert "Mødekalenderen mangler for Horsens og Odder." in nobody
    assert "Kan ikke nå det: Horsens" not in nobody
    for body in ("committee", "finance", "council"):
        PoliticalMeeting.objects.create(municipality=horsens, body=body, date=start + dt.timedelta(days=5))
    page = browser.get(url, asked)
    assert f"Horsens kan ikke nå det, hvis I starter {long_date(start)}." in page.content.decode()
    assert "Mødekalenderen mangler for Odder." in page.content.decode()
    first, *_later = page.context["planning"].rounds
    why = {row.name: row.why for row in first.rows}
    assert why == {"Horsens": "Nej, den sidste dag er passeret", "Odder": "Mødekalenderen mangler"}


def test_what_is_missing_of_a_calendar_that_ends_too_soon_is_said(browser, slug, odder, horsens):
    for place in (odder, horsens):
        PoliticalMeeting.objects.create(municipality=place, body="council", date=dt.date(next_year(), 2, 2))
    page = browser.get(reverse("decisions:planner", args=[slug]), {"start": f"01.12.{next_year()}"}).content.decode()
    assert "Der mangler møder i kalenderen for Horsens og Odder." in page
    assert "Skriv flere møder i kalenderen for Horsens og Odder: kommunalbestyrelsen." in page
    assert "Skriv dem, så kan den første start, der kan nås, regnes ud." in page


def test_a_start_that_has_been_is_refused(browser, slug):
    page = browser.get(reverse("decisions:planner", args=[slug]), {"start": "01.01.2020"}).content.decode()
    assert "Vælg en dag, der ligger fremme." in page


def test_budget_dates_that_an_order_has_moved_are_counted_with(browser, slug):
    url, start = reverse("decisions:planner", args=[slug]), f"01.01.{next_year() + 1}"
    moved = {"start": start, "forslag": f"25.08.{next_year()}", "vedtagelse": f"30.09.{next_year()}"}
    usual = browser.get(url, {"start": start}).content.decode()
    assert "Kan ikke nå det:" not in usual
    assert f"forslag senest 15. september {next_year()}" in usual
    assert f"forslag senest 25. august {next_year()}" in browser.get(url, moved).content.decode()
    early = browser.get(url, moved | {"forslag": f"25.08.{next_year() - 1}"}).content.decode()
    assert "Vælg en dag i året før start." in early
    swapped = browser.get(url, moved | {"forslag": f"01.10.{next_year()}"}).content.decode()
    assert "Forslaget kommer før vedtagelsen." in swapped


def test_of_many_names_the_first_are_said_and_how_many_more():
    names = {str(code): f"Kommune {code}" for code in range(9)}
    found = tuple(Warning_(WarningKind.NO_CALENDAR, code=code) for code in names)
    (said,) = Planning(Plan(dt.date(2028, 1, 1), (), (), None, found), names).warnings
    assert "Kommune 5 og 3 andre" in said


def test_while_the_authority_has_not_answered_its_time_is_part_of_the_plan(browser, section_60, slug, odder, horsens):
    today = timezone.localdate()
    keys = list(section_60.questions.filter(scope="each", round__position__lt=2).values_list("key", flat=True))
    for place in (odder, horsens):
        for key in keys:
            decide(section_60, key, place, date=today - dt.timedelta(days=40))
    weeks = default_settings().authority_weeks
    assert _plan_of(section_60) == [("Runde 2: Vedtægter", True, None, 0), ("Runde 3: Tiltrædelse", False, None, 2)]
    decide(section_60, "authority-approval", outcome="sent", date=today - dt.timedelta(days=29))
    assert _plan_of(section_60)[0] == ("Runde 2: Vedtægter", True, weeks - 4, 0)
    url = reverse("decisions:planner", args=[slug])
    early = browser.get(url, {"start": f"{today + dt.timedelta(days=30):%d.%m.%Y}", "forberedelse": "0"})
    for place in (odder, horsens):
        PoliticalMeeting.objects.create(municipality=place, date=today + dt.timedelta(days=400), body="council")
    assert "Er sket" in early.content.decode()
    assert early.context["planning"].plan.answer_is_late
    assert "før teksten til “Runde 2" not in early.content.decode()
    decide(section_60, "authority-approval")
    assert [name for name, *_rest in _plan_of(section_60)] == ["Runde 3: Tiltrædelse"]


def _plan_of(collaboration):
    """Each round: does it wait for the authority, for how many weeks, and how many have still to decide?"""
    return [
        (each.name, each.authority_after, each.authority_weeks, 2 - len(each.settled))
        for each in rounds_of(collaboration, default_settings(), 14)
    ]


def test_the_authority_answers_what_was_sent_last_and_not_sooner(section_60, odder, horsens, koordinator, statutes):
    today = timezone.localdate()
    weeks = default_settings().authority_weeks
    second = lambda: _plan_of(section_60)[1]  # noqa: E731
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place, date=today - dt.timedelta(days=40))
    assert second()[1:3] == (True, None)
    decide(section_60, "authority-approval", outcome="sent", date=today - dt.timedelta(days=35))
    assert second()[1:3] == (True, weeks - 5)  # whatever else of the round is missing
    decide(section_60, "authority-approval", outcome="answered", date=today - dt.timedelta(days=1))
    assert second()[1:3] == (True, weeks - 5)
    requires = [section_60.questions.get(key="statutes-adopted")]
    own = {"title": "Ministeriet godkender", "scope": "authority", "binding": True, "requires": requires}
    other = add_question(section_60, **own, actor=koordinator)
    assert second()[1:3] == (True, None)
    decide(section_60, other.key, outcome="sent", date=today - dt.timedelta(days=7))
    assert second()[1:3] == (True, weeks - 1)
    publish(statutes, on=today)
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place, date=today)
    assert second()[1:3] == (True, None)


def test_when_all_have_decided_the_plan_asks_for_no_text_and_no_other_deadline(
    browser, section_60, slug, odder, horsens
):
    today = timezone.localdate()
    section_60.questions.filter(key__in=["accession", "appointment"]).delete()
    for place in (odder, horsens):
        for key in ("principle-decision", "preliminary-approval", "statutes-adopted", "appropriation"):
            decide(section_60, key, place, date=today - dt.timedelta(days=60))
    decide(section_60, "authority-approval", outcome="sent", date=today - dt.timedelta(days=60))
    section_60.rounds.update(deadline=today + dt.timedelta(days=300))
    start = f"{today + dt.timedelta(days=200):%d.%m.%Y}"
    page = browser.get(reverse("decisions:planner", args=[slug]), {"start": start}).content.decode()
    assert "I venter kun på myndigheden. Den skal svare senest" in page
    for absent in ("Den første tekst skal være klar", "Ret fristen", "tillægsbevilling"):
        assert absent not in page


def test_who_has_decided_is_not_planned_again(section_60, odder, horsens):
    decide(section_60, "principle-decision", odder)
    decide(section_60, "preliminary-approval", odder)
    made = make_plan(section_60, start=dt.date(next_year(), 9, 1), settings=default_settings(), preparation_days=14)
    assert [each.name for each in made.rounds[0].rows] == ["Horsens"]
    assert [each.name for each in made.rounds[1].rows] == ["Horsens", "Odder"]
