"""Mit arbejde: what to do now, in the right order, for the right people, in as many queries for many as for few."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations import services as collaborations
from collaborations.models import Collaboration
from dashboards.models import LastVisit
from decisions.models import Round
from models_catalog.models import OrganisationType
from phases import services
from phases.models import ChecklistTemplateItem, PhaseTransition
from tests import factories

HOME = reverse("dashboards:my_work")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def coordinator(reference, odder):
    user = factories.make_user("koordinator.mit@example.org", name="Koordinator")
    factories.make_municipality_role(user, odder, "contact")
    return user


@pytest.fixture
def browser(client, coordinator):
    client.force_login(coordinator, backend=BACKEND)
    return client


@pytest.fixture
def start(coordinator, odder):
    def started(name):
        return services.start_collaboration(name=name, purpose="Prøve", initiator=odder, actor=coordinator)

    return started


def own_item(collaboration, owner, key="s1", days=None):
    template = ChecklistTemplateItem.objects.get(key=key, phase__version=collaboration.process.version)
    due = timezone.localdate() + dt.timedelta(days=days) if days is not None else None
    return services.answer_item(
        collaboration,
        template=template,
        actor=owner,
        version=0,
        state="started",
        owner=owner,
        due=due,
        note="",
        reason="",
    )


def work(response):
    return response.context["work"]


def test_somebody_new_without_rights_is_told_how_to_get_in(client, fremmed):
    client.force_login(fremmed, backend=BACKEND)
    page = client.get(HOME).content.decode()
    assert "Du er ikke med i et samarbejde endnu" in page
    assert reverse("accounts:request_access") in page
    assert reverse("phases:create") not in page


def test_an_administrator_is_shown_the_way_to_the_users(client, reference):
    administrator = factories.make_user("administrator.mit@example.org")
    factories.make_system_role(administrator, "administrator")
    client.force_login(administrator, backend=BACKEND)
    page = client.get(HOME).content.decode()
    assert "Se brugere og anmodninger" in page
    assert reverse("accounts:request_access") not in page


def test_what_is_missing_for_a_municipality_does_not_read_as_done(client, odder, horsens, coordinator, start):
    collaboration = start("Fælles køkken")
    collaborations.set_participation(
        collaboration, municipality=horsens, state="participant", date=timezone.localdate(), actor=coordinator
    )
    contact = factories.make_user("kontakt.mit@example.org")
    factories.make_municipality_role(contact, horsens, "contact")
    client.force_login(contact, backend=BACKEND)
    texts = [task.text for group in work(client.get(HOME)).groups for task in group.tasks]
    assert texts == ["Kravet “Ledelsen bakker op i hver kommune” mangler for Horsens"]


def test_somebody_new_who_may_begin_is_offered_to(browser):
    assert reverse("phases:create") in browser.get(HOME).content.decode()


def test_tasks_are_grouped_by_how_much_they_hurry(browser, coordinator, start):
    collaboration = start("Fælles køkken")
    for key, days in (("s1", -2), ("s2", 3), ("s3", 20), ("s4", None)):
        own_item(collaboration, coordinator, key, days)
    found = work(browser.get(HOME, {"vis": "alle"}))
    assert [group.title for group in found.groups] == ["Over frist", "Denne uge", "Senere", "Uden frist"]
    assert found.headline == "2 ting haster. Odder mangler, før I kan gå til fase 2 (Fælles køkken)."
    assert found.less_urgent.startswith("1 opgave de næste 30 dage.")


def test_the_heading_names_who_is_missing_and_red_stands_before_what_only_has_a_day(
    browser, coordinator, start, horsens
):
    collaboration = start("Fælles køkken")
    collaborations.set_participation(
        collaboration, municipality=horsens, state="participant", date=timezone.localdate(), actor=coordinator
    )
    soon = Round.objects.create(
        collaboration=collaboration, name="Runde", deadline=timezone.localdate() + dt.timedelta(days=25)
    )
    factories.make_question(collaboration, title="Vedtægter", round=soon)
    own_item(collaboration, coordinator, "s1", days=14)
    response = browser.get(HOME)
    found = work(response)
    [later] = [group for group in found.groups if group.title == "Senere"]
    assert [task.colour for task in later.tasks] == ["red", "blue"]
    said = "Intet haster. Horsens og Odder har ikke planlagt Vedtægter (Fælles køkken)."
    assert f"<h1>{said}</h1>" in response.content.decode()
    assert (found.headline, found.less_urgent) == (said, "2 opgaver de næste 30 dage. 2 opgaver uden frist.")


def test_the_page_shows_seven_tasks_and_says_how_many_there_are(browser, coordinator, start):
    collaboration = start("Fælles køkken")
    for days, key in enumerate(["s1", "s2", "s3", "s4", "s5", "s8", "s9", "s10", "s11"], start=1):
        own_item(collaboration, coordinator, key, days)
    response = browser.get(HOME)
    assert sum(len(group.tasks) for group in work(response).groups) == 7
    assert f"Vis alle ({work(response).total})" in response.content.decode()


def test_finished_points_are_no_tasks(browser, coordinator, start):
    collaboration = start("Fælles køkken")
    item = own_item(collaboration, coordinator, "s1", days=1)
    services.answer_item(
        collaboration,
        template=item.template,
        actor=coordinator,
        version=item.version,
        state="done",
        owner=coordinator,
        due=item.due,
        note="",
        reason="",
    )
    texts = [task.text for group in work(browser.get(HOME)).groups for task in group.tasks]
    assert item.template.text not in texts


def test_the_coordinator_sees_how_many_requirements_are_missing(browser, start):
    start("Fælles køkken")
    texts = [task.text for group in work(browser.get(HOME)).groups for task in group.tasks]
    assert "3 krav mangler før fase 2" in texts


def test_an_invited_municipality_owes_an_answer(client, reference, hedensted, koordinator, collaboration):
    contact = factories.make_user("hedensted@example.org")
    factories.make_municipality_role(contact, hedensted, "contact")
    client.force_login(contact, backend=BACKEND)
    texts = [task.text for group in work(client.get(HOME)).groups for task in group.tasks]
    assert texts == ["Svar på invitationen for Hedensted"]


def test_a_collaboration_from_a_published_source_is_nobodys_work(browser, coordinator, start):
    collaboration = start("Fra bogen")
    Collaboration.objects.filter(pk=collaboration.pk).update(origin="source")
    assert work(browser.get(HOME)).is_new


def test_news_is_what_others_did_since_the_visit_before(browser, coordinator, start):
    collaboration = start("Fælles køkken")
    factories.make_activity(collaboration, "Horsens sagde ja.")
    assert work(browser.get(HOME)).news == []  # the first visit: nothing is new
    LastVisit.objects.update(at=timezone.now() - dt.timedelta(days=1))
    factories.make_activity(collaboration, "Odder sagde ja.", actor=factories.make_user())
    assert "Odder sagde ja." in [entry.text for entry in work(browser.get(HOME)).news]


def test_the_same_visit_keeps_its_news(browser, coordinator, start):
    collaboration = start("Fælles køkken")
    LastVisit.objects.create(user=coordinator, at=timezone.now() - dt.timedelta(days=1))
    factories.make_activity(collaboration, "Odder sagde ja.", actor=factories.make_user())
    browser.get(HOME)
    assert "Odder sagde ja." in [entry.text for entry in work(browser.get(HOME)).news]


@pytest.mark.parametrize("number", [2, 30])
def test_few_and_many_collaborations_take_the_same_queries(
    browser, coordinator, start, number, django_assert_max_num_queries
):
    for index in range(number):
        own_item(start(f"Samarbejde {index:02d}"), coordinator, "s1", days=index)
    browser.get(HOME)
    with django_assert_max_num_queries(17) as captured:
        browser.get(HOME)
    assert len(captured) == 17


def texts_of(response) -> list[str]:
    return [task.text for group in work(response).groups for task in group.tasks]


def test_a_point_that_is_no_longer_asked_for_is_nobodys_task(browser, coordinator, start, horsens):
    collaboration = start("Fælles køkken")
    point = ChecklistTemplateItem.objects.get(key="s6", phase__version=collaboration.process.version)
    for state, reason in (("participant", ""), ("withdrawn", "Vil vente")):
        collaborations.set_participation(
            collaboration,
            municipality=horsens,
            state=state,
            reason=reason,
            date=timezone.localdate(),
            actor=coordinator,
        )
        if state == "participant":
            services.answer_item(
                collaboration,
                template=point,
                municipality=horsens,
                actor=coordinator,
                version=0,
                state="started",
                owner=coordinator,
            )
            assert f"{point.text} (Horsens)" in texts_of(browser.get(HOME))
    assert f"{point.text} (Horsens)" not in texts_of(browser.get(HOME))


def test_what_the_law_asks_of_a_newcomer_is_a_task_for_coordinator_and_contact(
    client, browser, coordinator, start, horsens
):
    collaboration = start("Fælles køkken")
    Collaboration.objects.filter(pk=collaboration.pk).update(
        organisation_type=OrganisationType.objects.get(key="section-60"), phase=5
    )
    before = timezone.localdate() - dt.timedelta(days=10)
    PhaseTransition.objects.create(collaboration=collaboration, kind="forward", from_phase=4, to_phase=5, date=before)
    collaborations.set_participation(
        Collaboration.objects.get(pk=collaboration.pk),
        municipality=horsens,
        state="participant",
        date=timezone.localdate(),
        actor=coordinator,
    )
    mine = texts_of(browser.get(HOME, {"vis": "alle"}))
    assert any("vedtaget i kommunalbestyrelsen i" in text and "Horsens" in text for text in mine)
    contact = factories.make_user("kontakt.mit@example.org")
    factories.make_municipality_role(contact, horsens, "contact")
    client.force_login(contact, backend=BACKEND)
    response = client.get(HOME, {"vis": "alle"})
    assert "Kravet “Hver kommunalbestyrelse har vedtaget vedtægterne” mangler for Horsens" in texts_of(response)
    addresses = {task.url for group in work(response).groups for task in group.tasks}
    assert reverse("decisions:matrix", args=[collaboration.slug]) in addresses
