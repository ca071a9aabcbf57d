"""Bars from zero, with their amounts beside them."""

from decimal import Decimal

from common.charts.bars import NARROW, WIDE, Bar, BarsChart

CHART = BarsChart(
    "one",
    "9 mod forventet 12",
    (Bar("Forventet", Decimal(12), "12 mio. kr.", is_hollow=True), Bar("Faktisk", Decimal(9), "9 mio. kr.")),
)


def test_bars_are_as_long_as_their_amounts():
    hoped, came = (float(bar.width) for bar in CHART.wide.bars)
    assert round(came / hoped, 2) == 0.75


def test_amounts_stay_inside_the_drawing():
    for drawing in (CHART.wide, CHART.narrow):
        for label in drawing.labels:
            assert float(label.x) + len(label.text) * 6.2 <= drawing.width + 1


def test_it_is_drawn_in_two_widths():
    assert (CHART.wide.view_box, CHART.narrow.view_box) == (f"0 0 {WIDE} 88", f"0 0 {NARROW} 88")


def test_nothing_at_all_is_a_line():
    chart = BarsChart("none", "Ingen", (Bar("Forventet", Decimal(0), "0"), Bar("Faktisk", Decimal(0), "0")))
    assert [bar.width for bar in chart.wide.bars] == ["1.0", "1.0"]
