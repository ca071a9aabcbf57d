"""A key is frozen with all that it stands on, and its hash says whether two are the same."""

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.freezing import frozen_key, is_whole, sha256_of
from finance.models import KeyInputValue
from finance.reading import built_in_keys, load_key, payers_of
from tests import factories
from tests.finance.build import make_input, make_key

D = Decimal
TEXTS = st.text("aåøéZ1 ", max_size=5)
CONTENT = st.recursive(
    st.none() | TEXTS | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)


@pytest.fixture
def staff(collaboration, odder, horsens):
    return make_input(collaboration, "Årsværk", values={odder: 1000, horsens: 3000})


@pytest.fixture
def key(collaboration, staff, odder):
    return make_key(
        collaboration,
        "It-drift",
        {"name": "Drift", "part": 70, "weight": "input", "input": staff},
        {"name": "Sekretariat", "part": 30, "weight": "population"},
        {"name": "Udvikling", "kind": "fee", "amount": 500, "only": [odder]},
        regulation="Hvert år den 1. januar",
    )


def freeze(key, amount=1000, year=2027):
    loaded = load_key(key)
    return frozen_key(loaded, loaded.payers, year, D(amount))


def test_a_frozen_key_names_its_figures_with_day_and_source(key):
    content = freeze(key)
    drift, people = (part["count"] for part in content["parts"][:2])
    assert drift == {
        "name": "Årsværk",
        "unit": "årsværk",
        "date": "2026-06-30",
        "source": "Lønsystemet",
        "values": {"727": "1000", "615": "3000"},
    }
    assert (people["date"], people["source"]) == ("2026-01-01", "Danmarks Statistik, FOLK1A")
    assert people["values"] == {"727": "23916", "615": "97571"}
    assert content["payers"]["727"] == {"name": "Odder", "joined": "2026-01-01"}
    assert (content["regulation"], content["year"], content["amount"]) == ("Hvert år den 1. januar", 2027, "1000")
    assert content["parts"][2]["only"] == ["727"]
    assert content["pays"] == {"727": "1234", "615": "766"}
    assert content["missing"] == {}


def test_a_key_that_shares_any_amount_is_frozen_with_everybodys_share(collaboration):
    both = built_in_keys(collaboration, fixed=D(40))[2]
    content = frozen_key(both, both.payers, 2027, None)
    assert sum(D(share) for share in content["shares"].values()) == 100
    assert (content["pays"], content["missing"]) == (None, {"": ["Beløbet, der skal deles"]})
    assert is_whole(content)


def test_what_is_missing_is_frozen_with_it(key, staff, odder):
    staff.values.get(municipality=odder).delete()
    content = freeze(key)
    assert (content["pays"], content["missing"], is_whole(content)) == (None, {"727": ["Årsværk"]}, False)
    assert content["parts"][1]["pays"] is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda key, odder: key.components.filter(name="Udvikling").update(amount=501),
        lambda key, odder: key.components.filter(name="Drift").update(minimum=1),
        lambda key, odder: key.components.filter(name="Drift").update(note="Aftalt i maj"),
        lambda key, odder: key.components.get(name="Udvikling").only.clear(),
        lambda key, odder: KeyInputValue.objects.filter(municipality=odder).update(value=D("1000.0001")),
        lambda key, odder: key.collaboration.key_inputs.update(date=dt.date(2026, 7, 1)),
        lambda key, odder: key.collaboration.key_inputs.update(source="Budgettet"),
        lambda key, odder: odder.population_figures.update(value=23_917),
        lambda key, odder: type(key).objects.filter(pk=key.pk).update(regulation="Aldrig"),
        lambda key, odder: factories.make_participation(key.collaboration),
    ],
)
def test_the_hash_changes_with_whatever_is_changed(key, odder, change):
    before = sha256_of(freeze(key))
    change(key, odder)
    assert sha256_of(freeze(key)) != before


def test_the_hash_is_the_same_whatever_the_order_of_the_rows(key, staff, odder, horsens):
    before, loaded = sha256_of(freeze(key)), load_key(key)
    backwards = frozen_key(loaded, payers_of(key.collaboration)[::-1], 2027, D(1000))
    assert sha256_of(backwards) == before
    staff.values.all().delete()
    for municipality, value in ((horsens, 3000), (odder, 1000)):
        KeyInputValue.objects.create(input=staff, municipality=municipality, value=value)
    assert sha256_of(freeze(key)) == before
    assert sha256_of(freeze(key, amount=1001)) != before


@given(CONTENT)
def test_the_hash_counts_letters_and_not_how_they_are_written(content):
    def decomposed(value):
        if isinstance(value, str):
            return unicodedata.normalize("NFD", value)
        if isinstance(value, dict):
            return dict(reversed([(name, decomposed(each)) for name, each in value.items()]))
        return [decomposed(each) for each in value] if isinstance(value, list) else value

    assert sha256_of({"a": content, "å": 1}) == sha256_of(dict(reversed([("a", decomposed(content)), ("å", 1)])))
