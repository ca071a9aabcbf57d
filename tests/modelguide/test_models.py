"""Kept answers are history, and the database refuses one that says nothing."""

import pytest
from django.db import IntegrityError, transaction

from collaborations.models import Collaboration
from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from modelguide.models import GuideAnswer, with_guide_answer
from modelguide.services import save_guide_answer
from tests.modelguide.conftest import ANSWERS


def test_a_kept_answer_is_never_changed_or_deleted(saved):
    saved.note = "Noget andet"
    for act in (
        saved.save,
        saved.delete,
        GuideAnswer.objects.all().delete,
        lambda: GuideAnswer.objects.update(note="x"),
    ):
        with pytest.raises(HistoryIsImmutable):
            act()


def test_the_database_refuses_an_answer_that_says_nothing(collaboration, koordinator):
    with pytest.raises(IntegrityError, match="modelguide_an_answer_says_something"), transaction.atomic():
        GuideAnswer.objects.create(collaboration=collaboration, answers={}, told={}, summary="", saved_by=koordinator)


def test_nothing_is_kept_of_no_answers(catalogue, collaboration, koordinator):
    with pytest.raises(DomainError, match="Besvar mindst ét spørgsmål"):
        save_guide_answer(collaboration, answers={}, actor=koordinator)


def test_the_newest_sentence_comes_with_the_collaboration(keep, collaboration, django_assert_num_queries):
    keep(**ANSWERS)
    newest = keep(marked="ja")
    with django_assert_num_queries(1):
        row = with_guide_answer(Collaboration.objects.all()).get(pk=collaboration.pk)
    assert (row.guide_summary, row.guide_saved_at) == (newest.summary, newest.saved_at)


def test_without_an_answer_there_is_no_sentence(collaboration):
    assert with_guide_answer(Collaboration.objects.all()).get(pk=collaboration.pk).guide_summary is None


def test_answers_are_visible_to_those_who_see_the_collaboration(saved, cast):
    assert set(GuideAnswer.objects.visible_to(cast["laeser"])) == {saved}
    assert not GuideAnswer.objects.visible_to(cast["fremmed"]).exists()
