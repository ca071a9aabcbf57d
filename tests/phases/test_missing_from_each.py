"""What one municipality still owes says the same whether all is known or only what concerns that municipality."""

import datetime as dt
from dataclasses import replace

import pytest

from phases.checks import ASKED_OF_EACH
from phases.facts import Waived
from phases.requirements import missing_from_each, next_requirements
from tests.phases.pure import HORSENS, ODDER, TYPES, decided, make_facts, partner, recorded

SAMSOE = partner("Samsø", "invited")
TODAY = dt.date(2026, 11, 20)


def owed(facts, municipality):
    return {each.title: each.url for each in missing_from_each(facts) if each.municipality_id == municipality}


def judged(facts, municipality):
    """The same, from the requirements that are worked out in full."""
    return {
        each.title: each.url
        for each in next_requirements(facts)
        if each.stops and each.template.check_name in ASKED_OF_EACH and municipality in each.missing_ids
    }


@pytest.mark.parametrize("kind", [None, *TYPES])
@pytest.mark.parametrize("phase", [1, 2, 3, 4, 5])
def test_it_is_what_the_requirements_say(kind, phase):
    facts = make_facts(ODDER, HORSENS, SAMSOE, kind=kind, phase=phase)
    assert owed(facts, HORSENS.municipality_id) == judged(facts, HORSENS.municipality_id)


@pytest.mark.parametrize("kind", [None, *TYPES])
@pytest.mark.parametrize("phase", [1, 2, 3, 4, 5])
def test_the_other_municipalities_need_not_be_known(kind, phase):
    facts = make_facts(ODDER, HORSENS, SAMSOE, kind=kind, phase=phase)
    alone = replace(facts, partners=(HORSENS,))
    assert owed(alone, HORSENS.municipality_id).keys() == owed(facts, HORSENS.municipality_id).keys()


def test_every_municipality_owes_the_adoption_of_the_statutes_until_it_is_recorded():
    facts = make_facts(ODDER, HORSENS, kind="section-60", phase=4)
    adopted = replace(facts, **decided(recorded("statutes-adopted", ODDER, on=TODAY)))
    title = "Hver kommunalbestyrelse har vedtaget vedtægterne"
    assert [title in owed(facts, each.municipality_id) for each in (ODDER, HORSENS)] == [True, True]
    assert [title in owed(adopted, each.municipality_id) for each in (ODDER, HORSENS)] == [False, True]


def test_what_is_waived_is_owed_by_nobody():
    facts = make_facts(ODDER, HORSENS, phase=1)
    waived = replace(facts, waivers={(2, "management-support"): Waived("Det haster", "Koordinator", TODAY)})
    assert owed(facts, ODDER.municipality_id) != {}
    assert owed(waived, ODDER.municipality_id) == {}
