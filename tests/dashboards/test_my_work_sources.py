"""What Mit arbejde gathers beside points and requirements: for whom each thing is work, and for whom it is waiting."""

import pytest
from django.urls import reverse

from accounts.services import request_access
from cases.services import create_draft, submit_for_review
from collaborations.models import Collaboration
from decisions.models import AgreementText
from editing.models import Draft
from phases.models import ChecklistItem, ChecklistTemplateItem, CollaborationProcess, ProcessVersion
from tests import factories
from tests.cases.build import WHOLE
from tests.clock import in_days
from tests.conftest import CAST

HOME = reverse("dashboards:my_work")


@pytest.fixture
def of(client_for):
    """What this user has to do, and what they wait for: texts to addresses."""

    def read(who: str) -> tuple[dict[str, str], dict[str, str]]:
        work = client_for(who).get(HOME, {"vis": "alle"}).context["work"]
        own = {task.text: task.url for group in work.groups for task in group.tasks}
        return own, {task.text: task.url for task in work.waiting}

    return read


@pytest.fixture
def in_phase_4(collaboration, reference):
    CollaborationProcess.objects.create(collaboration=collaboration, version=ProcessVersion.objects.latest())
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    return collaboration


## Administrators


def test_a_request_for_access_is_work_for_an_administrator_until_it_is_answered(of, cast, reference):
    asked = request_access(user=cast["fremmed"], message="Luk mig ind.")
    wanted = "Svar Fremmed, der beder om adgang"
    assert of("administrator")[0][wanted] == reverse("accounts:close_request", args=[asked.pk])
    assert all(wanted not in of(who)[0] for who in CAST if who != "administrator")
    asked.user.access_requests.update(closed_at="2026-11-27T10:00Z", answer="Ja")
    assert wanted not in of("administrator")[0]


def test_many_requests_are_one_line_and_the_heading_counts_lines_as_the_list_does(client_for, reference):
    for _ in range(4):
        request_access(user=factories.make_user(), message="Luk mig ind.")
    work = client_for("administrator").get(HOME).context["work"]
    [task] = work.groups[0].tasks
    assert (task.text, task.url) == ("Svar 4 personer, der beder om adgang", reverse("accounts:users"))
    assert (work.headline, work.less_urgent) == ("Intet haster.", "1 opgave uden frist.")


def test_the_own_draft_of_what_is_edited_is_work_and_anothers_is_not(of, cast, reference):
    administrator, other = cast["administrator"], factories.make_user()
    Draft.objects.create(kind="process", content={}, begun_by=other, changed_by=administrator)
    Draft.objects.create(kind="clauses", content={}, begun_by=administrator, changed_by=other)
    found = of("administrator")[0]
    assert found == {"Udgiv eller slet kladden: proces": reverse("editing:draft", args=["process"])}
    assert of("redaktoer")[0] == {}


## What somebody else does


def test_an_invitation_is_the_contacts_work_and_the_coordinator_waits(of, in_phase_4, hedensted, fremmed):
    factories.make_municipality_role(fremmed, hedensted, "contact")
    own, waiting = of("koordinator")
    wanted = "Hedensted har ikke svaret på invitationen"
    assert waiting[wanted] == reverse("collaborations:participants", args=[in_phase_4.slug])
    assert wanted not in own
    assert "Svar på invitationen for Hedensted" in of("fremmed")[0]
    assert of("fremmed")[1] == {}


def test_what_is_waited_for_is_not_counted_as_work(client_for, in_phase_4):
    work = client_for("koordinator").get(HOME).context["work"]
    assert work.waiting
    counted = sum(len(group.tasks) for group in work.groups) + work.hidden
    assert work.total == counted
    assert {task.waits for group in work.groups for task in group.tasks} == {False}


