"""The pages of keys take as many queries for three municipalities and keys as for 98, and that number stands here."""

import pytest
from django.urls import reverse

from finance.models import DistributionKey, KeyComponent, KeyInput, KeyInputValue
from finance.services import propose_key
from tests import factories
from tests.counting import queries_of

# Each with all that the door asks: the session, the user, the collaboration, and who may what.
PAGES = {"keys": 18, "keys, nothing asked": 19, "key": 18, "propose_key": 17, "key_inputs": 8, "key_input": 10}


def fill(collaboration, number):
    """So many municipalities, each with a figure in each of so many counts, and so many keys that count by them."""
    places = [factories.make_municipality(population=1000) for _ in range(number)]
    for place in places:
        factories.make_participation(collaboration, place)
    here = [each.municipality for each in collaboration.participations.filter(state="participant")]
    inputs = KeyInput.objects.bulk_create(
        KeyInput(collaboration=collaboration, name=f"Tal {place}", unit="stk.") for place in range(number)
    )
    KeyInputValue.objects.bulk_create(
        KeyInputValue(input=each, municipality=municipality, value=5) for each in inputs for municipality in here
    )
    keys = DistributionKey.objects.bulk_create(
        DistributionKey(collaboration=collaboration, name=f"Nøgle {place}") for place in range(number)
    )
    KeyComponent.objects.bulk_create(
        KeyComponent(key=key, kind="shared", name=f"Del {each}", part=part, weight="input", input=inputs[each])
        for key in keys
        for each, part in enumerate((50, 30, 20))
    )
    KeyComponent.objects.bulk_create(
        KeyComponent(key=key, kind="hours", name="Timer", amount=1, weight="population", hours=inputs[0])
        for key in keys
    )
    for each in KeyComponent.objects.filter(kind="hours"):
        each.only.set(here)
    propose_key(keys[0], amount=None, year=2027, note="x", actor=None)
    return keys[0], inputs[0]


@pytest.mark.parametrize("number", [3, 98])
def test_few_and_many_take_the_same_queries(number, client_for, collaboration):
    key, counted = fill(collaboration, number)
    browser, rows = client_for("koordinator"), {"key": [key.pk], "propose_key": [key.pk], "key_input": [counted.pk]}
    asked = {"keys": {"beloeb": "1000", "noegle": [str(key.pk), "lige", "indbyggere"], "uden": "727"}}
    found = {}
    for page in PAGES:
        name = page.partition(",")[0]
        address = reverse(f"finance:{name}", args=[collaboration.slug, *rows.get(name, [])])
        found[page] = queries_of(browser, address, asked.get(page))
    assert found == PAGES
