"""Waivers: what is written, what is refused to everybody."""

import datetime as dt

import pytest

from collaborations.models import Collaboration
from common.exceptions import DomainError
from phases import services
from phases.facts import facts_of
from phases.models import Waiver
from phases.requirements import evaluate
from tests.phases.pure import real_process

DAY = dt.date(2026, 5, 12)
UNWAIVABLE = [(each.before_phase, each.key) for each in real_process().requirements if not each.waivable]


@pytest.fixture
def section_60(choose_type):
    collaboration = choose_type("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    collaboration.refresh_from_db()
    return collaboration


## Waive


def test_a_waiver_says_who_and_why_to_all(collaboration, koordinator):
    services.waive(collaboration, requirement="proposal", reason=" Vi har talt sammen ", actor=koordinator)
    found = next(each for each in evaluate(facts_of(collaboration), before_phase=2) if each.key == "proposal")
    assert (found.waived, found.waiver.by, found.waiver.reason) == (True, "Koordinator", "Vi har talt sammen")
    assert collaboration.activity.first().text == (
        "Fraveg kravet “Der er et oplæg til samarbejdet”. Begrundelse: Vi har talt sammen"
    )


@pytest.mark.parametrize("kind", ["section-60", "section-60a", "association", "agreement", "company", "other"])
def test_what_the_law_demands_can_not_be_waived_by_anybody(choose_type, cast, kind):
    collaboration = choose_type(kind)
    for before, key in UNWAIVABLE:
        Collaboration.objects.filter(pk=collaboration.pk).update(phase=before - 1)
        for actor in cast.values():
            with pytest.raises(DomainError):
                services.waive(collaboration, requirement=key, reason="Vi har travlt", actor=actor)
    assert Waiver.objects.count() == 0


def test_what_can_not_be_waived_is_what_the_architecture_lists():
    assert sorted(UNWAIVABLE) == [
        (4, "municipalities-only"),
        (5, "agreement-adopted"),
        (5, "appropriations"),
        (5, "authority-approval"),
        (5, "exit-terms"),
        (5, "municipalities-only"),
        (5, "organisation-type"),  # on which all the others depend
        (5, "statutes-adopted"),
    ]


def test_nobody_goes_into_phase_5_without_a_form_to_escape_its_law(choose_type, koordinator):
    """Without a form nothing is asked for by law, and the form could be chosen again afterwards."""
    collaboration = choose_type(None)
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    with pytest.raises(DomainError, match="kan ikke fraviges"):
        services.waive(collaboration, requirement="organisation-type", reason="Vi venter lidt", actor=koordinator)
    with pytest.raises(DomainError, match="Organisationsformen er valgt"):
        services.advance(collaboration, actor=koordinator)


@pytest.mark.parametrize(
    ("requirement", "reason", "says"),
    [
        ("proposal", " ", "Skriv, hvorfor"),
        ("interested-municipality", "Grund", "allerede opfyldt"),
        ("drivers", "Grund", "gælder ikke før den næste fase"),
        ("noget-andet", "Grund", "gælder ikke før den næste fase"),
    ],
)
def test_a_waiver_needs_a_reason_and_something_to_waive(collaboration, koordinator, requirement, reason, says):
    with pytest.raises(DomainError, match=says):
        services.waive(collaboration, requirement=requirement, reason=reason, actor=koordinator)
    assert Waiver.objects.count() == 0


def test_what_stops_nothing_is_not_waived(choose_type, koordinator):
    collaboration = choose_type("section-60a")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    with pytest.raises(DomainError, match="stopper ikke faseskiftet"):
        services.waive(collaboration, requirement="authority-orientation", reason="Grund", actor=koordinator)
    assert Waiver.objects.count() == 0


def test_waived_twice_is_waived_once(collaboration, koordinator):
    services.waive(collaboration, requirement="proposal", reason="Grund", actor=koordinator)
    with pytest.raises(DomainError, match="allerede fraveget"):
        services.waive(collaboration, requirement="proposal", reason="Grund", actor=koordinator)


def test_the_same_key_before_another_phase_is_another_requirement(choose_type, koordinator):
    collaboration = choose_type(None)
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=3)
    with pytest.raises(DomainError, match="gælder ikke før den næste fase"):
        services.waive(
            collaboration, requirement="organisation-type", before_phase=5, reason="Grund", actor=koordinator
        )
    services.waive(collaboration, requirement="organisation-type", before_phase=4, reason="Grund", actor=koordinator)
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    collaboration.refresh_from_db()
    again = next(each for each in evaluate(facts_of(collaboration), before_phase=5) if each.key == "organisation-type")
    assert again.stops


def test_a_waiver_can_be_taken_back_with_a_reason(collaboration, koordinator):
    with pytest.raises(DomainError, match="ikke fraveget"):
        services.withdraw_waiver(collaboration, requirement="proposal", reason="Grund", actor=koordinator)
    services.waive(collaboration, requirement="proposal", reason="Grund", actor=koordinator)
    with pytest.raises(DomainError, match="hvorfor"):
        services.withdraw_waiver(collaboration, requirement="proposal", reason="", actor=koordinator)
    services.withdraw_waiver(collaboration, requirement="proposal", reason="Oplægget kommer", actor=koordinator)
    found = next(each for each in evaluate(facts_of(collaboration), before_phase=2) if each.key == "proposal")
    assert (found.waived, found.stops, Waiver.objects.count()) == (False, True, 2)
