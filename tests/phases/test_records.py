"""Recorded facts and waivers: what is written, what is refused to everybody."""

import datetime as dt

import pytest
from django.utils import timezone

from collaborations.models import Collaboration
from common.exceptions import DomainError
from models_catalog.models import OrganisationType
from phases import services
from phases.facts import facts_of
from phases.models import RecordedFact, Waiver
from phases.requirements import evaluate
from tests import factories
from tests.phases.pure import real_process

DAY = dt.date(2026, 5, 12)
UNWAIVABLE = [(each.before_phase, each.key) for each in real_process().requirements if not each.waivable]


@pytest.fixture
def section_60(choose_type):
    collaboration = choose_type("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    collaboration.refresh_from_db()
    return collaboration


def record(collaboration, actor, **values):
    given = {"key": "statutes-adopted", "date": DAY}
    return services.record_fact(collaboration, actor=actor, **given | values)


## Record


def test_a_decision_is_written_with_who_recorded_it(section_60, koordinator, odder):
    fact = record(section_60, koordinator, municipality=odder, note=" Enigt ", source="Punkt 7")
    assert (fact.date, fact.note, fact.source, fact.recorded_by) == (DAY, "Enigt", "Punkt 7", koordinator)
    entry = section_60.activity.first()
    assert (entry.text, entry.kind, entry.on_behalf_of) == (
        "Odder: Vedtægterne er vedtaget, 12. maj 2026.",
        "requirement",
        None,
    )


def test_a_contact_records_on_behalf_of_the_municipality(section_60, kontakt, odder):
    record(section_60, kontakt, municipality=odder)
    assert section_60.activity.first().on_behalf_of == odder


def test_a_correction_is_a_new_row(section_60, koordinator, odder):
    record(section_60, koordinator, municipality=odder)
    record(section_60, koordinator, municipality=odder, date=dt.date(2026, 5, 13))
    assert RecordedFact.objects.count() == 2
    assert facts_of(section_60).recorded["statutes-adopted", odder.pk].date == dt.date(2026, 5, 13)


def test_the_same_said_twice_is_one_row(section_60, koordinator, odder):
    assert record(section_60, koordinator, municipality=odder) == record(section_60, koordinator, municipality=odder)
    assert RecordedFact.objects.count() == 1


def test_an_appropriation_is_corrected_to_no_cost_and_back(section_60, koordinator, odder):
    """They are alternatives: the newest record of either holds."""
    asked = next(each for each in evaluate(facts_of(section_60)) if each.key == "appropriation")
    for key in ("appropriation", "no-start-cost", "appropriation"):
        fact = record(section_60, koordinator, key=key, municipality=odder, note=f"Nu {key}")
        held = facts_of(section_60).decided(asked.fact_labels)[odder.pk]
        assert (fact.key, held.note) == (key, f"Nu {key}")
    record(section_60, koordinator, key="appropriation", municipality=odder, date=None, note="Ikke besluttet endnu")
    assert facts_of(section_60).decided(asked.fact_labels) == {}


def test_the_first_answer_said_again_after_another_is_a_record_of_its_own(section_60, koordinator, odder):
    for key in ("appropriation", "no-start-cost", "appropriation"):
        record(section_60, koordinator, key=key, municipality=odder)
    assert RecordedFact.objects.count() == 3


def test_taking_back_needs_something_to_take_back_and_a_reason(section_60, koordinator, odder):
    with pytest.raises(DomainError, match="ingen registrering"):
        record(section_60, koordinator, municipality=odder, date=None, note="Fejl")
    record(section_60, koordinator, municipality=odder)
    with pytest.raises(DomainError, match="hvorfor"):
        record(section_60, koordinator, municipality=odder, date=None)
    record(section_60, koordinator, municipality=odder, date=None, note="Forkert kommune")
    assert section_60.activity.first().text == (
        "Odder: Trak “Vedtægterne er vedtaget” tilbage. Begrundelse: Forkert kommune"
    )


def test_a_decision_in_the_future_is_not_taken_yet(section_60, koordinator, odder):
    with pytest.raises(DomainError, match="Datoen er i fremtiden"):
        record(section_60, koordinator, municipality=odder, date=timezone.localdate() + dt.timedelta(days=1))


def test_a_municipality_that_does_not_take_part_decides_nothing(section_60, koordinator):
    with pytest.raises(DomainError, match="Favrskov deltager ikke"):
        record(section_60, koordinator, municipality=factories.make_municipality("Favrskov"))


def test_what_one_decided_while_it_took_part_may_be_written_afterwards(section_60, koordinator, samsoe):
    assert record(section_60, koordinator, municipality=samsoe, date=dt.date(2026, 3, 1)).pk


@pytest.mark.parametrize("key", ["general-assembly", "company-founded", "exit-terms", "noget-andet"])
def test_a_fact_that_nothing_asks_for_is_refused(section_60, koordinator, key):
    with pytest.raises(DomainError, match="ikke brug for"):
        record(section_60, koordinator, key=key)


def test_each_fact_belongs_to_a_municipality_or_to_the_whole(section_60, koordinator, odder):
    with pytest.raises(DomainError, match="Vælg den kommune"):
        record(section_60, koordinator)
    with pytest.raises(DomainError, match="Vælg den kommune"):
        record(section_60, koordinator, key="authority-approval", municipality=odder)


def test_an_assessment_needs_its_reasons(choose_type, koordinator):
    collaboration = choose_type("association")
    with pytest.raises(DomainError, match="Skriv en bemærkning"):
        record(collaboration, koordinator, key="not-section-60")
    assert record(collaboration, koordinator, key="not-section-60", note="Alle beslutninger kræver enighed").pk


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
        (5, "appropriation"),
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


## Days that can not be meant


def test_what_is_decided_has_a_day_that_can_be_meant(section_60, koordinator, odder):
    with pytest.raises(DomainError, match="mellem 1970 og 2100"):
        record(section_60, koordinator, municipality=odder, date=dt.date(26, 5, 12))
    assert RecordedFact.objects.count() == 0


def test_nothing_is_decided_under_a_rule_that_was_not_there_yet(choose_type, koordinator):
    """§ 60 a began on 1 July 2018."""
    collaboration = choose_type("section-60a")
    terms = {"key": "exit-terms", "note": "Punkt 12"}
    with pytest.raises(DomainError, match=r"Reglen bag kravet gjaldt ikke 30\. juni 2018"):
        record(collaboration, koordinator, **terms, date=dt.date(2018, 6, 30))
    record(collaboration, koordinator, **terms, date=dt.date(2018, 7, 1))


def test_a_fact_is_judged_by_the_row_as_it_is_now(section_60, koordinator):
    """Somebody chose another form after this copy was read: what it asked for is not asked for any more."""
    Collaboration.objects.filter(pk=section_60.pk).update(
        organisation_type=OrganisationType.objects.get(key="agreement")
    )
    with pytest.raises(DomainError, match="ikke brug for denne registrering"):
        record(section_60, koordinator, key="authority-approval")
