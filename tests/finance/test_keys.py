"""Distribution keys: the arrangements of the sources, and what must hold when components are added."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.keys import (
    Agreed,
    Fee,
    Hours,
    Measure,
    Payer,
    Percentages,
    Shared,
    StartCapital,
    Tariff,
    Unknown,
    Unpaid,
    work_out,
)

D = Decimal
YEAR = 2027
PEOPLE = Measure("Indbyggere", "indbyggere", {"615": D(98_806), "727": D(24_310), "707": D(36_477)})
ALL = [Payer(code) for code in PEOPLE.values]


def paid(*components, payers=ALL, year=YEAR):
    return work_out(components, payers, year).totals


def measure(**values) -> Measure:
    return Measure("Pc'er", "stk.", {code.removeprefix("m"): D(value) for code, value in values.items()})


## The sources


def test_sbsys_nine_kroner_per_inhabitant():
    people = Measure("Indbyggere", "indbyggere", {"1": D(50_000)})
    assert paid(Tariff("Kontingent", D(9), people), payers=[Payer("1")]) == {"1": D(450_000)}


@pytest.mark.parametrize(
    ("joined", "amount"),
    [("2020-01-01", 16_000), ("2027-07-01", 16_000), ("2027-07-02", 8_000), ("2028-01-01", 0), (None, 16_000)],
)
def test_os2_eight_thousand_for_each_half_year(joined, amount):
    payer = Payer("1", dt.date.fromisoformat(joined) if joined else None)
    assert paid(Fee("Kontingent", D(8_000)), payers=[payer]) == {"1": D(amount)}


def test_storkoebenhavn_one_ninth_each():
    nine = [Payer(str(code)) for code in range(101, 110)]
    assert set(paid(Shared("Programleder", D(900_000)), payers=nine).values()) == {D(100_000)}


def test_storkoebenhavn_settles_hours_by_the_difference():
    """The example of the source, worked out: value 60,000, shares 60 and 40, hours 100 and 20 at 500 kr."""
    hours = Measure("Timer", "timer", {"a": D(100), "b": D(20)})
    key = Hours("Projekter", D(500), hours, Measure("Andel", "pct.", {"a": D(60), "b": D(40)}))
    assert paid(key, payers=[Payer("a"), Payer("b")]) == {"a": D(-14_000), "b": D(14_000)}


def test_mad_til_hver_dag_asks_for_start_capital_once_and_for_every_unit():
    units = Measure("Døgnkost", "enheder", {"1": D(70_000), "5": D(40_000)})
    payers = [Payer("1", dt.date(2010, 1, 1)), Payer("5", dt.date(2027, 3, 1))]
    key = (StartCapital("Startkapital", D(250_000)), Tariff("Døgnkost", D("92.50"), units))
    assert paid(*key, payers=payers) == {"1": D(6_475_000), "5": D(3_950_000)}
    assert paid(*key, payers=payers, year=2028) == {"1": D(6_475_000), "5": D(3_700_000)}


def test_it_forsyningen_adds_a_base_a_subscription_contract_lines_and_projects():
    staff, pcs = measure(m1=3000, m2=1000), measure(m1=2500, m2=800)
    found = work_out(
        [
            Shared("Basisbidrag", D(4_000_000), staff),
            Tariff("Abonnement", D(1_200), pcs),
            Shared("Kontrakt", D(300_000), only=frozenset({"2"})),
            Agreed("Projekter", {"1": D(50_000), "2": D(0)}),
        ],
        [Payer("1"), Payer("2")],
        YEAR,
    )
    assert [list(row.amounts.values()) for row in found.rows] == [
        [D(3_000_000), D(1_000_000)],
        [D(3_000_000), D(960_000)],
        [D(0), D(300_000)],
        [D(50_000), D(0)],
    ]
    assert found.totals == {"1": D(6_050_000), "2": D(2_260_000)}


def test_digit_a_fixed_secretariat_and_a_variable_portfolio():
    fixed, variable = Shared("Sekretariat", D(900_000)), Shared("Projekter", D(1_595_930), PEOPLE)
    assert paid(fixed, variable) == {"615": D(1_288_060), "727": D(543_100), "707": D(664_770)}


## What is missing, and who pays


def test_what_is_not_known_is_named_and_never_nothing():
    staff = Measure("Årsværk", "årsværk", {"615": D(4000), "727": None})
    found = work_out([Shared("Basis", D(100), staff), Shared("Rest", D(100))], ALL, YEAR)
    assert found.missing == {"727": ["Årsværk"], "707": ["Årsværk"]}
    assert (found.rows[0].amounts, found.totals, found.is_complete) == (None, None, False)
    assert found.rows[1].amounts is not None


def test_a_sub_group_pays_alone():
    shares = paid(Shared("Ekstra udvikling", D(1000), PEOPLE, only=frozenset({"727", "707"})))
    assert (shares["615"], shares["727"] + shares["707"]) == (D(0), D(1000))


def test_begun_thousands_are_counted():
    steps = Measure("Indbyggere", "påbegyndte 10.000", PEOPLE.values, step=D(10_000))
    assert paid(Tariff("Trin", D(100), steps)) == {"615": D(1000), "727": D(300), "707": D(400)}
    exact = Measure("Indbyggere", "påbegyndte 10.000", {"1": D(20_000), "2": D(20_001)}, step=D(10_000))
    assert paid(Tariff("Trin", D(1), exact), payers=[Payer("1"), Payer("2")]) == {"1": D(2), "2": D(3)}


def test_a_minimum_is_carried_by_the_others_of_a_total_and_clips_a_tariff():
    shares = paid(Shared("Fælles", D(1_000_000), PEOPLE, minimum=D(200_000)))
    assert (shares["727"], sum(shares.values())) == (D(200_000), D(1_000_000))
    clipped = paid(Tariff("Takst", D(9), PEOPLE, minimum=D(300_000), maximum=D(500_000)))
    assert clipped == {"615": D(500_000), "727": D(300_000), "707": D(328_293)}


def test_percentages_must_make_a_hundred():
    assert paid(Percentages("Egne", D(1000), {"615": D(50), "727": D("24.5"), "707": D("25.5")}))["727"] == D(245)
    with pytest.raises(ValueError, match=r"make 98\.5 and must make 100"):
        paid(Percentages("Egne", D(1000), {"615": D(50), "727": D(24), "707": D("24.5")}))


## What must hold


@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=6),
    st.dictionaries(st.from_regex(r"[0-9]{3}", fullmatch=True), st.integers(1, 10**6), min_size=1, max_size=30),
)
def test_components_that_share_totals_add_up_to_all_of_them(totals, people):
    counted = Measure("Indbyggere", "indbyggere", {code: D(count) for code, count in people.items()})
    key = [Shared(str(n), D(total) / 100, counted if n % 2 else None) for n, total in enumerate(totals)]
    shares = paid(*key, payers=[Payer(code) for code in people])
    assert sum(shares.values()) == sum((D(total) / 100 for total in totals), D(0))


@given(st.dictionaries(st.from_regex(r"[0-9]{3}", fullmatch=True), st.integers(0, 2000), min_size=2, max_size=20))
def test_what_is_paid_for_hours_adds_up_to_nothing(hours):
    given_ = Measure("Timer", "timer", {code: D(count) for code, count in hours.items()})
    people = Measure("Indbyggere", "indbyggere", {code: D(place + 1) for place, code in enumerate(hours)})
    shares = paid(Hours("Timer", D("512.50"), given_, people), payers=[Payer(code) for code in hours])
    assert sum(shares.values()) == 0


def test_tasks_that_are_exchanged_cost_nobody_anything_and_leave_nothing_open():
    outcome = work_out([Unpaid("Opgaver på skift")], [Payer("727"), Payer("615")], 2027)
    assert outcome.totals == {"727": Decimal(0), "615": Decimal(0)}


def test_an_amount_that_nobody_knows_is_named_and_leaves_no_total():
    outcome = work_out([Unpaid("Styregruppe"), Unknown("Sekretariat", "Beløbet")], [Payer("727")], 2027)
    assert outcome.missing == {"": ["Beløbet"]}
    assert outcome.totals is None
