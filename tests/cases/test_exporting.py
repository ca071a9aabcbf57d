"""The list as a file: typed, in order, harmless, and whole enough to be read in again."""

import csv
import datetime as dt
import io
import json
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import openpyxl
import pytest
from django.conf import settings

from cases.columns import LISTS, MAIN
from cases.document import CaseDocument, read_document
from cases.exporting import write
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 26)


@pytest.fixture
def cases(db):
    return [
        factories.make_case(
            "=1+1",
            slug="formel",
            aliases=["En", "To"],
            governance={"commitment": "Høj", "arrangements": [{"text": "Bestyrelse", "period": "2016"}]},
            populations=[{"value": 63000, "approximate": True, "year": 2016}],
            advice=[{"text": "+Begynd", "phases": [1, 2], "topics": ["tillid"]}],
            figures=[{"label": "Brugere", "value": "13.000", "year": 2016}],
        ),
        factories.make_case("Anden", slug="anden"),
    ]


def sheets(cases):
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", cases, on=TODAY)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}, book


def test_json_is_the_documents_in_the_order_they_were_found(cases):
    told = json.loads(write("json", cases, on=TODAY))
    assert (told["schema"], told["exported_on"]) == (1, "2026-11-26")
    assert [case["slug"] for case in told["cases"]] == ["formel", "anden"]
    assert told["cases"][0]["published_on"] == "2026-01-05"
    assert read_document(told["cases"][0]["document"]) == cases[0].content


def test_csv_has_a_row_for_each_case_that_no_spreadsheet_runs(cases):
    text = write("csv", cases, on=TODAY).decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert text.startswith("\ufeff")
    assert rows[0][:2] == ["slug", "title"]
    assert [row[:2] for row in rows[1:]] == [["formel", "'=1+1"], ["anden", "Anden"]]


def test_excel_has_a_sheet_for_each_list_with_the_slug_first(cases):
    told, _book = sheets(cases)
    assert told["Indbyggere"][0] == ["slug", "value", "approximate", "year", "source"]
    assert told["Indbyggere"][1] == ["Adresse", "Indbyggere", "Cirka", "År", "Kilde"]
    assert told["Indbyggere"][2] == ["formel", 63000, True, 2016, None]
    assert told["Gode råd"][2] == ["formel", "+Begynd", None, "1\n2", "tillid"]
    assert told["Styring"][2] == ["formel", "Bestyrelse", "2016"]
    assert [row[0] for row in told["Cases"][2:]] == ["formel", "anden"]
    assert dict(zip(told["Cases"][0], told["Cases"][2], strict=True))["aliases"] == "En\nTo"


def test_no_cell_of_the_sheet_is_a_formula(cases):
    _told, book = sheets(cases)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}


def test_every_field_of_a_document_has_a_column():
    """So that nothing is lost on the way out and in again."""
    named = {column.key.partition(".")[0] for column in MAIN.columns} | {sheet.key.partition(".")[0] for sheet in LISTS}
    assert named - {"slug"} == {each.name for each in fields(CaseDocument)}


@pytest.mark.parametrize("sheet", LISTS, ids=lambda sheet: sheet.key)
def test_every_field_of_an_item_has_a_column(sheet):
    owner, name = CaseDocument("x"), sheet.key
    if "." in name:
        part, _, name = name.partition(".")
        owner = getattr(owner, part)
    kind = get_type_hints(type(owner))[name]
    assert [column.key for column in sheet.columns] == [each.name for each in fields(get_args(kind)[0])]


def test_the_page_about_the_export_names_every_column():
    page = Path(settings.BASE_DIR, "docs", "case-export.md").read_text(encoding="utf-8")
    keys = {sheet.key for sheet in LISTS} | {column.key for sheet in (MAIN, *LISTS) for column in sheet.columns}
    assert {key for key in keys if f"`{key}`" not in page} == set()
