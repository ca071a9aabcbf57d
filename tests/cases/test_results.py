"""Expected beside actual, from figures as documents write them."""

from decimal import Decimal

import pytest

from cases.document import Figure
from cases.results import figure_text, number_in, results_of, show_figure

HOPED = Figure("Planlagt investering", "12", "mio. kr.", period="2012–2013", role="expected", measure="Etablering")
CAME = Figure("Faktisk udgift", "9", "mio. kr.", year=2014, role="actual", measure="Etablering", source="Katalog")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("10,5", "10.5"),
        ("1.205.000", 1205000),
        ("−3", -3),
        ("1–2", None),
        ("flere hundrede", None),
        ("", None),
        ("1.20", None),
    ],
)
def test_a_figure_is_a_number_or_words(text, number):
    assert number_in(text) == (None if number is None else Decimal(number))


def test_two_of_one_measure_stand_together_whatever_the_order():
    assert results_of([CAME, Figure("Ansatte", "45"), HOPED])[0].figures == [show_figure(HOPED), show_figure(CAME)]


def test_the_finding_is_a_sentence():
    assert results_of([HOPED, CAME])[0].sentence == "Etablering: 9\u00a0mio. kr. mod forventet 12\u00a0mio. kr."
    assert results_of([CAME])[0].sentence == "Etablering: 9\u00a0mio. kr."
    assert "Hvad det blev, er ikke oplyst." in results_of([HOPED])[0].sentence


def test_a_pair_of_numbers_of_one_unit_is_drawn():
    chart = results_of([HOPED, CAME])[0].chart("result-0")
    assert [(bar.name, bar.amount, bar.is_hollow) for bar in chart.bars] == [
        ("Forventet", 12, True),
        ("Faktisk", 9, False),
    ]


@pytest.mark.parametrize(
    "other",
    [
        Figure("Udgift", "9.000", "kr.", role="actual", measure="Etablering"),
        Figure("Udgift", "omtrent det halve", "mio. kr.", role="actual", measure="Etablering"),
        Figure("Udgift", "−1", "mio. kr.", role="actual", measure="Etablering"),
    ],
)
def test_what_can_not_be_compared_is_not_drawn(other):
    assert results_of([HOPED, other])[0].chart("result-0") is None


def test_a_figure_without_a_value_or_a_year_says_so():
    empty = Figure("Besparelse", "", "kr.")
    assert (figure_text(empty), show_figure(empty).when, show_figure(empty).source) == ("Ikke oplyst",) * 3
    assert show_figure(HOPED).when == "2012–2013"
    assert show_figure(HOPED).role == "Forventet"
