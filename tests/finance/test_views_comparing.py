"""Keys side by side: what each pays, what a key lacks, and what if."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from finance.comparing import compare, signed
from finance.parts import Figure, Ground, Part
from finance.reading import LoadedKey, Party
from finance.services import propose_key
from tests import factories
from tests.finance.build import make_input, make_key

D = Decimal
NBSP = "\u00a0"


@pytest.fixture
def url(collaboration):
    return reverse("finance:keys", args=[collaboration.slug])


@pytest.fixture
def see(client_for, url):
    """The page's text as one of the cast sees it, and what was worked out."""

    def seen(who="koordinator", /, **asked):
        response = client_for(who).get(url, asked)
        assert response.status_code == 200
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode().replace(NBSP, " ")))
        return text, response.context["page"]

    return seen


def amounts(page) -> dict[str, list[Decimal]]:
    return {line.party.name: [cell.amount for cell in line.cells] for line in page.comparison.lines}


def test_nothing_is_worked_out_before_there_is_an_amount(see):
    text, page = see()
    assert "Skriv et beløb, så regner vi." in text
    assert page.comparison is None


def test_equal_parts_and_inhabitants_stand_side_by_side(see):
    text, page = see(beloeb="1.000.001", noegle=["lige", "indbyggere"])
    assert amounts(page) == {"Horsens": [D(500_001), D(803_140)], "Odder": [D(500_000), D(196_861)]}
    assert "+303.139 kr." in text
    assert "−303.139 kr." in text
    assert "8,23 kr. pr. indbygger" in text
    assert "Indbyggertal 1. januar 2026, Danmarks Statistik, FOLK1A." in text
    assert "1,0 mio. kr. deles mellem 2 kommuner i " in text


def test_the_own_municipality_stands_first_and_in_the_sentence(see):
    text, page = see("direktoer", beloeb="1.000.001", noegle=["lige", "indbyggere"])
    assert [(line.party.name, line.is_own) for line in page.comparison.lines] == [("Odder", True), ("Horsens", False)]
    assert "Odder betaler 500.000 kr. med “Lige dele” og 196.861 kr. med “Indbyggere”." in text


def test_a_fixed_part_is_what_the_address_says(see):
    _text, page = see(beloeb="100", noegle=["fast"], fast="50")
    assert amounts(page) == {"Horsens": [D(65)], "Odder": [D(35)]}


def test_the_sum_is_always_the_amount(see):
    _text, page = see(beloeb="1000003", noegle=["lige", "indbyggere", "fast"])
    assert [column.total for column in page.comparison.columns] == [D(1_000_003)] * 3


def test_a_key_with_its_own_price_needs_no_amount_and_says_that_its_sum_is_another(see, collaboration):
    key = make_key(collaboration, "SBSYS", {"kind": "tariff", "amount": 9, "weight": "population"})
    _text, page = see(noegle=[str(key.pk)])
    assert amounts(page)["Odder"] == [D(215_244)]
    text, _page = see(beloeb="100", noegle=[str(key.pk), "lige"])
    assert "SBSYS har egne priser eller beløb. Summen er derfor en anden end beløbet, der deles." in text


def test_a_key_that_misses_a_figure_can_not_be_chosen_and_says_why(see, collaboration, horsens):
    staff = make_input(collaboration, values={horsens: 10})
    key = make_key(collaboration, "Årsværksnøglen", {"part": 100, "weight": "input", "input": staff})
    text, page = see(beloeb="100", noegle=[str(key.pk), "lige"])
    assert "Årsværk mangler for Odder." in text
    assert [column.key.slug for column in page.comparison.columns] == ["lige"]


def test_members_without_a_name_leave_no_key_to_choose(see, collaboration):
    collaboration.declared_member_count = 4
    collaboration.save()
    text, page = see(beloeb="100", noegle=["lige"])
    assert "2 deltagere, der ikke er kendt ved navn, mangler." in text
    assert page.comparison is None


def test_more_than_three_keys_are_refused_and_nothing_is_lost(see, collaboration):
    keys = ["lige", "indbyggere", "fast", str(make_key(collaboration).pk)]
    text, page = see(beloeb="12,4 mio.", noegle=keys, fast="30")
    assert "Vælg højst tre nøgler. Du har valgt 4." in text
    assert [choice.is_chosen for choice in page.choices] == [True] * 4
    assert page.form["beloeb"].value() == "12,4 mio."
    assert page.form["fast"].value() == "30"


