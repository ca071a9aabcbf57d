"""What the overview and Mit arbejde say about decisions: to whom, and in which words."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from common.formats import long_date
from dashboards.decided import waiting_in
from decisions.services import set_round_deadline
from models_catalog.models import OrganisationType
from phases.models import CollaborationProcess, ProcessVersion
from tests import factories
from tests.decisions.build import ask, decide, plan, publish

TODAY = timezone.localdate


@pytest.fixture
def asked(collaboration, reference):
    """A § 60 in phase 4 that asks two questions, one of them about a published text."""
    form = OrganisationType.objects.get(key="section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(organisation_type=form, phase=4)
    CollaborationProcess.objects.create(collaboration=collaboration, version=ProcessVersion.objects.latest())
    found = Collaboration.objects.select_related("organisation_type").get(pk=collaboration.pk)
    ask(found, "principle-decision", "statutes-adopted", with_texts=True)
    publish(found.texts.get(), on=TODAY() - dt.timedelta(days=90))
    return found


@pytest.fixture
def actions(client_for, asked):
    """What waits about decisions on somebody's overview: the text, and why."""

    def read(who: str = "koordinator"):
        page = client_for(who).get(asked.get_absolute_url())
        matrix = page.context["overview"].decided.matrix
        found = list(waiting_in(matrix, asked.slug, page.context["access"]))
        read.links = {each.text: (each.verb, each.url) for each in found}
        return {each.text: each.under for each in found}

    return read


@pytest.fixture
def tasks(client_for):
    def read(who: str) -> str:
        return client_for(who).get(reverse("dashboards:my_work")).content.decode()

    return read


def test_who_has_planned_nothing_is_named_when_the_deadline_is_near(asked, actions, koordinator):
    assert "Odder har ikke planlagt Principbeslutning" not in actions()
    for round_ in asked.rounds.select_related("collaboration"):
        set_round_deadline(round_, deadline=TODAY() + dt.timedelta(days=20), version=1, actor=koordinator)
    said = actions()["Odder har ikke planlagt Principbeslutning og Vedtægter"]
    assert said == f"Frist {long_date(TODAY() + dt.timedelta(days=20))}, om 20 dage."


def test_all_that_waits_is_shown_when_it_is_asked_for(asked, client_for, odder, horsens):
    asked.rounds.update(deadline=TODAY() + dt.timedelta(days=20))
    for place in (odder, horsens):
        decide(asked, "principle-decision", place, outcome="reserved", remark="Prisen")
    url = asked.get_absolute_url()
    page = client_for("koordinator").get(url)
    found = page.context["overview"]
    assert found.action_total > len(found.actions) == 4
    assert 'href="?opgaver=alle#h-now"' in page.content.decode()
    whole = client_for("koordinator").get(url, {"opgaver": "alle"}).context["overview"]
    assert len(whole.actions) == found.action_total


def test_a_deadline_that_has_passed_is_said_to_have(asked, actions):
    day = TODAY() - dt.timedelta(days=5)
    asked.rounds.update(deadline=day)
    assert actions()["Odder har ikke planlagt Principbeslutning og Vedtægter"] == (
        f"Fristen {long_date(day)} er overskredet."
    )


def test_who_may_not_plan_is_led_to_where_it_stands(asked, actions, koordinator):
    asked.rounds.update(deadline=TODAY() + dt.timedelta(days=20))
    text, slug = "Horsens har ikke planlagt Principbeslutning og Vedtægter", asked.slug
    plan_page = f"/samarbejder/{slug}/beslutninger/planlaeg/615/?om=principle-decision"
    for who, link in (
        ("koordinator", ("Planlæg", plan_page)),
        ("kontakt", ("Se", f"/samarbejder/{slug}/beslutninger/om/principle-decision/615/")),
        ("direktoer", ("Se", f"/samarbejder/{slug}/beslutninger/om/principle-decision/615/")),
    ):
        actions(who)
        assert actions.links[text] == link


def test_mit_arbejde_asks_the_contact_to_decide_again_and_in_time(asked, tasks, odder):
    assert "skal beslutte" not in tasks("kontakt")
    decide(asked, "statutes-adopted", odder, date=TODAY() - dt.timedelta(days=5))
    publish(asked.texts.get())
    asked.rounds.update(deadline=TODAY() + dt.timedelta(days=20))
    page = tasks("kontakt")
    assert "Odder skal beslutte Vedtægter igen" in page
    assert "Odder har ikke planlagt Principbeslutning" in page
    assert f"Frist {long_date(TODAY() + dt.timedelta(days=20))}, om 20 dage" in page
    assert "Kravet “Hver kommunalbestyrelse har vedtaget vedtægterne” mangler for Odder" not in page
    assert "Horsens" not in page


def test_mit_arbejde_tells_the_coordinator_once_about_all_who_are_missing(asked, tasks):
    assert "har ikke planlagt" not in tasks("koordinator")
    asked.rounds.update(deadline=TODAY() + dt.timedelta(days=20))
    assert "Horsens og Odder har ikke planlagt Principbeslutning og Vedtægter" in tasks("koordinator")


def test_a_reservation_is_shown_until_it_is_lifted(asked, actions, odder):
    decide(asked, "principle-decision", odder, outcome="reserved", remark="Prisen")
    assert "Odder har taget forbehold for Principbeslutning" in actions()


def test_who_adopted_an_earlier_version_decides_again(asked, actions, odder):
    decide(asked, "statutes-adopted", odder, date=TODAY() - dt.timedelta(days=5))
    publish(asked.texts.get())
    assert actions()["Odder skal beslutte Vedtægter igen"] == "Teksten er ændret siden."


