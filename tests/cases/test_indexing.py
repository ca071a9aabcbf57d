"""Columns and links follow the document."""

import pytest

from cases.models import CaseLesson
from cases.services import index_case
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_case_is_filed_under_what_its_document_says(odder):
    factories.make_topic("mad")
    model = factories.make_model("purchasing")
    case = factories.make_case(
        "Fælles køkken",
        kind="external",
        model="purchasing",
        organisation="association",
        established="2012-05",
        municipalities=["727"],
        topics=["mad"],
        gains=[{"type": "economy", "text": "Billigere"}, {"type": "economy", "text": "Og igen"}],
    )
    case.refresh_from_db()
    assert (case.title, case.organisation, case.model, case.established_year) == (
        "Fælles køkken",
        "association",
        model,
        2012,
    )
    assert [topic.key for topic in case.topics.all()] == ["mad"]
    assert list(case.municipalities.all()) == [odder]
    assert [gain.type for gain in case.gains.all()] == ["economy"]
    assert case.party_count == 1


def test_what_the_document_no_longer_says_is_gone_from_the_index(odder):
    case = factories.make_case("Køkken", municipalities=["727"], gains=[{"type": "time", "text": "Hurtigere"}])
    case.document = {"title": "Køkken"}
    del case.content
    index_case(case)
    assert not case.municipalities.exists()
    assert not case.gains.exists()


def test_a_lesson_is_found_in_each_phase_where_it_is_of_use():
    advice = {"text": "Tal sammen", "phases": [1, 3], "topics": ["tillid"]}
    case = factories.make_case("Køkken", advice=[advice], challenges=[{"text": "Svært"}])
    told = [(lesson.phase, lesson.kind, lesson.text, lesson.topics) for lesson in case.lessons.all()]
    assert told == [(1, "advice", "Tal sammen", ["tillid"]), (3, "advice", "Tal sammen", ["tillid"])]


def test_lessons_of_a_case_that_is_not_published_are_told_to_nobody():
    advice = {"text": "Tal sammen", "phases": [1]}
    for state in ("draft", "review", "published", "withdrawn"):
        factories.make_case(f"Case {state}", state=state, advice=[advice])
    assert [lesson.case.state for lesson in CaseLesson.objects.told_in(1)] == ["published"]
