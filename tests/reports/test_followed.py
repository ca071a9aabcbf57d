"""Follow-up in the snapshot: all of it, described, and in few queries."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup import services
from reports.followed import followup
from tests.clock import in_days
from tests.collaborations.first_tasks import TITLE, name_task
from tests.followup.conftest import held, loyalty, planned  # noqa: F401 the fixtures
from tests.reports.test_documents import SCHEMA_TEXT, keys_of


@pytest.fixture
def followed(collaboration, koordinator, planned, held, loyalty, odder):  # noqa: F811
    planned("economy", days=5)
    held("quality", light="red", reason="Ventetiden er fordoblet.", adapted="Flere vagter.", why="Kø")
    name_task(collaboration)
    services.set_tool(collaboration, tool="tenders", state="ready", date=in_days(0), actor=koordinator)
    for place in (None, odder):
        values = {"period": "2018", "date": in_days(-9), "value": Decimal(88), "source": "Systemet"}
        services.record_value(loyalty, municipality=place, **values, actor=koordinator)
    return collaboration


def test_it_says_what_the_page_says(followed):
    taken = followup(followed)
    areas = {each["subject"]: each for each in taken["areas"]}
    assert areas["economy"]["due"] == in_days(5).isoformat()
    assert (areas["quality"]["last"]["light"], areas["form"]["due"], areas["form"]["last"]) == ("red", None, None)
    assert [each["title"] for each in taken["first_tasks"]] == [TITLE]
    assert {each["tool"]: each["state"] for each in taken["tools"]}["tenders"] == "ready"
    assert taken["key_figures"][0]["standing"] == "2\u00a0procentpoint fra målet i 2018."
    assert [each["code"] for each in taken["key_figures"][0]["values"]] == [None, "727"]


def test_nothing_is_unknown_and_not_zero(collaboration):
    taken = followup(collaboration)
    assert {each["state"] for each in taken["tools"]} == {None}
    assert (taken["log"], taken["plans"], taken["first_tasks"], taken["key_figures"]) == ([], [], [], [])


def test_every_key_is_described(followed):
    found = keys_of({"followup": followup(followed)})
    found = {key for key in found if not key.startswith("followup.areas[].last.")}  # the same as of the log
    assert len(found) > 45
    assert [key for key in sorted(found) if f"`{key}`" not in SCHEMA_TEXT] == []


def test_few_and_many_rows_take_the_same_queries(followed, koordinator, held):  # noqa: F811
    def queries():
        with CaptureQueriesContext(connection) as captured:
            followup(followed)
        return len(captured)

    few = queries()
    for number in range(10):
        held("economy", days=number + 2)
        name_task(followed, title=f"Opgave {number}")
        values = {"definition": "x", "unit": "stk.", "period": "2026", "reason": "Styring"}
        services.define_key_figure(followed, name=f"Tal {number}", **values, actor=koordinator)
    assert queries() == few
