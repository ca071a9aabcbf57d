"""What the database refuses whatever the code above it does: one insert that fails for each constraint."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from phases import models
from phases.models import (
    ChecklistItem,
    ChecklistTemplateItem,
    Phase,
    PhaseTransition,
    ProcessVersion,
    RequirementTemplate,
    Waiver,
)
from tests import factories

DAY = dt.date(2026, 5, 12)


def version(number=90) -> ProcessVersion:
    return ProcessVersion.objects.get_or_create(number=number, defaults={"published_on": DAY, "source": "Kilden"})[0]


def phase(number=1) -> Phase:
    return Phase.objects.create(version=version(), number=number, key=f"f{number}", name="Fase", source="Kilden")


def template(of: Phase) -> ChecklistTemplateItem:
    values = {"key": "s1", "text": "Punkt", "group": "law", "position": 1, "source": "Kilden"}
    return ChecklistTemplateItem.objects.create(phase=of, **values)


def requirement(**values) -> RequirementTemplate:
    given = {"before_phase": 5, "key": "k", "title": "Krav", "check_name": "fact", "position": 1, "source": "Kilden"}
    return RequirementTemplate.objects.create(version=version(), **given | values)


def transition(collaboration, **values) -> PhaseTransition:
    given = {"kind": "started", "to_phase": 1, "date": DAY}
    return PhaseTransition.objects.create(collaboration=collaboration, **given | values)


def answer_twice(collaboration, municipality=None):
    for _attempt in range(2):
        ChecklistItem.objects.create(
            collaboration=collaboration,
            template=ChecklistTemplateItem.objects.filter(key="s1").first(),
            municipality=municipality,
        )


def twice(make, *args, **values):
    make(*args, **values)
    make(*args, **values)


REFUSED = {
    "phases_version_made_here_has_a_note": lambda c: ProcessVersion.objects.create(
        number=91, published_on=DAY, source="Kilden", published_by=factories.make_user()
    ),
    "phases_number_once_per_version": lambda c: twice(phase),
    "phases_are_five": lambda c: phase(6),
    "phases_item_key_once_per_phase": lambda c: twice(template, phase()),
    "phases_requirement_once_per_phase": lambda c: twice(requirement),
    "phases_unwaivable_has_a_legal_basis": lambda c: requirement(waivable=False),
    "phases_unwaivable_stops": lambda c: requirement(waivable=False, blocking=False, legal_rule="regel"),
    "phases_item_answered_once_per_municipality": lambda c: answer_twice(c, c.initiator),
    "phases_item_answered_once": lambda c: answer_twice(c),
    "phases_not_relevant_has_a_reason": lambda c: ChecklistItem.objects.create(
        collaboration=c, template=ChecklistTemplateItem.objects.first(), state="not-relevant"
    ),
    "phases_waiver_has_a_reason": lambda c: Waiver.objects.create(
        collaboration=c, before_phase=2, requirement="proposal", reason=""
    ),
    "phases_transition_within_the_five": lambda c: transition(c, to_phase=6),
    "phases_going_back_has_a_reason": lambda c: transition(c, kind="back"),
    "phases_registration_has_a_source": lambda c: transition(c, kind="registered"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses_what_can_not_be(collaboration, name):
    """By that constraint and no other: PostgreSQL names it, and so does SQLite unless it names the columns."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        REFUSED[name](collaboration)
    assert name in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)


def test_every_constraint_of_the_app_is_tried():
    found = {
        constraint.name
        for model in vars(models).values()
        if getattr(model, "__module__", "") == "phases.models" and hasattr(model, "_meta")
        for constraint in model._meta.constraints
    }
    assert found == set(REFUSED)
