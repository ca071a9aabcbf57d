"""A table goes out to a spreadsheet and comes in again as it was, whatever stands in it."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.appraisal import Kind
from finance.case_changes import compare
from finance.case_import import read_lines
from finance.lines import KRONER, LARGEST, WORK_YEARS, LineData
from finance.sheet_reading import Sheet
from finance.sheets import write_table
from tests.finance.build_sheets import YEARS, a_table, read_back, taken_in

# What a field of the editor takes: no NUL, no half characters, no space around.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40).map(str.strip)
WHOLE = st.integers(-int(LARGEST), int(LARGEST)).map(Decimal)
PARTS = st.decimals(-1000, 1000, places=2, allow_nan=False)


@st.composite
def estimates(draw, figures):
    """Three figures in order for some years, and only the likely one for others."""
    low, likely, high = {}, {}, {}
    for year in draw(st.sets(st.sampled_from(YEARS))):
        three = sorted(draw(st.tuples(figures, figures, figures)))
        likely[year] = three[1]
        if draw(st.booleans()):
            low[year], high[year] = three[0], three[2]
    return low, likely, high


@st.composite
def lines(draw, pk, *, with_scenario, with_municipalities, with_estimates):
    unit = draw(st.sampled_from([KRONER, WORK_YEARS]))
    figures = WHOLE if unit == KRONER else PARTS
    rate = draw(st.integers(0, 10**9).map(Decimal))
    low, likely, high = draw(estimates(figures))
    cells = {"amounts": {"": likely}, "low": {"": low}, "high": {"": high}}
    if not with_estimates:
        cells = {"amounts": {"": likely}}
    if with_municipalities and draw(st.booleans()):
        own = st.dictionaries(st.sampled_from(YEARS), figures, min_size=1)
        cells = {"amounts": draw(st.dictionaries(st.sampled_from(["615", "727"]), own, min_size=1))}
    return LineData(
        kind=draw(st.sampled_from(Kind)),
        name=draw(WORDS.filter(bool)),
        unit=unit,
        rate=rate if unit == WORK_YEARS else draw(st.sampled_from([None, rate])),
        source=draw(WORDS),
        uncertainty=draw(st.sampled_from(["", "low", "medium", "high"])),
        scenario=draw(st.sampled_from([1, 2])) if with_scenario else 1,
        pk=pk,
        **cells,
    )


@st.composite
def tables(draw):
    opened = {each: draw(st.booleans()) for each in ("with_scenario", "with_municipalities", "with_estimates")}
    return a_table(*(draw(lines(pk, **opened)) for pk in range(1, draw(st.integers(2, 6)))), **opened)


@given(tables())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a file for each example
def test_what_goes_out_comes_in_again_unchanged(table):
    sheet = taken_in(write_table(table))
    for read in (sheet, Sheet.from_json(sheet.as_json())):
        reading = read_lines(read, table)
        assert reading.faults == ()
        found = compare(table, reading.lines)
        assert (found.count, found.unchanged, found.removed) == (0, len(table.lines), ())
        assert found.lines == table.lines


def cells(table):
    book = openpyxl.load_workbook(BytesIO(write_table(table)))
    return [[cell.value for cell in row] for row in book["Tabel"].rows]


def test_a_line_is_a_row_with_a_column_for_each_year_and_nothing_for_what_is_closed():
    assert cells(a_table()) == [
        [*["Linje-id", "Slags", "Linje", "Enhed"], "Kr. pr. årsværk", "Kilde eller forudsætning", "Usikkerhed", *YEARS],
        [11, "Investering", "Etablering", "kr.", None, "Tilbud", None, 1200000, None, None],
        [12, "Gevinst", "Mindre drift", "kr.", None, None, None, None, 600000, 600000],
    ]


def test_every_municipality_has_a_row_where_the_figures_are_each_ones_own():
    own = LineData(Kind.GAIN, "Egne timer", amounts={"727": {2028: Decimal(50)}}, pk=1)
    heads, *rows = cells(a_table(own, with_municipalities=True))
    place, year = heads.index("Kommune"), heads.index(2028)
    assert [(row[0], row[place], row[year]) for row in rows] == [(1, "Horsens", None), (1, "Odder", 50)]


def test_figures_of_a_municipality_that_has_left_go_along():
    own = LineData(Kind.GAIN, "Egne timer", amounts={"741": {2028: Decimal(50)}}, pk=1)
    table = a_table(own, with_municipalities=True)
    table = replace(table, names={**table.names, "741": "Samsø"})
    assert [row[5] for row in cells(table)][1:] == ["Horsens", "Odder", "Samsø"]
    assert compare(table, read_back(table).lines).count == 0


def test_estimates_have_three_columns_a_year():
    heads, *_rows = cells(a_table(with_estimates=True))
    assert heads[7:10] == ["2027, lavt", "2027, sandsynligt", "2027, højt"]


def test_a_figure_is_a_number_and_a_text_is_never_run():
    line = LineData(Kind.GAIN, "=1+1", source="@SUM(A1)", amounts={"": {2027: Decimal(5)}}, pk=1)
    book = openpyxl.load_workbook(BytesIO(write_table(a_table(line))))
    types = {cell.value: cell.data_type for cell in book["Tabel"][2]}
    assert (types["=1+1"], types["@SUM(A1)"], types[5]) == ("s", "s", "n")


def test_head_and_line_stay_in_sight_and_choices_are_offered():
    sheet = openpyxl.load_workbook(BytesIO(write_table(a_table())))["Tabel"]
    assert sheet.freeze_panes == "D2"
    assert '"Investering,Drift,Gevinst"' in {each.formula1 for each in sheet.data_validations.dataValidation}


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        ("with_municipalities", "En tom kommune er et fælles tal."),
        ("with_estimates", "Skriv alle tre skøn"),
        ("with_scenario", "Skriv 1 eller 2 i Scenarie."),
    ],
)
def test_the_guide_says_what_concerns_this_table_only(opened, said):
    def guide(table):
        book = openpyxl.load_workbook(BytesIO(write_table(table)))
        return " ".join(str(row[0].value) for row in book["Vejledning"].rows)

    assert "2027–2029" in guide(a_table())
    assert said not in guide(a_table())
    assert said in guide(a_table(**{opened: True}))
