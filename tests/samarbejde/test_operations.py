"""The page of operations: does what should happen by itself still happen?"""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from jobs import schedules
from jobs.models import ScheduledRun
from tests.conftest import CAST

CELLS = {"anonym": 302, **dict.fromkeys(CAST, 403), "administrator": 200}


@pytest.fixture
def stopped(db):
    ScheduledRun.objects.create(name="sweep-jobs", known_since=timezone.now() - dt.timedelta(days=2))


@pytest.mark.parametrize("who", ["anonym", *CAST])
def test_only_administrators_see_the_operations(client_for, who):
    assert client_for(who).get(reverse("operations")).status_code == CELLS[who]


def test_the_page_says_what_has_stopped(client_for, stopped):
    page = client_for("administrator").get(reverse("operations")).content.decode()
    assert "1 planlagt opgave er gået i stå." in page
    assert "Send opgaver videre, der venter" in page
    assert "Aldrig" in page


def test_the_page_says_that_all_is_well(client_for):
    schedules.note_success("jobs.sweep")
    page = client_for("administrator").get(reverse("operations")).content.decode()
    assert "De planlagte opgaver kører, som de skal." in page
    assert "Har ikke kørt endnu" in page


def test_the_page_names_the_number_of_the_last_error(client_for):
    schedules.note_failure("jobs.sweep", RuntimeError("Filen er væk"))
    page = client_for("administrator").get(reverse("operations")).content.decode()
    assert "1 planlagt opgave gik galt sidst." in page
    assert ScheduledRun.objects.get(name="sweep-jobs").error_number in page
    assert "Filen er væk" not in page


def test_the_page_takes_the_same_few_queries_every_time(client_for, django_assert_num_queries):
    browser = client_for("administrator")
    assert browser.get(reverse("operations")).status_code == 200  # and the entries are known
    with django_assert_num_queries(5):
        browser.get(reverse("operations"))


def test_ready_names_what_has_stopped_and_stays_ready(client, stopped):
    answer = client.get("/sundhed/klar")
    assert (answer.status_code, answer.json()["degraded"]) == (200, ["sweep-jobs"])


def test_ready_is_whole_again_after_a_run(client, stopped):
    schedules.note_success("jobs.sweep")
    assert client.get("/sundhed/klar").json()["degraded"] == []


def test_a_schedule_that_was_just_installed_is_not_degraded(client, db):
    assert client.get("/sundhed/klar").json()["degraded"] == []
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        assert client.get("/sundhed/klar").json()["degraded"] == ["sweep-jobs"]
