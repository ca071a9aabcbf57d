"""What beat starts by itself leaves a trace of each run, and what has stopped is said."""

import datetime as dt

import pytest
import time_machine
from celery import shared_task
from celery.schedules import crontab

from jobs import schedules, tasks
from jobs.models import ScheduledRun

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)  # a Monday
NIGHTLY = {"nightly": {"task": "tests.nightly", "schedule": crontab(minute="41", hour="3")}}


@shared_task(name="tests.nightly")
def nightly(fails: bool = False) -> None:
    if fails:
        raise RuntimeError("Filen er væk")


@pytest.fixture
def plan(settings):
    settings.CELERY_BEAT_SCHEDULE = NIGHTLY | {"sweep-jobs": {"task": "jobs.sweep", "schedule": 30.0}}
    with time_machine.travel(START, tick=False) as clock:
        yield clock


def state_of(name):
    return next(state for state in schedules.schedule_states() if state.name == name)


def test_every_entry_of_the_plan_has_a_name_in_danish(settings):
    assert set(settings.CELERY_BEAT_SCHEDULE) | {"import-population"} == set(schedules.TITLES)


def test_a_run_leaves_when_it_began_when_it_ended_and_how_it_went(plan):
    tasks.sweep.apply()
    run = ScheduledRun.objects.get(name="sweep-jobs")
    assert (run.started_at, run.finished_at, run.failed, run.error_number) == (START, START, False, "")
    assert state_of("sweep-jobs").words == "Kører som planlagt"


def test_a_run_that_fails_says_so_with_a_number_until_one_goes_well(plan, caplog):
    nightly.apply(kwargs={"fails": True})
    failed = state_of("nightly")
    assert (failed.words, failed.is_well, len(failed.run.error_number)) == ("Gik galt sidst", False, 4)
    assert f"Error number {failed.run.error_number}" in caplog.text
    nightly.apply()
    assert state_of("nightly").is_well
    assert ScheduledRun.objects.get(name="nightly").error_number == failed.run.error_number


def test_what_runs_every_thirty_seconds_has_stopped_after_a_minute_and_some_slack(plan):
    tasks.sweep.apply()
    plan.move_to(START + dt.timedelta(minutes=6))
    assert not state_of("sweep-jobs").stopped
    plan.move_to(START + dt.timedelta(minutes=6, seconds=1))
    assert (state_of("sweep-jobs").stopped, state_of("sweep-jobs").words) == (True, "Er gået i stå")


def test_what_runs_every_night_has_stopped_when_it_missed_two_nights(plan):
    nightly.apply()
    assert state_of("nightly").next_due == dt.datetime(2026, 3, 3, 2, 41, tzinfo=dt.UTC)  # 3.41 in Denmark
    plan.move_to(dt.datetime(2026, 3, 4, 2, 46, tzinfo=dt.UTC))
    assert not state_of("nightly").stopped
    plan.move_to(dt.datetime(2026, 3, 4, 2, 47, tzinfo=dt.UTC))
    assert state_of("nightly").stopped


def test_what_never_ran_counts_from_when_it_was_first_seen(plan):
    first = state_of("nightly")
    assert (first.words, first.is_well) == ("Har ikke kørt endnu", True)
    plan.move_to(START + dt.timedelta(days=3))
    assert state_of("nightly").stopped
    assert schedules.schedule_states()[0].stopped, "those that need somebody come first"


def test_a_run_whose_worker_was_killed_has_not_ended(plan):
    nightly.apply()
    plan.move_to(START + dt.timedelta(days=3))
    schedules.note_start("tests.nightly")
    assert state_of("nightly").stopped


def test_a_sweep_of_a_worker_that_starts_is_no_sign_that_beat_lives(plan):
    tasks.sweep_at_start.apply()
    assert not ScheduledRun.objects.exists()
