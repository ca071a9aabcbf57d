"""Keys as they stand in rows: who pays, what is counted, and what it comes to in whole kroner."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from finance.keys import MissingInputs
from finance.reading import built_in_keys, load_key, load_keys, payers_of, shares_of, why_not
from tests import factories
from tests.finance.build import make_input, make_key

D = Decimal
YEAR = 2027


@pytest.fixture
def payers(collaboration):
    return payers_of(collaboration)


def totals(key, amount=None, year=YEAR):
    loaded = load_key(key)
    return loaded.outcome(amount and D(amount), loaded.payers, year).totals


def lacks(key, amount=None, year=YEAR):
    loaded = load_key(key)
    return why_not(loaded.outcome(amount and D(amount), loaded.payers, year), loaded.payers)


def test_those_who_take_part_today_pay_in_danish_order(collaboration, samsoe):
    aarhus = factories.make_municipality("Aarhus", code="751")
    factories.make_participation(collaboration, aarhus, since=dt.date(2027, 8, 1))
    assert [(each.code, each.name) for each in payers_of(collaboration)] == [
        ("615", "Horsens"),
        ("727", "Odder"),
        ("751", "Aarhus"),
    ]
    assert payers_of(collaboration)[-1].joined == dt.date(2027, 8, 1)


## The sources, through the rows


def test_sbsys_nine_kroner_per_inhabitant(collaboration, odder, horsens):
    odder.population_figures.update(value=50_000)
    key = make_key(collaboration, "SBSYS", {"kind": "tariff", "amount": 9, "weight": "population"})
    assert totals(key) == {"727": D(450_000), "615": D(878_139)}


@pytest.mark.parametrize(("joined", "amount"), [("2027-07-01", 16_000), ("2027-07-02", 8_000), ("2010-01-01", 16_000)])
def test_os2_asks_for_half_of_the_year_after_1_july(collaboration, odder, joined, amount):
    collaboration.participations.filter(municipality=odder).update(since=dt.date.fromisoformat(joined))
    key = make_key(collaboration, "OS2", {"kind": "fee", "amount": 8000})
    assert totals(key)["727"] == D(amount)


def test_nine_members_pay_a_ninth_each(collaboration):
    for number in range(7):
        factories.make_participation(collaboration, factories.make_municipality(f"By {number}"))
    key = make_key(collaboration, "Programleder", {"part": 100, "weight": "equal"})
    assert set(totals(key, 900_000).values()) == {D(100_000)}


def test_mad_til_hver_dag_asks_once_on_entry_and_for_every_unit(collaboration, odder, horsens):
    collaboration.participations.filter(municipality=odder).update(since=dt.date(2027, 3, 1))
    units = make_input(collaboration, "Døgnkost", unit="enheder", values={odder: 40_000, horsens: 70_000})
    key = make_key(
        collaboration,
        "Mad",
        {"kind": "start-capital", "amount": 250_000},
        {"kind": "tariff", "amount": D("92.50"), "weight": "input", "input": units},
    )
    assert totals(key) == {"727": D(3_950_000), "615": D(6_475_000)}
    assert totals(key, year=2028)["727"] == D(3_700_000)


def test_a_step_for_every_begun_twenty_thousand_inhabitants(collaboration, odder, horsens):
    key = make_key(collaboration, "Trin", {"kind": "tariff", "amount": 1000, "weight": "population", "step": 20_000})
    assert totals(key) == {"727": D(2000), "615": D(5000)}


def test_a_sub_group_pays_alone(collaboration, odder):
    key = make_key(collaboration, "Udvikling", {"amount": 120_000, "weight": "equal", "only": [odder]})
    assert totals(key) == {"727": D(120_000), "615": D(0)}


def test_hours_are_settled_by_the_difference(collaboration, odder, horsens):
    hours = make_input(collaboration, "Timer", unit="timer", values={odder: 100, horsens: 20})
    shares = make_input(collaboration, "Andel", unit="pct.", values={odder: 60, horsens: 40})
    part = {"kind": "hours", "amount": 500, "weight": "input", "input": shares, "hours": hours}
    assert totals(make_key(collaboration, "Timer", part)) == {"727": D(-14_000), "615": D(14_000)}


def test_a_fixed_and_a_variable_part_make_all_of_the_amount(collaboration):
    key = make_key(collaboration, "Digit", {"part": 33, "weight": "equal"}, {"part": 67, "weight": "population"})
    loaded = load_key(key)
    found = loaded.outcome(D(1_000_001), loaded.payers, YEAR)
    assert sum(found.totals.values()) == D(1_000_001)
    assert [sum(row.amounts.values()) for row in found.rows] == [D(330_000), D(670_001)]


def test_everything_is_in_whole_kroner(collaboration):
    key = make_key(collaboration, "Skæv", {"amount": D("1000.60"), "weight": "population", "minimum": D("10.50")})
    found = totals(key)
    assert sum(found.values()) == D(1001)
    assert all(amount == amount.to_integral_value() for amount in found.values())


## What is missing


def test_a_figure_that_is_missing_is_named_with_its_municipality(collaboration, horsens):
    staff = make_input(collaboration, "Årsværk", values={horsens: 4000})
    key = make_key(collaboration, "Årsværk", {"part": 100, "weight": "input", "input": staff})
    assert (totals(key, 100), lacks(key, 100)) == (None, ["Årsværk mangler for Odder."])


def test_percentages_that_make_no_hundred_are_said(collaboration, odder, horsens):
    agreed = make_input(collaboration, "Egne procenter", unit="pct.", values={odder: 40, horsens: "58.5"})
    key = make_key(collaboration, "Egne", {"kind": "percentages", "part": 100, "input": agreed})
    sentence = "Procenterne giver 98,5 pct. De skal give 100 pct. Der mangler 1,5 procentpoint."
    assert lacks(key, 100) == [sentence]
    agreed.values.filter(municipality=odder).update(value=D("41.5"))
    assert totals(key, 1000) == {"727": D(415), "615": D(585)}


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ({"weight": "equal"}, "Beløbet i “X” mangler."),
        ({"kind": "tariff", "weight": "population"}, "Prisen i “X” mangler."),
        ({"kind": "hours", "weight": "equal"}, "Timeprisen i “X” mangler."),
        ({"kind": "hours", "weight": "equal", "amount": 500}, "Opgørelsen af timer i “X” mangler."),
        ({"kind": "agreed"}, "Opgørelsen i “X” mangler."),
        ({"amount": 100}, "Det, “X” deles efter, mangler."),
        ({"part": 60, "weight": "equal"}, "Delene giver 60 pct. De skal give 100 pct. Der mangler 40 procentpoint."),
        (
            {"amount": 100, "weight": "equal", "minimum": 80},
            "“X” kan ikke deles: 2 gange mindst 80\u00a0kr. er 160\u00a0kr., og der er kun 100\u00a0kr. at dele.",
        ),
    ],
)
def test_what_nobody_has_written_is_said_and_never_nothing(collaboration, part, sentence):
    key = make_key(collaboration, "Nøgle", {"name": "X", **part})
    assert sentence in lacks(key, 100)
    assert totals(key, 100) is None


def test_a_key_without_parts_or_amount_has_no_total(collaboration):
    assert lacks(make_key(collaboration)) == ["Beløbet, der skal deles, mangler."]
    empty = make_key(collaboration, "Tom")
    empty.components.all().delete()
    assert lacks(empty) == ["Nøglens dele mangler."]


def test_members_that_nobody_has_named_leave_every_key_open(collaboration):
    collaboration.declared_member_count = 3
    collaboration.save()
    loaded = load_key(make_key(collaboration))
    found = loaded.outcome(D(100), loaded.payers, YEAR)
    assert found.missing == {"": ["1 deltager, der ikke er kendt ved navn"]}
    assert all(key.outcome(D(100), key.payers, YEAR).totals is None for key in built_in_keys(collaboration))


def test_a_sub_group_that_has_left_shares_nothing(collaboration, samsoe):
    key = make_key(collaboration, "Udvikling", {"name": "X", "amount": 100, "weight": "equal", "only": [samsoe]})
    assert lacks(key) == ["Ingen af dem, der skal betale “X”, deltager."]


## Inhabitants


def test_inhabitants_are_those_of_the_newest_day_that_all_have(collaboration, odder, horsens):
    factories.make_population(odder, 1, dt.date(2026, 7, 1))
    people = built_in_keys(collaboration)[1]
    assert people.outcome(D(121_487), people.payers, YEAR).totals == {"727": D(23_916), "615": D(97_571)}
    assert [each.label for each in people.measures] == ["Indbyggertal 1. januar 2026, Danmarks Statistik, FOLK1A"]


def test_inhabitants_of_a_day_are_those_of_that_day_or_missing(collaboration, odder, horsens):
    factories.make_population(odder, 10, dt.date(2025, 1, 1))
    part = {"part": 100, "weight": "population", "population_on": dt.date(2025, 1, 1)}
    key = make_key(collaboration, "I 2025", part)
    assert lacks(key, 100) == ["Indbyggertal 1. januar 2025 mangler for Horsens."]
    factories.make_population(horsens, 30, dt.date(2025, 1, 1))
    assert totals(key, 100) == {"727": D(25), "615": D(75)}


## Any amount


def test_keys_of_whole_parts_share_any_amount_also_a_negative_one(collaboration):
    fixed = built_in_keys(collaboration)[2]
    shares = shares_of(fixed, D(-1_000_001), ["615", "727"])
    assert (fixed.shares_any_amount, sum(shares.values())) == (True, D(-1_000_001))
    assert shares_of(fixed, D(1_000_001), ["727", "615"]) == {code: -amount for code, amount in shares.items()}


@pytest.mark.parametrize(
    "part",
    [
        {"amount": 100, "weight": "equal"},
        {"part": 99, "weight": "equal"},
        {"part": 100, "weight": "equal", "maximum": 10},
        {"kind": "fee", "amount": 8000},
    ],
)
def test_other_keys_share_no_amount_but_their_own(collaboration, part):
    loaded = load_key(make_key(collaboration, "Nøgle", part))
    assert not loaded.shares_any_amount
    with pytest.raises(ValueError, match="can not share any amount"):
        shares_of(loaded, D(100), ["727"])


def test_a_share_that_can_not_be_known_is_not_given(collaboration, horsens):
    staff = make_input(collaboration, values={horsens: 10})
    loaded = load_key(make_key(collaboration, "Årsværk", {"part": 100, "weight": "input", "input": staff}))
    with pytest.raises(MissingInputs, match="Årsværk"):
        shares_of(loaded, D(100), ["615", "727"])


## Queries


def test_keys_are_read_in_as_many_queries_however_many_there_are(collaboration, odder, horsens):
    def fill(count):
        for number in range(count):
            counted = make_input(collaboration, f"Tal {collaboration.key_inputs.count()}", values={odder: number})
            part = {"kind": "hours", "amount": 1, "weight": "input", "input": counted, "hours": counted}
            make_key(collaboration, f"Nøgle {counted.pk}", {**part, "only": [odder]}, {"part": 100, "weight": "equal"})

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            load_keys(collaboration)
        return len(found)

    fill(1)
    few = queries()
    fill(20)
    assert queries() == few <= 10
