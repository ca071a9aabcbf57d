"""What the real collaborations pay: what the sources say is there; what they leave open is named, not worked out."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import transaction

from collaborations.models import Collaboration
from demo.paying import arrangements
from finance.reading import load_keys, payers_of, why_not


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo, loaded once and taken out again."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference_data", verbosity=0)
        call_command("load_demo", verbosity=0)
        yield {each.slug: each for each in Collaboration.objects.filter(origin=Collaboration.Origin.SOURCE)}
        transaction.set_rollback(True)


def outcomes(collaboration: Collaboration, year: int = 2026) -> dict:
    payers = payers_of(collaboration)
    return {key.name: (key.outcome(None, payers, year), payers) for key in load_keys(collaboration)}


def test_every_real_collaboration_has_its_arrangement(loaded):
    assert set(arrangements()) == set(loaded)


def test_digit_names_the_population_of_2019_and_the_twelfth_member(loaded):
    outcome, payers = outcomes(loaded["digitaliseringsforening-sjaelland"])["Medlemskab, 2019"]
    assert outcome.totals is None
    sentences = " ".join(why_not(outcome, payers))
    assert "1 deltager, der ikke er kendt ved navn" in sentences
    assert "Indbyggertal mangler for Greve" in sentences


def test_os2_pays_8000_for_each_half_of_the_year(loaded):
    outcome, _ = outcomes(loaded["os2"])["Kontingent og projekter"]
    fee = next(row for row in outcome.rows if row.name == "Kontingent")
    assert fee.amounts is None or set(fee.amounts.values()) == {Decimal(16000)}


def test_the_five_of_den_digitale_landevej_give_a_million_each(loaded):
    outcome, _ = outcomes(loaded["den-digitale-landevej"])["Fast bidrag"]
    assert set(outcome.totals.values()) == {Decimal(1_000_000)}
    assert len(outcome.totals) == 5


def test_tasks_on_turn_cost_nobody_anything(loaded):
    outcome, _ = outcomes(loaded["viborg-silkeborg"])["Opgaver på skift"]
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
def test_what_the_sources_leave_open_computes_nothing(loaded, slug):
    assert {name: outcome.totals for name, (outcome, _payers) in outcomes(loaded[slug]).items()} == dict.fromkeys(
        outcomes(loaded[slug])
    )
