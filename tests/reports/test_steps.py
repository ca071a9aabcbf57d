"""The four steps of the page follow the job's row."""

import pytest

from jobs.models import Job
from reports.steps import FETCHING, TYPESETTING, news, stage, steps_of


@pytest.mark.parametrize(
    ("state", "step", "expected"),
    [
        ("queued", "", ["now", "coming", "coming", "coming"]),
        ("running", "", ["done", "now", "coming", "coming"]),
        ("running", FETCHING, ["done", "now", "coming", "coming"]),
        ("running", TYPESETTING, ["done", "done", "now", "coming"]),
        ("done", "Klar", ["done", "done", "done", "done"]),
        ("failed", FETCHING, ["done", "failed", "coming", "coming"]),
        ("failed", TYPESETTING, ["done", "done", "failed", "coming"]),
    ],
)
def test_each_step_is_done_under_way_coming_or_failed(state, step, expected):
    assert [each.state for each in steps_of(Job(state=state, step=step))] == expected


def test_the_steps_have_the_names_that_the_page_shows():
    assert [each.name for each in steps_of(Job())] == ["I kø", "Henter data", "Sætter op", "Klar"]


def test_every_stage_is_told_in_words_of_its_own():
    jobs = [
        Job(state="queued"),
        Job(state="running", step=FETCHING),
        Job(state="running", step=TYPESETTING),
        Job(state="done"),
        Job(state="failed", step=TYPESETTING),
    ]
    assert len({stage(job) for job in jobs}) == len(jobs)
    assert [news(job, "Rapporten") for job in jobs] == [
        "I kø",
        "Henter data",
        "Sætter op",
        "Rapporten er klar til at hente.",
        "Rapporten kunne ikke laves.",
    ]
