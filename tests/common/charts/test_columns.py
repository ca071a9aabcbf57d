"""Columns and a line: what is drawn is what the numbers say, in both widths."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from common.charts.axes import width_of
from common.charts.columns import ColumnsChart
from common.formats import NBSP


def chart_of(*columns: int, first: int = 2027, marked: int | None = None) -> ColumnsChart:
    amounts = tuple(Decimal(each) for each in columns)
    return ColumnsChart(
        key="chart",
        title="Udgifterne er tjent hjem i 2028",
        measure="Netto hvert år",
        years=tuple(range(first, first + len(columns))),
        columns=amounts,
        line=tuple(sum(amounts[: index + 1], Decimal(0)) for index in range(len(amounts))),
        column_name="Netto i året",
        line_name="Lagt sammen",
        marked=marked,
        mark_text="tjent hjem",
    )


def values_of(drawn) -> list[str]:
    return [each.text.replace(NBSP, " ") for each in drawn.labels if each.kind == "value"]


def test_a_column_goes_up_from_zero_or_down_from_it():
    drawn = chart_of(-4_000_000, 2_000_000, 3_000_000).wide
    zero = next(float(each.at) for each in drawn.gridlines if each.is_zero)
    below, above, _third = drawn.columns
    assert float(below.y) == pytest.approx(zero)
    assert float(above.y) + float(above.height) == pytest.approx(zero, abs=0.2)
    assert float(below.height) == pytest.approx(2 * float(above.height), abs=0.2)


def test_the_line_ends_with_what_all_years_come_to():
    drawn = chart_of(-4_000_000, 2_000_000, 3_400_000).wide
    assert values_of(drawn) == ["1,4 mio. kr."]
    assert len(drawn.points.split()) == 3


def test_the_year_that_is_pointed_out_has_a_line_and_its_words():
    drawn = chart_of(-4, 2, 3, marked=2029).wide
    assert drawn.mark.x == drawn.dots[2].x
    assert [each.text for each in drawn.labels if each.kind == "strong"] == ["2029", "tjent hjem"]
    assert chart_of(-4, 2, 1).wide.mark is None


def test_the_unit_of_the_scale_stands_below_the_headline():
    assert chart_of(1_000_000).subtitle == "Netto hvert år, mio. kr."
    assert chart_of(900).subtitle == "Netto hvert år, kr."


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40), st.booleans())
def test_no_label_leaves_the_drawing_and_no_two_years_run_into_each_other(columns, is_marked):
    chart = chart_of(*columns, marked=2027 + len(columns) // 2 if is_marked else None)
    for drawn in (chart.wide, chart.narrow):
        places = sorted(float(each.x) for each in drawn.labels if re.fullmatch(r"20\d\d", each.text))
        assert all(after - before >= width_of("2026") for before, after in pairwise(places))
        for each in drawn.labels:
            assert _left(each) >= -3, each
            assert _left(each) + width_of(each.text) <= drawn.width + 3, each
            assert 0 <= float(each.y) <= drawn.height, each


def _left(label) -> float:
    width = width_of(label.text)
    return float(label.x) - {"start": 0, "middle": width / 2, "end": width}[label.anchor]


def test_the_drawing_has_a_title_and_numbers_without_danish_commas():
    chart = chart_of(-1_234_567, 2_345_678, first=2027)
    svg = render_to_string(
        "components/_columns_drawing.html", {"drawing": chart.wide, "title": chart.title, "name": "chart-wide"}
    )
    assert '<title id="chart-wide">Udgifterne er tjent hjem i 2028</title>' in svg
    places = re.findall(r' (?:c?[xy][12]?|r|width|height)="([^"]*)"', svg)
    assert len(places) > 40
    assert [each for each in places if not re.fullmatch(r"-?\d+(\.\d+)?", each)] == []
    assert "style" not in svg
