"""Facts are gathered for any number of collaborations in the same queries, and say what the rows say."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collaborations.models import Collaboration, Driver
from decisions.models import Assessment
from finance.settled import Economy
from models_catalog.models import OrganisationType
from phases.facts import facts_of, load_facts
from phases.models import (
    ChecklistItem,
    ChecklistTemplateItem,
    CollaborationProcess,
    PhaseTransition,
    ProcessVersion,
    Waiver,
)
from phases.requirements import evaluate
from tests import factories
from tests.finance.build_many import make_economy


def make_busy(number: int) -> Collaboration:
    """A § 60 with a row of everything that facts are gathered from."""
    places = [factories.make_municipality() for _ in range(3)]
    collaboration = factories.make_collaboration(f"Fælles {number}", participants=places, phase=4, host=places[0])
    collaboration.organisation_type = OrganisationType.objects.get(key="section-60")
    collaboration.save()
    user = factories.make_user()
    CollaborationProcess.objects.create(collaboration=collaboration, version=ProcessVersion.objects.get())
    Driver.objects.create(collaboration=collaboration, kind="economy")
    factories.make_external_participation(collaboration)
    item = ChecklistTemplateItem.objects.get(key="k2")
    ChecklistItem.objects.create(collaboration=collaboration, template=item, state="done")
    question = factories.make_question(collaboration)
    for place in places:
        factories.make_decision(question, place, date=dt.date(2026, 5, 1))
    Waiver.objects.create(
        collaboration=collaboration, before_phase=5, requirement="principle-decision", reason="x", given_by=user
    )
    PhaseTransition.objects.create(
        collaboration=collaboration, kind="registered", to_phase=4, date=dt.date(2026, 1, 1), source="x"
    )
    make_economy([collaboration], places, user)
    return collaboration


def queries_for(queryset) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        for facts in load_facts(queryset).values():
            evaluate(facts)
    return len(captured)


def test_one_and_thirty_take_the_same_queries(reference):
    for number in range(30):
        make_busy(number)
    evaluate(facts_of(Collaboration.objects.first()))  # what a process reads once and keeps is read
    one = queries_for(Collaboration.objects.filter(pk=Collaboration.objects.first().pk))
    assert queries_for(Collaboration.objects.all()) == one
    assert one <= 16


def test_judging_takes_no_queries(reference, django_assert_num_queries):
    facts = facts_of(make_busy(1))
    with django_assert_num_queries(0):
        assert len(evaluate(facts)) > 10


def test_nothing_of_another_collaboration_is_mixed_in(reference):
    first, second = make_busy(1), factories.make_collaboration("Tomt")
    facts = load_facts(Collaboration.objects.all())
    assert len(facts[first.pk].partners) == 3
    assert len(facts[first.pk].decided(["statutes-adopted"])) == 3
    assert facts[first.pk].answers == {("k2", None): "done"}
    assert facts[first.pk].has_drivers
    economy = facts[first.pk].economy
    assert (economy.key.name, economy.case.start_cost(facts[first.pk].partners[0].code)) == ("Lige dele", 1000)
    assert len(economy.grants) == 3
    empty = facts[second.pk]
    assert (len(empty.partners), empty.questions, dict(empty.answers)) == (1, (), {})
    assert empty.economy == Economy()
    assert (empty.has_drivers, dict(empty.waivers), empty.moves, empty.externals) == (False, {}, (), ())


def test_one_without_a_process_of_its_own_is_judged_by_the_newest(reference):
    assert facts_of(factories.make_collaboration()).process.version.number == 3


def test_before_any_process_is_loaded_nothing_is_required(db):
    assert evaluate(facts_of(factories.make_collaboration())) == []


def test_a_correction_holds_until_it_is_taken_back(collaboration, odder):
    asked = factories.make_question(collaboration, "appropriation")
    first = factories.make_decision(asked, odder, date=dt.date(2026, 1, 1))
    second = factories.make_decision(
        asked, odder, date=dt.date(2026, 2, 1), remark="Rettet", corrects=first, correction_reason="Forkert dag"
    )
    held = facts_of(collaboration).decided(["appropriation"])[odder.pk]
    assert (held.date, held.note) == (dt.date(2026, 2, 1), "Rettet")
    factories.make_decision(
        asked, odder, outcome="taken-back", date=None, body="", corrects=second, correction_reason="Fejl"
    )
    assert facts_of(collaboration).decided(["appropriation"]) == {}


def test_the_newest_assessment_holds_and_one_without_a_date_takes_it_back(collaboration):
    for day in (dt.date(2026, 1, 1), dt.date(2026, 2, 1)):
        Assessment.objects.create(collaboration=collaboration, key="not-section-60", date=day, note="Vurderet")
    assert facts_of(collaboration).decided(["not-section-60"])[None].date == dt.date(2026, 2, 1)
    Assessment.objects.create(collaboration=collaboration, key="not-section-60", note="Fejl")
    assert facts_of(collaboration).decided(["not-section-60"]) == {}


def test_a_waiver_that_is_taken_back_holds_no_longer(collaboration, koordinator):
    values = {"collaboration": collaboration, "before_phase": 2, "requirement": "proposal", "given_by": koordinator}
    Waiver.objects.create(**values, reason="Vi har talt sammen")
    assert facts_of(collaboration).waivers[2, "proposal"].by == "Koordinator"
    Waiver.objects.create(**values, reason="Alligevel ikke", withdrawn=True)
    assert dict(facts_of(collaboration).waivers) == {}


def test_the_state_on_a_day_is_that_of_the_last_step_before_it(collaboration):
    samsoe = next(each for each in facts_of(collaboration).partners if each.name == "Samsø")
    days = [dt.date(2026, 1, 31), dt.date(2026, 2, 1), dt.date(2026, 5, 31), dt.date(2026, 6, 1)]
    assert [samsoe.state_on(day) for day in days] == [None, "participant", "participant", "withdrawn"]


@pytest.mark.parametrize("number", [1, 3])
def test_partners_stand_in_danish_order(reference, number):
    names = ["Ærø", "Aabenraa", "Odder"]
    places = [factories.make_municipality(name) for name in names[:number]]
    found = facts_of(factories.make_collaboration(participants=places)).partners
    assert [each.name for each in found] == [name for name in ("Odder", "Ærø", "Aabenraa") if name in names[:number]]
