"""What Mit arbejde asks for about the economy: to whom, in which words, and where it leads."""

import pytest
from django.urls import reverse

from collaborations.models import Collaboration
from finance.services import propose_key
from phases.models import ChecklistItem, ChecklistTemplateItem, CollaborationProcess, ProcessVersion, Waiver
from tests import factories
from tests.finance.build_cases import approve, line, make_case, make_key
from tests.finance.test_appropriations import grant


@pytest.fixture
def in_phase(collaboration, reference):
    CollaborationProcess.objects.create(collaboration=collaboration, version=ProcessVersion.objects.latest())

    def stand(number: int) -> Collaboration:
        Collaboration.objects.filter(pk=collaboration.pk).update(phase=number)
        return Collaboration.objects.get(pk=collaboration.pk)

    return stand


@pytest.fixture
def tasks(client_for):
    """Text to address, of those that this user has to do."""

    def read(who: str = "koordinator") -> dict[str, str]:
        work = client_for(who).get(reverse("dashboards:my_work"), {"vis": "alle"}).context["work"]
        found = [*work.waiting, *(task for group in work.groups for task in group.tasks)]
        return {task.text: task.url for task in found}

    return read


def settle(collaboration, figures=None):
    key = make_key(collaboration, "Lige", weight="equal")
    propose_key(key, amount=None, year=2027, actor=None)
    lines = [line("investment", figures or {2027: 1_000_000})]
    approve(make_case(collaboration, *lines, first_year=2027, year_count=2, key=key))


KEY, CASE = "Foreslå den fordelingsnøgle, I vil bruge", "Godkend en business case, med tal eller i ord"
START = "Aftal, hvad der skal betales fra start"


def test_before_phase_4_the_coordinator_is_asked_for_a_key_and_a_case(in_phase, tasks):
    slug = in_phase(3).slug
    found = tasks()
    assert found[KEY] == reverse("finance:keys", args=[slug])
    assert found[CASE] == reverse("finance:case", args=[slug])
    assert START not in found


@pytest.mark.parametrize("phase", [1, 2, 4])
def test_in_the_other_phases_nobody_is(in_phase, tasks, phase):
    in_phase(phase)
    assert not tasks().keys() & {KEY, CASE, START}


def test_once_both_are_there_nothing_is_asked_for_that_the_case_says(in_phase, tasks):
    settle(in_phase(3))
    assert not tasks().keys() & {KEY, CASE, START}


def test_start_capital_is_asked_for_when_neither_says_it(in_phase, tasks):
    collaboration = in_phase(3)
    propose_key(make_key(collaboration, "Lige", weight="equal"), amount=None, year=2027, actor=None)
    approve(make_case(collaboration, approach="words", description="Bedre drift", reason="For tidligt"))
    assert tasks()[START] == reverse("phases:requirement", args=[collaboration.slug, 4, "start-capital"])
    item = ChecklistTemplateItem.objects.get(key="k2")
    ChecklistItem.objects.create(collaboration=collaboration, template=item, state="done")
    assert START not in tasks()


def test_what_is_waived_is_not_asked_for(in_phase, tasks):
    Waiver.objects.create(collaboration=in_phase(3), before_phase=4, requirement="key-chosen", reason="Haster")
    assert not tasks().keys() & {KEY}


def test_who_has_to_grant_is_named_to_the_coordinator(in_phase, tasks, odder):
    collaboration = in_phase(4)
    settle(collaboration)
    address = reverse("finance:appropriations", args=[collaboration.slug])
    assert tasks()["Bevilling mangler fra Horsens og Odder"] == address
    grant(collaboration, odder, 500_000)
    assert tasks()["Bevilling mangler fra Horsens"] == address


def test_a_kommunekontakt_is_asked_to_record_the_own(in_phase, tasks, odder):
    collaboration, wanted = in_phase(4), "Registrér bevillingen i Odder"
    settle(collaboration)
    form = reverse("finance:record_appropriation", args=[collaboration.slug])
    assert tasks("kontakt")[wanted] == f"{form}?kommune=727"
    grant(collaboration, odder, 499_999)
    assert wanted in tasks("kontakt")
    grant(collaboration, odder, 500_000)
    assert wanted not in tasks("kontakt")


@pytest.mark.parametrize("who", ["direktoer", "kommunelaeser", "laeser"])
def test_nobody_else_is(in_phase, tasks, who):
    settle(in_phase(4))
    assert tasks(who) == {}


def test_without_a_case_in_figures_the_contact_is_asked_as_before(in_phase, tasks):
    collaboration = in_phase(4)
    wanted = "Kravet “Der er bevilling, hvor der er en udgift fra start” mangler for Odder"
    assert wanted in tasks("kontakt")
    factories.make_question(collaboration, "appropriation", may_be_irrelevant=True)
    assert wanted in tasks("kontakt")
    assert "Bevilling mangler" not in " ".join(tasks())
