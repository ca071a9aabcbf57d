"""Topics and cases that are written at the same moment. SQLite lets one write at a time: only PostgreSQL shows it."""

from dataclasses import replace

import pytest
from django.db import connection, transaction

from cases.models import Case, Topic, TopicDraft
from cases.search_models import SearchEntry
from cases.services import index_case, publish_topic, remove_topic
from common.exceptions import DomainError
from tests import factories
from tests.cases.at_once import beside

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def topic(redaktoer) -> Topic:
    found = factories.make_topic("havne")
    TopicDraft.objects.create(key="havne", name=found.name, words=["kantine"], changed_by=redaktoer)
    return found


def with_topic(case: Case) -> Case:
    case.content = replace(case.content, topics=("havne",))
    return case


def test_a_topic_that_a_case_is_getting_is_not_removed(topic, redaktoer):
    case = factories.make_case()
    with transaction.atomic():
        index_case(with_topic(case))
        removed = beside(lambda: remove_topic("havne", version="1-1", actor=redaktoer))
    with pytest.raises(DomainError, match="bruges af cases"):
        removed.result(10)
    assert list(case.topics.all()) == [topic]


def test_a_case_that_is_getting_a_topic_is_found_by_what_is_published_meanwhile(topic, redaktoer):
    case = factories.make_case()
    with transaction.atomic():
        index_case(with_topic(case))
        published = beside(lambda: publish_topic("havne", version="1-1", actor=redaktoer))
    published.result(10)
    assert "kantin" in SearchEntry.objects.get(case=case).topics


def test_who_saves_a_case_and_who_publishes_its_topic_do_not_wait_for_each_other(topic, redaktoer):
    case = factories.make_case(topics=["havne"])
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        published = beside(lambda: publish_topic("havne", version="1-1", actor=redaktoer))
        index_case(case)
    published.result(10)
    assert "kantin" in SearchEntry.objects.get(case=case).topics
