"""Nobody says that a collaboration is in operation before its first concrete task is named."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from collaborations.models import ActivityEntry, Collaboration, FirstTask
from collaborations.services import update_facts
from common.exceptions import DomainError
from tests.collaborations.first_tasks import FIRST_TASK, TITLE, name_task
from tests.collaborations.pages import errors_of, text_of
from tests.phases.pages import main_of

DAY = dt.date(2026, 10, 1)
LONG_AGO = dt.date(2014, 1, 1)


@pytest.fixture
def run(collaboration):
    def begin(**values):
        changes = {"operating_from": DAY} | values.pop("changes", {})
        return update_facts(collaboration, changes=changes, version=1, actor=None, **values)

    return begin


def test_without_a_first_task_it_is_not_in_operation(collaboration, run):
    with pytest.raises(DomainError, match="Navngiv den første konkrete opgave"):
        run()
    assert Collaboration.objects.get(pk=collaboration.pk).operating_from is None


def test_with_one_it_is(collaboration, run):
    name_task(collaboration)
    assert run().operating_from == DAY


def test_both_may_be_said_at_once(collaboration, run):
    task = {"title": TITLE, "responsible": "Projektleder", "date": DAY}
    assert run(first_task=task).operating_from == DAY
    assert [each.title for each in collaboration.first_tasks.all()] == [TITLE]


def test_a_task_is_not_kept_where_the_rest_does_not_hold(run):
    task = {"title": TITLE, "responsible": "Projektleder", "date": DAY}
    with pytest.raises(DomainError, match="Driften kan ikke begynde"):
        run(first_task=task, changes={"founded_on": dt.date(2026, 11, 1)})
    assert not FirstTask.objects.exists()


def test_one_that_ran_before_the_rule_is_not_locked(collaboration):
    Collaboration.objects.filter(pk=collaboration.pk).update(operating_from=LONG_AGO)
    changes = {"operating_from": LONG_AGO, "demarcation": "Kun drift"}
    assert update_facts(collaboration, changes=changes, version=1, actor=None).demarcation == "Kun drift"


def test_what_a_source_tells_is_taken_as_it_is_told(collaboration, run):
    Collaboration.objects.filter(pk=collaboration.pk).update(origin="source")
    assert run().operating_from == DAY


@pytest.mark.parametrize(
    "values", [{"title": " "}, {"responsible": ""}, {"responsible": "anna@example.org"}, {"date": dt.date(26, 1, 1)}]
)
def test_a_task_has_a_title_a_role_and_a_day(collaboration, values):
    with pytest.raises(DomainError):
        name_task(collaboration, **values)


def test_another_task_takes_its_place_and_the_first_stays_in_the_history(collaboration):
    name_task(collaboration)
    name_task(collaboration)
    name_task(collaboration, title="Fælles licenser")
    assert [each.title for each in collaboration.first_tasks.all()] == ["Fælles licenser", TITLE]
    assert f"Før: “{TITLE}”." in ActivityEntry.objects.first().text


def test_one_that_somebody_else_named_meanwhile_is_said(collaboration):
    first = name_task(collaboration, seen=0)
    with pytest.raises(DomainError, match=f"Imens er den første opgave blevet “{TITLE}”. Ansvarlig: Projektleder."):
        name_task(collaboration, title="Fælles licenser", seen=0)
    assert name_task(collaboration, title="Fælles licenser", seen=first.pk).title == "Fælles licenser"


@pytest.mark.parametrize("values", [{"title": ""}, {"responsible": ""}])
def test_the_database_wants_a_title_and_a_role(collaboration, values):
    row = {"title": TITLE, "responsible": "Projektleder", "date": DAY} | values
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstTask.objects.create(collaboration=collaboration, **row)


def test_the_form_asks_for_the_task_and_loses_nothing(client_for, collaboration):
    address = reverse("collaborations:facts", args=[collaboration.slug])
    typed = {"name": "Nyt navn", "purpose": "Nyt formål", "version": "1", "operating_from": "01.10.2026"}
    response = client_for("koordinator").post(address, typed | {"first_task_title": TITLE})
    assert set(errors_of(response)) == {"first_task_responsible", "first_task_date"}
    form = response.context["form"]
    assert (form["name"].value(), form["first_task_title"].value()) == ("Nyt navn", TITLE)
    response = client_for("koordinator").post(address, typed | FIRST_TASK, follow=True)
    assert "Oplysningerne er gemt." in text_of(response)
    assert FirstTask.objects.get().title == TITLE


def test_once_it_is_named_the_form_leads_to_it(client_for, collaboration):
    name_task(collaboration)
    page = main_of(client_for("koordinator").get(reverse("collaborations:facts", args=[collaboration.slug])))
    assert "first_task_title" not in page
    assert reverse("followup:board", args=[collaboration.slug]) in page


def test_a_bidragyder_is_not_asked_for_it(client_for, collaboration):
    page = main_of(client_for("bidragyder").get(reverse("collaborations:facts", args=[collaboration.slug])))
    assert "first_task_title" not in page
