"""How far the seven tools are."""

import pytest
from django.db import IntegrityError, transaction

from common.exceptions import DomainError
from followup import services
from followup.models import ToolEntry
from followup.tools import tools_of
from followup.vocabulary import TOOL_ADDRESSES, Tool
from tests import factories
from tests.clock import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(collaboration, koordinator):
    def put(tool="tenders", state="under-way", **values):
        values = {"date": in_days(0)} | values
        return services.set_tool(collaboration, tool=tool, state=state, **values, actor=koordinator)

    return put


def test_all_seven_are_listed_and_unknown_is_not_the_same_as_not_begun(collaboration, put):
    put("governance", "not-begun")
    rows = tools_of(collaboration)
    assert [row.label for row in rows] == [str(label) for label in Tool.labels]
    assert len(rows) == 7
    assert {row.state_label for row in rows} == {"Ikke oplyst", "Ikke begyndt"}


def test_every_tool_has_an_address():
    assert set(TOOL_ADDRESSES.values()) == set(Tool)


def test_the_newest_state_holds_and_the_one_before_stays(collaboration, put):
    put(state="under-way")
    put(state="ready", link="https://example.org/plan")
    row = next(each for each in tools_of(collaboration) if each.tool == Tool.TENDERS)
    assert (row.state_label, row.entry.link, row.is_settled) == ("Klar", "https://example.org/plan", True)
    assert ToolEntry.objects.count() == 2


def test_the_same_twice_is_one(put):
    assert put().pk == put().pk


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": "not-relevant"}, "hvorfor redskabet ikke er relevant"),
        ({"state": "finished"}, "hvor langt redskabet er"),
        ({"tool": "hammer"}, "hvor langt redskabet er"),
        ({"link": "javascript:alert(1)"}, "Linket skal begynde"),
        ({"seen": 0, "state": "ready"}, "Imens er tilstanden sat"),
    ],
)
def test_what_does_not_hold_is_said(put, values, sentence):
    put()
    with pytest.raises(DomainError, match=sentence):
        put(**values)


def test_a_day_ahead_is_refused(put):
    with pytest.raises(DomainError, match="fremtiden"):
        put(date=in_days(1))


def test_the_database_wants_the_reason_too(collaboration):
    with pytest.raises(IntegrityError), transaction.atomic():
        ToolEntry.objects.create(collaboration=collaboration, tool="tenders", state="not-relevant", date=in_days(0))


def test_a_document_of_another_collaboration_is_refused(put, odder):
    other = factories.make_collaboration("Et andet", participants=[odder])
    document = other.documents.create(title="Plan")
    with pytest.raises(DomainError, match="andet samarbejde"):
        put(document=document)
