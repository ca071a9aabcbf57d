"""The one place where a case's columns and links are written from its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from cases.document import ESSENCE_LENGTH, write_document
from cases.models import Case, CaseGain, CaseLesson, Topic
from cases.search_index import store
from cases.vocabulary import LessonKind
from models_catalog.models import CollaborationModel
from municipalities.models import Municipality


@transaction.atomic
def index_case(case: Case) -> Case:
    """Save the case with all that its document says in columns, links and the search.

    Unknown keys of topics are left out.
    """
    content = case.content
    case.document = write_document(content)
    case.title = content.title
    case.essence = content.essence[:ESSENCE_LENGTH]
    case.kind, case.organisation = content.kind, content.organisation
    case.model = CollaborationModel.objects.filter(key=content.model).first()
    case.established_year, case.party_count = content.established_year, content.party_count
    case.save()
    case.topics.set(hold_topics(content.topics))
    case.municipalities.set(Municipality.objects.filter(code__in=content.municipalities))
    case.gains.all().delete()
    types = dict.fromkeys(gain.type for gain in content.gains)
    CaseGain.objects.bulk_create(CaseGain(case=case, type=gain_type) for gain_type in types)
    case.lessons.all().delete()
    CaseLesson.objects.bulk_create(_lessons(case))
    store(case)
    return case


def hold_topics(keys: Iterable[str]) -> list[Topic]:
    """Until the transaction ends: whoever publishes or removes one meanwhile waits, and then sees the case that got it.

    Cases are held before topics, and each of them in the order of their keys, so that no two wait for each other.
    """
    return list(Topic.objects.select_for_update().filter(key__in=set(keys)).order_by("pk"))


def _lessons(case: Case) -> Iterator[CaseLesson]:
    content = case.content
    for kind, lessons in (
        (LessonKind.ADVICE, content.advice),
        (LessonKind.LESSON, content.lessons),
        (LessonKind.PRECONDITION, content.preconditions),
        (LessonKind.CHALLENGE, content.challenges),
    ):
        for lesson in lessons:
            for phase in lesson.phases:
                yield CaseLesson(case=case, phase=phase, kind=kind, text=lesson.text, topics=list(lesson.topics))
