"""What an editor of the catalogue has to do stands in Mit arbejde and on the front page of Redaktion."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from cases.models import Case, Revision
from cases.services import add_topic, create_draft, submit_for_review
from dashboards.my_work import build_my_work
from dashboards.tasks import Mine
from dashboards.to_curate import curation_tasks
from tests import factories
from tests.cases.build import WHOLE, changed

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def other(db):
    user = factories.make_user("anden@example.org", name="Anden redaktør")
    factories.make_system_role(user, "editor")
    return user


@time_machine.travel(dt.datetime(2031, 11, 26, 12, tzinfo=dt.UTC))
def test_what_should_be_confirmed_is_a_task_with_the_day_it_should_have_been(redaktoer):
    factories.make_case("Gammel")
    Case.objects.update(confirmed_on=dt.date(2029, 3, 1))
    factories.make_case("Ny")
    Case.objects.filter(title="Ny").update(confirmed_on=dt.date(2031, 11, 1))
    [task] = curation_tasks(Mine(redaktoer))
    assert (task.text, task.due, task.colour, task.collaboration) == (
        "Bekræft casen “Gammel”",
        dt.date(2031, 3, 1),
        "red",
        "Casekatalog",
    )
    assert task.url == reverse("cases:curate", args=["gammel"])


def test_a_case_that_was_never_confirmed_has_no_day(redaktoer):
    factories.make_case("Gammel")
    Case.objects.update(confirmed_on=None)
    [task] = curation_tasks(Mine(redaktoer))
    assert (task.due, task.colour) == (None, "grey")


def test_what_another_wrote_is_looked_through_by_an_editor_who_did_not(redaktoer, other):
    submit_for_review(create_draft(WHOLE, actor=other), number=1, actor=other)
    submit_for_review(create_draft(changed(title="Min egen"), actor=redaktoer), number=1, actor=redaktoer)
    assert [(task.text, task.waits) for task in curation_tasks(Mine(redaktoer))] == [
        ("Se casen “Fælles køkken” igennem", False),
        ("En anden redaktør skal se casen “Min egen” igennem", True),
    ]


@pytest.mark.parametrize("name", ["administrator", "fremmed", "koordinator"])
def test_nobody_else_is_asked(request, name):
    factories.make_case("Gammel")
    Case.objects.update(confirmed_on=None)
    assert list(curation_tasks(Mine(request.getfixturevalue(name)))) == []


def test_an_editor_without_collaborations_sees_the_tasks(client, redaktoer):
    factories.make_case("Gammel")
    Case.objects.update(confirmed_on=None)
    client.force_login(redaktoer, backend=BACKEND)
    text = client.get(reverse("dashboards:my_work")).content.decode()
    assert "Bekræft casen “Gammel”" in text
    assert "Mine samarbejder" not in text
    assert not build_my_work(redaktoer, since=None).is_new


@pytest.mark.parametrize("many", [3, 300])
def test_three_and_three_hundred_cases_take_the_same_queries(redaktoer, other, many, django_assert_num_queries):
    factories.make_many_cases(many)
    in_review = factories.make_many_cases(many, state="review")
    Revision.objects.bulk_create(
        Revision(case=case, number=1, document=case.document, author=other) for case in in_review
    )
    Case.objects.update(confirmed_on=None)
    with django_assert_num_queries(7):  # the user, the roles, to look through, drafts, topics, waiting, to confirm
        tasks = list(curation_tasks(Mine(type(redaktoer).objects.get(pk=redaktoer.pk))))
    assert len(tasks) == many + (3 if many == 3 else 1)


def test_many_to_confirm_are_one_line_that_leads_to_all_of_them(client, redaktoer):
    for number in range(4):
        factories.make_case(f"Udgivet {number}")
    Case.objects.update(confirmed_on=None)
    [task] = curation_tasks(Mine(redaktoer))
    assert task.text == "Bekræft 4 cases, som ingen har bekræftet i to år"
    client.force_login(redaktoer, backend=BACKEND)
    page = client.get(task.url).content.decode()
    assert all(f"Udgivet {number}" in page for number in range(4))


def test_redaktion_and_the_queue_count_cases_and_mit_arbejde_its_lines(client, redaktoer, other, koordinator):
    for number in range(5):
        factories.make_case(f"Gammel {number}")
        create_draft(changed(title=f"Fortalt {number}"), actor=koordinator)
    Case.objects.filter(state="published").update(confirmed_on=None)
    submit_for_review(create_draft(WHOLE, actor=other), number=1, actor=other)
    create_draft(changed(title="Kollegaens kladde"), actor=other)
    client.force_login(redaktoer, backend=BACKEND)
    queue = client.get(reverse("cases:queue"))
    front = client.get(reverse("dashboards:editing"))
    work = client.get(reverse("dashboards:my_work"))
    assert (queue.context["queue"].waiting, len(queue.context["queue"].rows)) == (11, 11)
    assert "11 cases venter på dig." in queue.content.decode()
    assert front.context["editorial"].waiting == 11
    assert "11 ting venter på dig." in front.content.decode()
    assert work.context["work"].less_urgent == "3 opgaver uden frist."
    assert sum(len(group.tasks) for group in work.context["work"].groups) == 3


def test_a_case_that_somebody_is_correcting_is_not_to_be_confirmed(redaktoer, other):
    case = factories.make_case("Gammel")
    Case.objects.update(confirmed_on=None, pending="draft")
    case.revisions.create(number=1, document=case.document, author=other)
    assert list(curation_tasks(Mine(redaktoer))) == []


def test_a_topic_that_somebody_is_writing_waits(client, redaktoer):
    add_topic(name="Havne", words=[], guide="", actor=redaktoer)
    assert [task.text for task in curation_tasks(Mine(redaktoer))] == ["Udgiv eller slet kladden til emnet “Havne”"]
    client.force_login(redaktoer, backend=BACKEND)
    assert "Kladden til emnet “Havne” venter." in client.get(reverse("dashboards:editing")).content.decode()


def test_the_front_page_says_what_waits(client, redaktoer, other):
    submit_for_review(create_draft(WHOLE, actor=other), number=1, actor=other)
    client.force_login(redaktoer, backend=BACKEND)
    text = client.get(reverse("dashboards:editing")).content.decode()
    assert "Se “Fælles køkken” igennem." in text
    assert reverse("cases:topics") in text
