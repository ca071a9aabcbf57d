"""A collaboration that follows version 2 takes version 3 over: what it has settled counts, and no answer is lost."""

import re

import pytest
from django.urls import reverse

from finance.services import propose_key
from phases import reference_data, services
from phases.facts import facts_of
from phases.models import ChecklistItem, ChecklistTemplateItem, CollaborationProcess, Waiver
from phases.requirements import evaluate
from phases.versions import store_process
from tests import factories
from tests.finance.build_cases import approve, line, make_case, make_key
from tests.finance.test_appropriations import grant
from tests.kept import put_catalogue
from tests.phases.process_2 import process_2


@pytest.fixture
def collaboration(odder, horsens, db):
    """It follows version 2, and version 3 has come since."""
    put_catalogue()
    old = process_2()
    store_process(old)
    collaboration = factories.make_collaboration("Fælles it-drift", initiator=horsens, participants=[odder], phase=4)
    CollaborationProcess.objects.create(collaboration=collaboration, version=old.version)
    for key in ("k2", "k6"):
        item = ChecklistTemplateItem.objects.get(key=key)
        ChecklistItem.objects.create(collaboration=collaboration, template=item, state="done", note="Aftalt")
    reference_data.load()
    return collaboration


def before(collaboration, phase) -> dict:
    return {each.key: each for each in evaluate(facts_of(collaboration), before_phase=phase)}


def test_the_page_says_what_comes_and_goes(client_for, collaboration):
    page = client_for("koordinator").get(reverse("phases:take_over_process", args=[collaboration.slug]))
    page = re.sub(r"\s+", " ", page.content.decode())
    for said in (
        "4 nye krav",
        "3 krav udgår",
        "Fordelingsnøglen er valgt",
        "En business case er godkendt",
        "Startkapitalen er lagt fast",
        "Økonomien er lagt fast",
        "Gevinsterne er beskrevet",
        "1 nyt punkt",
        "Vælg den fordelingsnøgle, som I deler udgifterne efter",
    ):
        assert said in page, said


def test_answers_stay_and_what_the_councils_granted_counts(collaboration, koordinator, odder, horsens):
    assert "appropriation" in before(collaboration, 5)
    services.take_over_newest_process(collaboration, actor=koordinator)
    notes = dict(collaboration.checklist.values_list("template__key", "note"))
    assert notes == {"k2": "Aftalt", "k6": "Aftalt"}
    assert before(collaboration, 4)["start-capital"].met  # k2 says so
    assert not before(collaboration, 4)["key-chosen"].met
    key = make_key(collaboration, "Lige", weight="equal")
    propose_key(key, amount=None, year=2027, actor=koordinator)
    approve(make_case(collaboration, line("investment", {2027: 10}), first_year=2027, year_count=2, key=key))
    assert [each.met for name, each in before(collaboration, 4).items() if name in ("key-chosen", "business-case")] == [
        True,
        True,
    ]
    grant(collaboration, odder, 5)
    found = before(collaboration, 5)["appropriations"]
    assert (found.met, found.missing) == (False, ("Horsens",))
    grant(collaboration, horsens, 5)
    assert before(collaboration, 5)["appropriations"].met


def test_what_was_waived_before_stays_in_the_history_and_waives_nothing_new(collaboration, koordinator):
    Waiver.objects.create(
        collaboration=collaboration, before_phase=4, requirement="gains", reason="Haster", given_by=koordinator
    )
    services.take_over_newest_process(collaboration, actor=koordinator)
    assert not before(collaboration, 4)["business-case"].waived
    assert Waiver.objects.count() == 1


def test_the_new_requirements_are_waived_with_a_reason_but_not_the_appropriations(collaboration, koordinator):
    services.take_over_newest_process(collaboration, actor=koordinator)
    waivable = {name: each.waivable for phase in (4, 5) for name, each in before(collaboration, phase).items()}
    wanted = {"key-chosen": True, "start-capital": True, "business-case": True, "appropriations": False}
    assert {name: waivable[name] for name in wanted} == wanted
