"""By which indexes the databases find what the search reads. A few rows would be read whole: that is turned off."""

import pytest
from django.db import connection

from cases.search_models import SearchStem

pytestmark = pytest.mark.django_db
OF_A_CASE = {"postgresql": "cases_stem_once_a_case", "sqlite": "sqlite_autoindex_cases_searchstem_1 (case_id=?)"}


@pytest.fixture(autouse=True)
def _few_rows_are_many():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")


def constraints() -> dict:
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, SearchStem._meta.db_table)


def test_one_index_begins_with_the_case():
    found = [each["columns"] for each in constraints().values() if each["index"] or each["unique"]]
    assert [columns for columns in found if columns and columns[0] == "case_id"] == [["case_id", "stem"]]


def test_a_stem_is_still_of_a_case_that_is_there():
    assert [each["foreign_key"] for each in constraints().values() if each["foreign_key"]] == [("cases_case", "id")]


def test_the_stems_of_a_case_are_found_by_it():
    """They are deleted whenever the case is written anew, and with the case."""
    assert OF_A_CASE[connection.vendor] in SearchStem.objects.filter(case=1).explain()
    assert OF_A_CASE[connection.vendor] in SearchStem.objects.filter(case__in=[1, 2]).explain()


def test_what_a_search_counts_is_read_from_an_index():
    asked = SearchStem.objects.filter(stem__in=["drift", "køkken"], case__in=[1, 2])
    assert "cases_stem_read" in asked.values_list("case", "stem", "counts").explain()
