"""The table as a file: what the page shows, with typed cells, and nothing that a spreadsheet would run."""

import csv
import datetime as dt
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from decisions.services import Answer, Meeting, correct_decision, lift_reservation
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
    assert all(each.data_type != "f" for row in sheet.rows for each in row)


def test_where_an_answer_can_be_read_and_how_it_came_about_have_their_columns(book, section_60, odder):
    said = {"case_number": "=2026-7", "link": "https://odder.dk/referat", "dissent": "+Liste A var imod."}
    entry = decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen", date=DAY, **said)
    correct_decision(
        entry,
        meeting=Meeting(date=DAY, **said),
        answer=Answer(question=entry.question, outcome="reserved", remark="Prisen", item_number="7"),
        reason="Punktet manglede",
        actor=None,
    )
    lifted_on = DAY + dt.timedelta(days=20)
    reserved = entry.question.decisions.latest("pk")
    lift_reservation(reserved, meeting=Meeting(date=lifted_on), remark="@Prisen er sat ned.", actor=None)
    sheet = book()["Alle svar"]
    heads, *rows = list(sheet.rows)
    names = [each.value for each in heads]
    (found,) = [row for row in rows if [row[0].value, row[1].value] == ["Principbeslutning", "Odder"]]
    row = dict(zip(names, found, strict=True))
    expected = {
        "Sagsnummer": "=2026-7",
        "Referat": "https://odder.dk/referat",
        "Punkt på dagsordenen": "7",
        "Mindretal": "+Liste A var imod.",
        "Svar på forbeholdet": "@Prisen er sat ned.",
    }
    assert {name: row[name].value for name in expected} == expected
    assert {row[name].data_type for name in expected} == {"s"}
    assert row["Forbehold hævet"].value.date() == lifted_on


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