@pytest.mark.parametrize(
    "asked",
    [
        {"beloeb": "mange"},
        {"beloeb": "-5"},
        {"fast": "150"},
        {"noegle": "findes-ikke"},
        {"med": "727"},
        {"uden": "999"},
        {"aar": "i år"},
    ],
)
def test_what_can_not_be_asked_is_said_and_shown_again(see, asked):
    text, page = see(**asked)
    assert "Ret det her, og prøv igen" in text
    assert page.comparison is None


def test_what_if_a_municipality_leaves(see, collaboration, hedensted):
    collaboration.participations.filter(municipality=hedensted).update(state="participant")
    text, page = see(beloeb="900", noegle=["lige"], uden="766")
    assert amounts(page) == {"Horsens": [D(450)], "Odder": [D(450)]}
    assert "Sådan ser det ud, hvis Hedensted træder ud. Intet er gemt." in text
    assert "+150 kr. i forhold til nu" in text


def test_what_if_a_municipality_joins(see):
    text, page = see(beloeb="900", noegle=["lige"], med="766")
    assert list(amounts(page)) == ["Hedensted", "Horsens", "Odder"]
    assert "er ikke med nu" in text
    assert "−150 kr. i forhold til nu" in text


def test_who_joins_pays_start_capital_that_year(see, collaboration):
    key = make_key(collaboration, "Mad", {"kind": "start-capital", "amount": 250_000})
    _text, page = see(noegle=[str(key.pk)], med="766", aar="2030")
    assert amounts(page) == {"Hedensted": [D(250_000)], "Horsens": [D(0)], "Odder": [D(0)]}


def test_differences_are_from_the_proposed_key_which_is_shown_from_the_start(see, collaboration):
    key = make_key(collaboration, "Vores")
    propose_key(key, amount=None, year=2027, actor=None)
    text, page = see(beloeb="100")
    assert [each.key.name for each in page.comparison.columns if each.is_reference] == ["Vores"]
    assert [column.key.name for column in page.comparison.columns] == ["Vores", "Lige dele", "Indbyggere"]
    assert "Foreslået: “Vores”, version 1" in text


@pytest.mark.parametrize(
    ("who", "offers"),
    [
        ("koordinator", ["Foreslå denne nøgle: Vores", "Gem som jeres nøgle: Lige dele", "Opret nøgle"]),
        ("bidragyder", ["Gem som jeres nøgle: Lige dele", "Opret nøgle"]),
        ("direktoer", []),
    ],
)
def test_what_is_offered_is_what_one_may(see, collaboration, who, offers):
    key = make_key(collaboration, "Vores")
    text, _page = see(who, beloeb="100", noegle=[str(key.pk), "lige"])
    every = ["Foreslå denne nøgle: Vores", "Gem som jeres nøgle: Lige dele", "Opret nøgle"]
    assert [offer for offer in every if offer in text] == offers


@pytest.mark.parametrize(("amount", "text"), [(120_000, "+120.000 kr."), (-80_000, "−80.000 kr."), (0, "0 kr.")])
def test_a_difference_has_its_sign(amount, text):
    assert signed(D(amount)) == text.replace(" ", NBSP)


@given(
    amount=st.integers(1, 10**10),
    people=st.dictionaries(st.integers(100, 999).map(str), st.integers(1, 10**6), min_size=1, max_size=25),
    fixed=st.integers(0, 10_000),
)
def test_every_column_adds_up_and_no_order_matters(amount, people, fixed):
    day = dt.date(2026, 1, 1)
    ground = Ground({code: {day: Figure(D(count), "x")} for code, count in people.items()})
    payers = tuple(Party(code, code, place) for place, code in enumerate(people))
    share = D(fixed) / 100
    parts = (
        Part("shared", "Fast", part=share, weight="equal"),
        Part("shared", "Resten", part=100 - share, weight="population"),
    )
    keys = [LoadedKey("a", "A", parts[::1], ground, payers), LoadedKey("b", "B", (parts[1], parts[0]), ground, payers)]
    found = compare(keys, D(amount), payers, 2027, today=payers, own=())
    again = compare(keys, D(amount), payers[::-1], 2027, today=payers, own=())
    assert [column.total for column in found.columns] == [D(amount)] * 2
    of = lambda lines: {line.party.code: [cell.amount for cell in line.cells] for line in lines}  # noqa: E731
    assert of(found.lines) == of(again.lines)


def test_a_municipality_without_inhabitants_still_pays_an_equal_part(see, collaboration):
    factories.make_participation(collaboration, factories.make_municipality("Ny By"))
    text, page = see(beloeb="900", noegle=["lige", "indbyggere"])
    assert amounts(page)["Ny By"] == [D(300)]
    assert "Indbyggertal mangler for Ny By." in text
    assert "Indbyggertal ikke oplyst" in text
