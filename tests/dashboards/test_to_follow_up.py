"""What Mit arbejde and the overview say about follow-up: to whom, in which words, and where it leads."""

import pytest
from django.urls import reverse

from collaborations.models import Collaboration
from dashboards.tasks import Mine
from dashboards.to_follow_up import follow_ups
from followup.deadlines import latest_evaluation
from followup.models import Plan
from phases.models import CollaborationProcess, ProcessVersion
from tests import factories
from tests.clock import in_days
from tests.collaborations.pages import text_of
from tests.followup.conftest import held, planned  # noqa: F401 the fixtures

EVALUATE = "Evaluér samarbejdet, og skriv, hvad I retter til"
AGREE = "Aftal, hvornår I følger op, og hvilken rolle der er ansvarlig"


@pytest.fixture
def running(collaboration, reference):
    CollaborationProcess.objects.create(collaboration=collaboration, version=ProcessVersion.objects.latest())
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=5)
    return collaboration


@pytest.fixture
def tasks(client_for):
    def read(who: str = "koordinator") -> dict[str, tuple]:
        groups = client_for(who).get(reverse("dashboards:my_work"), {"vis": "alle"}).context["work"].groups
        return {task.text: (task.url, task.due, task.colour) for group in groups for task in group.tasks}

    return read


def address(collaboration, name, *args):
    return reverse(f"followup:{name}", args=[collaboration.slug, *args])


def test_in_the_last_phase_the_coordinator_is_asked_to_agree_on_follow_up(running, tasks):
    assert tasks()[AGREE] == (address(running, "board"), None, "grey")


def test_before_that_nobody_is_asked(collaboration, tasks):
    assert AGREE not in tasks()


@pytest.mark.parametrize(("days", "colour"), [(-1, "red"), (3, "yellow"), (14, "blue")])
def test_what_is_due_within_a_fortnight_stands_there(running, tasks, days, colour):
    Plan.objects.create(collaboration=running, subject="quality", next_date=in_days(days), responsible="Koordinator")
    found = tasks()
    assert found["Følg op på kvalitet"] == (address(running, "record", "kvalitet"), in_days(days), colour)
    assert AGREE not in found


def test_what_is_due_later_does_not(running, planned, tasks):  # noqa: F811
    planned("quality", days=15)
    assert not any("kvalitet" in text for text in tasks())


def test_an_evaluation_that_nobody_planned_is_over_its_date(running, tasks):
    Collaboration.objects.filter(pk=running.pk).update(operating_from=in_days(-800))
    due = latest_evaluation(in_days(-800))
    assert tasks()[EVALUATE] == (address(running, "record", "evaluering"), due, "red")


@pytest.mark.parametrize("who", ["bidragyder", "laeser", "kontakt", "direktoer"])
def test_nobody_else_is_asked(running, planned, tasks, who):  # noqa: F811
    planned("quality", days=0)
    assert "Følg op på kvalitet" not in tasks(who)


def test_the_overview_says_it_in_the_last_phase(client_for, running, held):  # noqa: F811
    held("quality", light="red", reason="Ventetiden er fordoblet.")
    text = text_of(client_for("direktoer").get(running.get_absolute_url()))
    assert "Næste opfølgning er kvalitet" in text
    assert "Rødt ved seneste opfølgning: kvalitet (Ventetiden er fordoblet.)." in text


@pytest.mark.parametrize("phase", [1, 3, 4, 5])
def test_what_was_red_stands_first_of_what_must_be_done_in_every_phase(client_for, running, held, phase):  # noqa: F811
    Collaboration.objects.filter(pk=running.pk).update(phase=phase)
    held("quality", light="red", reason="Ventetiden er fordoblet")
    page = client_for("direktoer").get(running.get_absolute_url())
    action = page.context["overview"].actions[0]
    assert action.text == "Opfølgningen på kvalitet er rød: Ventetiden er fordoblet"
    assert action.url == address(running, "board")
    assert 'aria-label="Rødt:"' in page.content.decode()


def test_before_that_the_overview_says_nothing_of_it(client_for, collaboration):
    text = text_of(client_for("koordinator").get(collaboration.get_absolute_url()))
    assert "Al opfølgning" not in text


@pytest.mark.parametrize("number", [1, 30])
def test_many_collaborations_take_two_queries(number, running, koordinator, django_assert_num_queries):
    for _ in range(number):
        factories.make_collaboration(coordinator=koordinator)
    mine = Mine(koordinator)
    assert len(mine.own) == number + 1
    with django_assert_num_queries(2):
        assert [task.text for task in follow_ups(mine)] == [AGREE]
