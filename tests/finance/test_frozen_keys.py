"""A frozen key is shown from its content alone: who is counted, who pays, and part by part."""

import datetime as dt
from decimal import Decimal as D

import pytest

from finance.frozen_keys import Frozen
from finance.services import add_component, propose_key
from tests.finance.build_cases import make_key

pytestmark = pytest.mark.django_db


def test_a_frozen_key_shows_everybodys_count_and_who_alone_pays(collaboration, koordinator, horsens):
    key = make_key(collaboration)
    add_component(
        key, kind="tariff", name="Kun én", amount=D(2), weight="population", only=[horsens], actor=koordinator
    )
    version = propose_key(key, amount=D(1000), year=2027, note="", actor=koordinator)
    shown = Frozen(version.content)
    assert "Ikke oplyst" not in [cell for row in shown.rows for cell in row]
    assert shown.parts[1].more == ("Kun Horsens betaler.",)


def test_the_day_that_inhabitants_are_counted_on_is_frozen_and_said(collaboration, koordinator):
    key = make_key(collaboration)
    key.components.update(population_on=dt.date(2026, 1, 1))
    fixed = propose_key(key, amount=D(1000), year=2027, note="", actor=koordinator)
    key.components.update(population_on=None)
    newest = propose_key(key, amount=D(1000), year=2027, note="", actor=koordinator)
    assert fixed.sha256 != newest.sha256
    assert Frozen(fixed.content).parts[0].more == ("Indbyggertallet er altid det fra 1. januar 2026.",)


def test_a_frozen_key_of_several_parts_shows_what_each_pays_of_each(collaboration, koordinator, horsens):
    key = make_key(collaboration, "Lige", weight="equal")
    add_component(key, kind="start-capital", name="Indskud", amount=D(500), only=[horsens], actor=koordinator)
    shown = Frozen(propose_key(key, amount=D(1000), year=2026, note="", actor=koordinator).content)
    assert shown.part_heads == ["Kommune", "Lige", "Indskud", "I alt"]
    for row in shown.part_cells:
        lige, indskud, total = (D(text.split("\u00a0")[0].replace(".", "")) for _head, text in row[1:])
        assert lige + indskud == total
    alone = Frozen(propose_key(make_key(collaboration), amount=D(9), year=2026, note="", actor=koordinator).content)
    assert alone.part_cells == []
