"""Amounts are read as Danes write them, and what could mean two things is asked about."""

from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from common.formats import number
from finance.amounts import NotAnAmount, read_amount
from finance.forms.fields import AmountField


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234.567", 1234567),
        ("1234567", 1234567),
        ("1,2 mio.", 1200000),
        ("1,2 mio. kr.", 1200000),
        ("12 Mio kr", 12000000),
        ("850.000 kr.", 850000),
        ("850.000\u00a0kr.", 850000),
        ("-500", -500),
        ("\u2212500", -500),
        ("2,5", "2.5"),
        ("0", 0),
        (" 1.000 ", 1000),
        ("0,50", "0.5"),
        ("1 234 567", 1234567),
        ("1\u00a0234\u00a0567", 1234567),
        ("kr. 500", 500),
        ("500.000,-", 500000),
        ("1,2 mia.", 1200000000),
    ],
)
def test_an_amount_is_read(text, amount):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["1.2", "1.23.456", "1,234,567", "ca. 500", "1e6", "NaN", "--5", "5 %", "", "kr.", "1" * 40]
)
def test_what_could_mean_two_things_or_nothing_is_refused(text):
    with pytest.raises(NotAnAmount):
        read_amount(text)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_what_is_shown_is_read_as_the_same(amount):
    assert read_amount(number(amount)) == amount


def test_a_field_of_whole_kroner_refuses_oere():
    with pytest.raises(forms.ValidationError, match="helt tal"):
        AmountField().clean("12,50")
    assert AmountField(decimals=2).clean("12,50") == Decimal("12.5")


def test_a_field_that_is_left_empty_is_not_zero():
    assert AmountField(required=False).clean("") is None


def test_a_field_shows_its_value_with_points_and_knows_that_it_is_the_same():
    field = AmountField(required=False)
    assert field.prepare_value(Decimal("1200000.00")) == "1.200.000"
    assert not field.has_changed(Decimal("1200000.00"), "1,2 mio.")
    assert field.has_changed(Decimal("1200000"), "1,3 mio.")


def test_a_wrong_number_is_shown_as_it_was_typed():
    assert AmountField().prepare_value("1.2") == "1.2"
