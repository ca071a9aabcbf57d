"""The table as a file: what the page shows, with typed cells, and nothing that a spreadsheet would run."""

import csv
import datetime as dt
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from tests.decisions.build import decide, plan

DAY = dt.date(2026, 2, 3)


@pytest.fixture
def book(browser, slug):
    def get(**asked):
        response = browser.get(reverse("decisions:xlsx", args=[slug]), asked)
        return openpyxl.load_workbook(BytesIO(response.content))

    return get


@pytest.fixture
def excel(book):
    return lambda **asked: book(**asked).active


@pytest.fixture
def lines(browser, slug):
    def get(**asked):
        text = browser.get(reverse("decisions:csv", args=[slug]), asked).content.decode("utf-8")
        assert text.startswith("\ufeff")
        return list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))

    return get


def test_a_date_is_a_date_and_a_version_a_number(excel, section_60, odder):
    decide(section_60, "statutes-adopted", odder, date=DAY)
    sheet = excel(orden="kommune")
    heads = [each.value for each in sheet[1]]
    row = {head: each.value for head, each in zip(heads, sheet[3], strict=True)}
    assert row["Kommune"] == "Odder"
    assert row["Vedtægter"] == "Vedtaget"
    assert row["Vedtægter, dato"] == dt.datetime.combine(DAY, dt.time())
    assert row["Vedtægter, version"] == 1


def test_every_answer_has_a_row_with_all_that_is_known(book, section_60, odder, horsens, koordinator):
    section_60.rounds.update(deadline=dt.date(2027, 3, 1))
    decide(section_60, "principle-decision", odder, outcome="reserved", remark="=Prisen", date=DAY)
    coming = timezone.localdate() + dt.timedelta(days=40)
    plan(section_60, "principle-decision", municipality=horsens, date=coming, body="finance", actor=koordinator)
    sheet = book()["Alle svar"]
    heads, *rows = ([each.value for each in row] for row in sheet.rows)
    found = {(row[0], row[1]): dict(zip(heads, row, strict=True)) for row in rows}
    reserved = found["Principbeslutning", "Odder"]
    assert (reserved["Bemærkning"], reserved["Besluttet af"]) == ("=Prisen", "Kommunalbestyrelsen")
    assert reserved["Frist"].date() == dt.date(2027, 3, 1)
    planned = found["Principbeslutning", "Horsens"]
    assert (planned["Planlagt møde"].date(), planned["Møde i"]) == (coming, "Økonomiudvalget")
    assert found["Ankestyrelsen godkender", None]["Svar"] == "Låst"
    assert sheet["H3"].data_type != "f"


def test_both_files_hold_the_same_as_the_page_in_the_same_order(excel, lines, browser, slug, section_60, odder):
    decide(section_60, "principle-decision", odder, date=DAY)
    for asked in ({}, {"orden": "kommune"}, {"mangler": "on"}):
        matrix = browser.get(reverse("decisions:matrix", args=[slug]), asked).context["matrix"]
        wanted = [row.place.name for row in matrix.rows]
        assert [row[0].value for row in list(excel(**asked).rows)[1:]] == wanted
        assert [row[0] for row in lines(**asked)[1:]] == wanted


def test_the_code_of_a_municipality_keeps_its_zeros(excel, lines, section_60, odder):
    type(odder).objects.filter(pk=odder.pk).update(code="027")
    assert "027" in [row[1].value for row in excel().rows]
    assert "027" in [row[1] for row in lines()]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)"])
def test_text_that_looks_like_a_formula_is_never_run(excel, lines, section_60, name):
    section_60.questions.filter(key="principle-decision").update(title=name)
    (head,) = [each for each in excel()[1] if each.value == name]
    assert head.data_type == "s"
    assert f"'{name}" in lines()[0]


def test_the_name_of_the_file_says_what_it_is_and_when(browser, slug):
    response = browser.get(reverse("decisions:csv", args=[slug]))
    assert response["Content-Disposition"].startswith(f'attachment; filename="beslutninger-{slug}-20')
    assert "no-store" in response["Cache-Control"]
