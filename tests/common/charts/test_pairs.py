"""Two columns a year: what is drawn is what the numbers say, in both widths."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from common.charts.pairs import PairsChart


def chart_of(*pairs: tuple[int, int]) -> PairsChart:
    return PairsChart(
        key="own",
        title="2027–2028: I betaler 1 mio. kr.",
        measure="Hvert år",
        years=tuple(2027 + index for index in range(len(pairs))),
        filled=tuple(Decimal(each) for each, _gain in pairs),
        hollow=tuple(Decimal(each) for _pays, each in pairs),
        filled_name="Bidrag",
        hollow_name="Gevinst",
    )


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_each_year_has_a_filled_and_a_hollow_column_as_high_as_its_amount(width):
    drawn = getattr(chart_of((1_000_000, 2_000_000), (500_000, 4_000_000)), width)
    filled = [float(each.height) for each in drawn.columns if not each.is_hollow]
    hollow = [float(each.height) for each in drawn.columns if each.is_hollow]
    assert filled[0] == pytest.approx(2 * filled[1], abs=0.2)
    assert hollow == pytest.approx([2 * filled[0], 4 * filled[0]], abs=0.2)
    assert all(float(each.x) + float(each.width) <= drawn.width for each in drawn.columns)


def test_what_is_below_zero_goes_down_from_it():
    drawn = chart_of((-1_000_000, 1_000_000)).wide
    zero = next(float(each.at) for each in drawn.gridlines if each.is_zero)
    below, above = drawn.columns
    assert float(below.y) == pytest.approx(zero)
    assert float(above.y) + float(above.height) == pytest.approx(zero)


def test_years_stand_apart_where_there_are_many():
    labels = [each.text for each in chart_of(*[(1, 2)] * 10).narrow.labels]
    assert "2027" in labels
    assert "2028" not in labels


def test_the_picture_has_its_title_and_says_in_words_what_the_columns_are():
    html = render_to_string("components/_pairs_chart.html", {"chart": chart_of((1, 2))})
    assert html.count("<title") == 2
    assert "Bidrag" in html
    assert "Gevinst" in html
    assert "Hvert år, kr." in html
