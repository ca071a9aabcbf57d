"""Who sees what of the catalogue, cell by cell, written out and not derived from the code."""

import json
import re

import pytest
from django.urls import reverse

from tests import factories
from tests.conftest import CAST

SIGN_IN = "→ log ind"
EVERYBODY = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 200)}
ONLY_EDITORS = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 404), "administrator": 200, "redaktoer": 200}
NOBODY = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 404)}  # no paper and no reference is made of what is not published
EDITORS = {"administrator", "redaktoer"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
UNPUBLISHED = ("draft", "review", "withdrawn")

TABLE = {
    ("cases:list", ""): EVERYBODY,
    ("cases:list", "?format=json"): EVERYBODY,
    ("cases:list", "?format=xlsx"): EVERYBODY,
    ("cases:list", "?format=csv"): EVERYBODY,
    ("cases:compare", ""): EVERYBODY,
    ("cases:case", "published"): EVERYBODY,
    ("cases:case", "draft"): ONLY_EDITORS,
    ("cases:case", "review"): ONLY_EDITORS,
    ("cases:case", "withdrawn"): ONLY_EDITORS,
    # With one collaboration of their own nobody asks them which.
    ("cases:choose_collaboration", "published"): {**EVERYBODY, "koordinator": 302, "bidragyder": 302},
    ("cases:choose_collaboration", "draft"): NOBODY,
    ("cases:choose_collaboration", "review"): NOBODY,
    ("cases:choose_collaboration", "withdrawn"): NOBODY,
    ("reports:case_sheet", "published"): EVERYBODY,
    ("reports:case_sheet", "draft"): NOBODY,
    ("reports:case_sheet", "review"): NOBODY,
    ("reports:case_sheet", "withdrawn"): NOBODY,
}
OF_A_CASE = ("cases:case", "cases:choose_collaboration", "reports:case_sheet")


@pytest.fixture
def cases(db):
    """One in each state, alike in everything, so that each would be counted with and related to the others."""
    return {
        state: factories.make_case(
            f"Fælles {state}", slug=state, state=state, organisation="association", outlook=f"hemmelig {state}"
        )
        for state in ("published", *UNPUBLISHED)
    }


def ask(client_for, who, name, rest):
    path = reverse(name, args=[rest]) if name in OF_A_CASE else reverse(name) + rest
    return client_for(who).get(path)


def test_the_table_has_a_cell_for_everybody():
    assert {frozenset(cells) for cells in TABLE.values()} == {frozenset({"anonym", *CAST})}


@pytest.mark.parametrize(("name", "rest"), list(TABLE))
@pytest.mark.parametrize("who", ["anonym", *CAST])
def test_a_cell_of_the_table(client_for, cases, who, name, rest):
    response = ask(client_for, who, name, rest)
    to_sign_in = response.status_code == 302 and response.url.startswith("/log-ind/")
    assert (SIGN_IN if to_sign_in else response.status_code) == TABLE[name, rest][who]


@pytest.mark.parametrize("who", CAST)
def test_an_unpublished_case_is_in_no_list_count_or_file_but_an_editors(client_for, cases, who):
    seen = 4 if who in EDITORS else 1
    page = ask(client_for, who, "cases:list", "?q=Fælles&organisering=association").context
    assert page["listing"].total == seen
    counts = {facet.name: facet.choices for facet in page["listing"].facets}
    assert [choice.count for choice in counts["organisering"]] == [seen]
    told = json.loads(ask(client_for, who, "cases:list", "?format=json").content)
    assert len(told["cases"]) == seen
    assert ("hemmelig draft" in ask(client_for, who, "cases:list", "?format=csv").content.decode()) is (seen == 4)


@pytest.mark.parametrize("who", CAST)
def test_an_unpublished_case_is_related_to_none_and_compared_with_none_but_by_an_editor(client_for, cases, who):
    assert ask(client_for, who, "cases:case", "published").context["related"] == []
    page = ask(client_for, who, "cases:compare", "?case=published&case=draft&case=review&case=withdrawn")
    assert ("Fælles draft" in page.content.decode()) is (who in EDITORS)
    alone = ask(client_for, who, "cases:compare", "?case=published").content.decode()
    assert ("Fælles draft" in alone) is (who in EDITORS)
    assert len(page.context["chosen"]) == (4 if who in EDITORS else 1)


@pytest.mark.parametrize("who", CAST)
def test_nothing_tells_a_reader_that_an_unpublished_case_is_there(client_for, cases, who):
    """The same answer as for one that nobody ever wrote."""
    if who not in EDITORS:
        there, never = (ask(client_for, who, "cases:case", slug).content.decode() for slug in ("draft", "never"))
        assert TOKEN.sub("", there) == TOKEN.sub("", never).replace("never", "draft")
