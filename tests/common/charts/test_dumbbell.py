"""Dots on one line per row, each series with a shape of its own."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from common.charts.axes import width_of
from common.charts.dumbbell import DumbbellChart, DumbbellRow
from common.formats import NBSP


def chart_of(*rows: DumbbellRow, series: tuple[str, ...] = ("Lige dele", "Indbyggere")) -> DumbbellChart:
    return DumbbellChart("chart", "Odder mærker valget mest", "Betaling pr. kommune", series, rows)


def row(name: str, *amounts: int | None, is_own: bool = False) -> DumbbellRow:
    return DumbbellRow(name, tuple(None if each is None else Decimal(each) for each in amounts), is_own)


def values_of(drawn) -> list[str]:
    return [each.text.replace(NBSP, " ") for each in drawn.labels if each.kind == "value"]


def test_a_row_goes_from_its_smallest_to_its_largest_amount_and_names_both():
    drawn = chart_of(row("Odder", 1_771_428, 817_608)).wide
    assert values_of(drawn) == ["817.608 kr.", "1,8 mio. kr."]
    (bond,), (square, circle) = drawn.bonds, sorted(drawn.shapes[2:], key=lambda each: float(each.x))
    assert (bond.start, bond.end) == (square.x, circle.x)
    assert (square.kind, circle.kind) == ("square", "circle")


def test_where_all_pay_the_same_the_amount_stands_once():
    drawn = chart_of(row("Odder", 100, 100)).wide
    assert values_of(drawn) == ["100 kr."]


def test_an_amount_that_is_not_known_has_no_dot_and_a_row_without_any_says_so():
    drawn = chart_of(row("Odder", None, 100), row("Samsø", None, None)).wide
    assert [each.kind for each in drawn.shapes[2:]] == ["square"]
    assert len(drawn.bonds) == 1
    assert "Ikke oplyst" in [each.text for each in drawn.labels]


def test_the_own_municipality_is_in_bold():
    drawn = chart_of(row("Odder", 1, 2, is_own=True), row("Samsø", 1, 2)).wide
    assert [each.text for each in drawn.labels if each.kind == "strong"] == ["Odder"]


def test_three_series_have_three_shapes_with_their_names():
    drawn = chart_of(row("Odder", 1, 2, 3), series=("Lige dele", "Indbyggere", "Årsværk")).narrow
    assert [each.kind for each in drawn.shapes[:3]] == ["circle", "square", "triangle"]
    assert [each.text for each in drawn.labels[:3]] == ["Lige dele", "Indbyggere", "Årsværk"]


AMOUNT = st.one_of(st.none(), st.integers(-(10**8), 10**8).map(Decimal))


@given(st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), min_size=1, max_size=98))
def test_nothing_leaves_the_drawing(amounts):
    chart = chart_of(*[DumbbellRow("Lyngby-Taarbæk", each) for each in amounts], series=("A", "B", "C"))
    for drawn in (chart.wide, chart.narrow):
        assert all(0 <= float(each.x) <= drawn.width and 0 <= float(each.y) <= drawn.height for each in drawn.shapes)
        for each in drawn.labels:
            width = width_of(each.text)
            left = float(each.x) - {"start": 0, "middle": width / 2, "end": width}[each.anchor]
            assert left >= -4, each
            assert left + width <= drawn.width + 4, each