def test_nobody_is_asked_what_the_council_decided_before_it_has_met(asked, actions, tasks, odder, koordinator, kontakt):
    for body, days in (("committee", -2), ("council", 6)):
        day = TODAY() + dt.timedelta(days=days)
        plan(asked, "principle-decision", municipality=odder, body=body, date=day, actor=koordinator)
    assert "Odder har holdt møde om Principbeslutning" not in actions()
    assert actions()["Odder behandler Principbeslutning"].endswith("om 6 dage")
    assert "Registrér, hvad Odder besluttede" not in tasks("kontakt")


def test_each_reason_to_decide_again_is_said_by_itself(asked, actions, odder):
    decide(asked, "statutes-adopted", odder, date=TODAY() - dt.timedelta(days=5))
    question = asked.questions.get(key="principle-decision")
    factories.make_decision(question, odder, body="committee")
    publish(asked.texts.get())
    assert actions()["Odder skal beslutte Vedtægter igen"] == "Teksten er ændret siden."
    assert actions()["Odder skal beslutte Principbeslutning igen"] == "Et andet organ skal beslutte det."


def test_a_committee_that_has_met_has_decided_nothing(asked, actions, tasks, odder):
    plan(asked, "principle-decision", municipality=odder, body="committee", date=TODAY() - dt.timedelta(days=2))
    assert "Odder har holdt møde om Principbeslutning" not in actions()
    assert "Registrér, hvad Odder besluttede" not in tasks("koordinator")
    asked.rounds.update(deadline=TODAY() + dt.timedelta(days=5))
    assert "Odder har ikke planlagt Principbeslutning og Vedtægter" in actions()


def test_mit_arbejde_asks_nobody_to_plan_what_is_locked(asked, tasks, odder, horsens):
    ask(asked, "authority-approval", "accession")
    asked.rounds.filter(name__contains="Tiltrædelse").update(deadline=TODAY() + dt.timedelta(days=10))
    for who in ("koordinator", "kontakt"):
        assert "har ikke planlagt" not in tasks(who)
    for place in (odder, horsens):
        decide(asked, "statutes-adopted", place, date=TODAY() - dt.timedelta(days=9))
    decide(asked, "authority-approval", date=TODAY() - dt.timedelta(days=1))
    assert "Horsens og Odder har ikke planlagt Tiltrædelse" in tasks("koordinator")
    assert "Odder har ikke planlagt Tiltrædelse" in tasks("kontakt")


def test_what_one_municipality_decides_again_hides_nothing_of_another(asked, tasks, kontakt, odder, horsens):
    factories.make_municipality_role(kontakt, horsens, "contact")
    decide(asked, "statutes-adopted", odder, date=TODAY() - dt.timedelta(days=30))
    publish(asked.texts.get(), on=TODAY() - dt.timedelta(days=2))
    page = tasks("kontakt")
    assert "Odder skal beslutte Vedtægter igen" in page
    assert "Kravet “Hver kommunalbestyrelse har vedtaget vedtægterne” mangler for Odder" not in page
    assert "Kravet “Hver kommunalbestyrelse har vedtaget vedtægterne” mangler for Horsens" in page


def test_mit_arbejde_says_as_the_overview_that_another_body_must_decide(asked, tasks, odder):
    factories.make_decision(asked.questions.get(key="principle-decision"), odder, body="committee")
    assert "Odder skal beslutte Principbeslutning igen" in tasks("koordinator")


def test_the_next_meeting_stands_with_its_date(asked, actions, odder, koordinator):
    plan(asked, "principle-decision", municipality=odder, date=TODAY() + dt.timedelta(days=9), actor=koordinator)
    assert actions()["Odder behandler Principbeslutning"].endswith("om 9 dage")


def test_what_a_held_meeting_decided_is_asked_of_the_own_contact_and_the_coordinator(
    asked, actions, tasks, odder, horsens, koordinator, kontakt, laeser
):
    for place in (odder, horsens):
        plan(asked, "principle-decision", municipality=place, date=TODAY() - dt.timedelta(days=1), actor=koordinator)
    of_odder, of_horsens = (f"Registrér, hvad {name} besluttede om Principbeslutning" for name in ("Odder", "Horsens"))
    assert "Odder har holdt møde om Principbeslutning" in actions()
    found = {who: (of_odder in tasks(who), of_horsens in tasks(who)) for who in ("koordinator", "kontakt", "laeser")}
    assert found == {"koordinator": (True, True), "kontakt": (True, False), "laeser": (False, False)}
    decide(asked, "principle-decision", odder)
    assert of_odder not in tasks("kontakt")


def test_what_is_worst_stands_among_what_must_be_done_now(client_for, asked, odder):
    decide(asked, "statutes-adopted", odder, date=TODAY() - dt.timedelta(days=5))
    publish(asked.texts.get())
    page = client_for("koordinator").get(asked.get_absolute_url())
    assert page.context["overview"].actions[0].text == "Odder skal beslutte Vedtægter igen"


def test_where_nothing_is_asked_nothing_is_said(client_for, collaboration, koordinator):
    page = client_for("koordinator").get(collaboration.get_absolute_url())
    assert page.context["overview"].decided is None


def test_the_overview_shows_the_table_of_those_who_miss_most(client_for, asked, horsens):
    decide(asked, "principle-decision", horsens)
    decided = client_for("koordinator").get(asked.get_absolute_url()).context["overview"].decided
    assert [row.place.name for row in decided.shown.rows] == ["Odder", "Horsens"]
    assert decided.hidden == 0
