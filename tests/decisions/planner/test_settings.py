"""What the planner counts with when nobody says otherwise."""

import datetime as dt

import pytest

from decisions.planner import MunicipalCalendar, Round, Settings, default_settings
from decisions.planner.defaults import DATA, defaults


def test_the_defaults_say_where_they_come_from_and_what_is_assumed():
    assert default_settings().assumptions == {"preparation_days", "authority_weeks", "information_weeks"}
    assert default_settings(authority_weeks=20).authority_weeks == 20
    told = [each for name, each in defaults().items() if name not in ("last_checked", "budget")]
    assert all(each["source"] for each in told)
    assert all(defaults()["budget"][name]["source"] for name in ("proposal", "adoption", "readings_apart_days"))


def test_an_unknown_duration_is_the_assumed_one():
    assert default_settings(authority_weeks=None).authority_weeks == defaults()["authority_weeks"]["value"]


def test_a_round_can_know_how_long_its_own_authority_takes():
    asked = Round("final", "Endelig beslutning", authority_after=True)
    own = Round("final", "Endelig beslutning", authority_after=True, authority_weeks=2)
    none = Round("final", "Endelig beslutning", authority_weeks=2)
    settings = Settings(authority_weeks=8)
    assert [settings.authority_time(each).days for each in (asked, own, none)] == [56, 14, 0]


def test_july_is_a_recess_in_every_calendar_that_does_not_say_otherwise():
    assert MunicipalCalendar("727", "Odder").is_recess(dt.date(2026, 7, 31))
    assert not MunicipalCalendar("727", "Odder", recess_months=frozenset()).is_recess(dt.date(2026, 7, 31))


@pytest.fixture
def edited_file(tmp_path, monkeypatch):
    """The data file with one year in which an order moved the budget's dates."""
    path = tmp_path / "planning.yaml"
    moved = "moved: {2028: {proposal: 2027-09-22, adoption: 2027-10-22}}"
    path.write_text(DATA.read_text(encoding="utf-8").replace("moved: {}", moved), encoding="utf-8")
    monkeypatch.setattr("decisions.planner.defaults.DATA", path)
    defaults.cache_clear()
    yield
    defaults.cache_clear()


def test_dates_of_the_budget_are_moved_in_the_data_file_year_by_year(edited_file):
    settings = default_settings()
    assert settings.budget_dates(2028) == (dt.date(2027, 9, 22), dt.date(2027, 10, 22))
    assert settings.budget_dates(2029) == (dt.date(2028, 9, 15), dt.date(2028, 10, 15))