def test_an_author_waits_for_another_editor(of, cast, reference):
    author = factories.make_user("forfatter@example.org")
    factories.make_system_role(author, "editor")
    submit_for_review(create_draft(WHOLE, actor=cast["redaktoer"]), number=1, actor=cast["redaktoer"])
    own, waiting = of("redaktoer")
    assert list(waiting) == ["En anden redaktør skal se casen “Fælles køkken” igennem"]
    assert own == {}


def test_the_section_is_there_only_when_somebody_is_waited_for(client_for, in_phase_4, hedensted):
    heading = '<h2 id="h-waiting">Du venter på</h2>'
    assert heading in client_for("koordinator").get(HOME).content.decode()
    in_phase_4.participations.filter(municipality=hedensted).update(state="participant")
    assert heading not in client_for("koordinator").get(HOME).content.decode()


## Texts that wait for a municipality's answer


@pytest.fixture
def text(in_phase_4):
    """Of a question that no requirement of the phase asks for."""
    made = AgreementText.objects.create(collaboration=in_phase_4, kind="cooperation", title="Databehandleraftale")
    factories.make_question(in_phase_4, "databehandling", title="Databehandleraftale", text=made)
    return made


WANTED = "Planlæg, hvornår Odder beslutter Databehandleraftale"


def test_a_published_text_waits_for_the_contact_of_a_municipality_that_has_not_answered(
    of, text, in_phase_4, koordinator, odder
):
    assert WANTED not in of("kontakt")[0]  # nobody can decide what is not published
    version = text.versions.create(number=1, clauses=[], sha256="0" * 64, published_on=in_days(-1))
    address = reverse("decisions:plan", args=[in_phase_4.slug, "727"])
    assert of("kontakt")[0][WANTED] == f"{address}?om=databehandling"
    assert WANTED not in of("koordinator")[0]
    factories.make_decision(in_phase_4.questions.get(key="databehandling"), odder, version=version)
    assert WANTED not in of("kontakt")[0]


## What waits on another page


def test_an_administrator_is_told_how_much_waits_in_redaktion_and_not_that_nothing_does(client_for, cast, reference):
    submit_for_review(create_draft(WHOLE, actor=cast["redaktoer"]), number=1, actor=cast["redaktoer"])
    page = client_for("administrator").get(HOME)
    front = client_for("administrator").get(reverse("dashboards:editing")).context["editorial"]
    assert page.context["work"].headline == f"{front.waiting} ting venter i Redaktion."
    html = page.content.decode()
    assert html.count("ting venter i Redaktion.") == 1
    assert f'href="{reverse("dashboards:editing")}">Åbn Redaktion</a>' in html
    assert "Du har ingen opgaver" not in html


def test_a_director_is_told_how_many_decisions_wait_on_the_dashboard(client_for, in_phase_4):
    factories.make_question(in_phase_4, title="Vedtægter")
    page = client_for("direktoer").get(HOME)
    assert page.context["work"].headline == "1 beslutning ligger hos jer."
    assert f'href="{reverse("dashboards:director")}">Se dem på Dashboard</a>' in page.content.decode()
    assert client_for("kontakt").get(HOME).context["work"].elsewhere == []


## Nothing to do


@pytest.mark.parametrize("who", ["direktoer", "kommunelaeser", "laeser", "fremmed", "tidligere_kontakt"])
def test_who_only_reads_has_no_work_and_waits_for_nobody(of, in_phase_4, who):
    assert of(who) == ({}, {})


def test_who_has_nothing_to_do_is_told_the_next_deadline(client_for, in_phase_4, koordinator):
    point = ChecklistTemplateItem.objects.filter(organisation_types=[], per_municipality=False).first()
    ChecklistItem.objects.create(collaboration=in_phase_4, template=point, owner=koordinator, due=in_days(9))
    page = client_for("direktoer").get(HOME)
    assert page.context["work"].next_deadline.endswith("i Fælles it-drift.")
    assert "Du har ingen opgaver lige nu." in page.content.decode()
