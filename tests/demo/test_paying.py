"""What the real collaborations pay: what the sources say is there; what they leave open is named, not worked out."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from collaborations.models import Collaboration
from demo import sources
from demo.paying import arrange, arrangements
from finance.reading import load_keys, payers_of, why_not
from municipalities.models import Municipality
from tests import factories


@pytest.fixture
def arranged(db):
    """One of the real collaborations with its keys, as the demo registers it."""
    call_command("load_reference_data", verbosity=0)
    told = {each["slug"]: each for each in sources.cases()}
    municipalities = {each.name: each for each in Municipality.objects.all()}
    reader = factories.make_user("laeser@example.org")

    def register(slug: str) -> Collaboration:
        collaboration = sources.register(told[slug], municipalities=municipalities, reader=reader)
        arrange(collaboration, arrangements()[slug])
        return collaboration

    return register


def outcomes(collaboration: Collaboration, year: int = 2026) -> dict:
    payers = payers_of(collaboration)
    return {key.name: (key.outcome(None, payers, year), payers) for key in load_keys(collaboration)}


def test_every_real_collaboration_has_its_arrangement():
    assert set(arrangements()) == {each["slug"] for each in sources.cases()}


def test_digit_names_the_population_of_2019_and_the_twelfth_member(arranged):
    outcome, payers = outcomes(arranged("digitaliseringsforening-sjaelland"))["Medlemskab, 2019"]
    assert outcome.totals is None
    sentences = " ".join(why_not(outcome, payers))
    assert "1 deltager, der ikke er kendt ved navn" in sentences
    assert "Indbyggertal 1. januar 2019 mangler for Greve" in sentences


def test_os2_pays_8000_for_each_half_of_the_year(arranged):
    outcome, _ = outcomes(arranged("os2"))["Kontingent og projekter"]
    fee = next(row for row in outcome.rows if row.name == "Kontingent")
    assert fee.amounts is None or set(fee.amounts.values()) == {Decimal(16000)}


def test_the_five_of_den_digitale_landevej_give_a_million_each(arranged):
    outcome, _ = outcomes(arranged("den-digitale-landevej"))["Fast bidrag"]
    assert set(outcome.totals.values()) == {Decimal(1_000_000)}
    assert len(outcome.totals) == 5


def test_tasks_on_turn_cost_nobody_anything(arranged):
    outcome, _ = outcomes(arranged("viborg-silkeborg"))["Opgaver på skift"]
    assert set(outcome.totals.values()) == {Decimal(0)}


@pytest.mark.parametrize(
    "slug",
    [
        "riso",
        "storkoebenhavnske-digitaliseringsforening",
        "4k",
        "it-forsyningen",
        "den-digitale-hotline",
        "mad-til-hver-dag",
    ],
)
def test_what_the_sources_leave_open_computes_nothing(arranged, slug):
    found = outcomes(arranged(slug))
    assert {name: outcome.totals for name, (outcome, _payers) in found.items()} == dict.fromkeys(found)


def test_no_remark_is_cut_off_at_a_comma():
    """In YAML's short form a comma ends a text without quotation marks, and what follows is a name without a value."""

    def names_without_a_value(told) -> list[str]:
        if isinstance(told, list):
            return [name for each in told for name in names_without_a_value(each)]
        if not isinstance(told, dict):
            return []
        return [str(name) for name, value in told.items() if value is None] + names_without_a_value(list(told.values()))

    assert names_without_a_value(list(arrangements().values())) == []
