"""Columns and links follow the document."""

import pytest

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
