"""What the checklist still asks for, said by the database and by Python, is the same."""

import datetime as dt

import pytest
from django.utils import timezone

from collaborations.models import Collaboration, ParticipationState
from models_catalog.models import OrganisationType
from phases.checklist import due_soon, is_asked, read_answers
from phases.facts import facts_of
from phases.models import ChecklistItem, ChecklistTemplateItem

TYPES = [None, *OrganisationType.Key.values]


@pytest.fixture
def answered(reference, collaboration, odder):
    """Every point of the process is answered, by Odder where each municipality answers."""
    Collaboration.objects.filter(pk=collaboration.pk).update(organisation_type=None)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            collaboration=collaboration,
            template=item,
            municipality=odder if item.per_municipality else None,
            due=timezone.localdate() + dt.timedelta(days=number),
        )
        for number, item in enumerate(ChecklistTemplateItem.objects.all())
    )
    return collaboration


@pytest.mark.parametrize("state", ParticipationState.values)
@pytest.mark.parametrize("kind", TYPES)
def test_the_database_and_the_page_agree(answered, odder, kind, state):
    chosen = OrganisationType.objects.get(key=kind) if kind else None
    Collaboration.objects.filter(pk=answered.pk).update(organisation_type=chosen)
    answered.participations.filter(municipality=odder).update(state=state)
    collaboration = Collaboration.objects.get(pk=answered.pk)
    answers = read_answers(collaboration)
    facts = facts_of(collaboration, answers=answers)
    asked = {each.pk for each in answers if is_asked(each, facts)}
    assert set(ChecklistItem.objects.asked().values_list("pk", flat=True)) == asked
    assert 0 < len(asked) < len(answers)


def test_what_is_due_within_a_month_comes_first_by_date(answered):
    answers = read_answers(answered)
    facts = facts_of(answered, answers=answers)
    days = [row.answer.due for row in due_soon(answers, facts)]
    assert days == sorted(days)
    assert max(days) == timezone.localdate() + dt.timedelta(days=30)


def test_what_is_finished_is_due_no_more(answered):
    ChecklistItem.objects.update(state="done")
    answers = read_answers(answered)
    assert due_soon(answers, facts_of(answered, answers=answers)) == []
    assert not ChecklistItem.objects.open().exists()
