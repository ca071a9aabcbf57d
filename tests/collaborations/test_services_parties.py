import datetime as dt

import pytest
from django.utils import timezone

from collaborations.services import add_external_party, describe_external_party, end_external_party
from common.exceptions import DomainError, StaleVersion
from municipalities.models import ExternalParty
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def collaboration():
    return factories.make_collaboration(organisation_type=factories.make_organisation_type("association"))


def add(collaboration, name="Region Syddanmark", **values):
    return add_external_party(collaboration, **{"kind": "region", "name": name, "actor": None, **values})


def test_a_party_takes_part_from_a_day(collaboration):
    row = add(collaboration, contribution=" Viden ", date=dt.date(2026, 3, 1))
    assert (row.party.name, row.party.kind, row.contribution) == ("Region Syddanmark", "region", "Viden")
    assert (row.valid_from, row.valid_to) == (dt.date(2026, 3, 1), None)
    assert collaboration.activity.first().text == "Region Syddanmark deltager fra 1. marts 2026."


def test_a_known_party_is_used_again_whatever_the_case(collaboration):
    known = factories.make_party("Region Østdanmark", "region")
    assert add(collaboration, "region østdanmark").party == known
    assert ExternalParty.objects.count() == 1


@pytest.mark.parametrize("key", ["section-60", "section-60a"])
def test_where_only_municipalities_may_take_part_a_party_is_refused(key):
    collaboration = factories.make_collaboration(organisation_type=factories.make_organisation_type(key))
    with pytest.raises(DomainError, match="kan kun kommuner deltage"):
        add(collaboration)
    assert collaboration.external_participations.count() == 0
    assert ExternalParty.objects.count() == 0


def test_before_a_type_is_chosen_a_party_may_take_part():
    assert add(factories.make_collaboration()).is_present is True


def test_a_party_takes_part_once_at_a_time(collaboration):
    add(collaboration)
    with pytest.raises(DomainError, match=r"Region Syddanmark deltager allerede\."):
        add(collaboration)


def test_a_party_that_left_can_come_back_and_both_times_stay_known(collaboration):
    row = add(collaboration, date=dt.date(2025, 1, 1))
    end_external_party(row, on=dt.date(2025, 6, 30), actor=None)
    add(collaboration, date=dt.date(2026, 1, 1))
    periods = collaboration.external_participations.order_by("valid_from").values_list("valid_from", "valid_to")
    assert list(periods) == [
        (dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
        (dt.date(2026, 1, 1), None),
    ]


def test_a_party_that_left_can_not_come_back_before_it_left(collaboration):
    row = add(collaboration, date=dt.date(2025, 1, 1))
    end_external_party(row, on=dt.date(2025, 6, 30), actor=None)
    with pytest.raises(DomainError, match="deltager allerede"):
        add(collaboration, date=dt.date(2025, 6, 30))


def test_dates_of_parties_are_never_in_the_future(collaboration):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(DomainError, match="fremtiden"):
        add(collaboration, date=tomorrow)
    row = add(collaboration)
    with pytest.raises(DomainError, match="fremtiden"):
        end_external_party(row, on=tomorrow, actor=None)


def test_a_party_can_not_leave_before_it_came(collaboration):
    row = add(collaboration, date=dt.date(2026, 3, 1))
    with pytest.raises(DomainError, match=r"deltager fra 1\. marts 2026\. Slutdatoen kan ikke ligge før\."):
        end_external_party(row, on=dt.date(2026, 2, 28), actor=None)


def test_leaving_is_told_with_its_reason(collaboration):
    row = end_external_party(add(collaboration), reason="Aftalen udløb.", actor=None)
    assert row.is_present is False
    today = timezone.localdate()
    text = collaboration.activity.first().text
    assert text.startswith(f"Region Syddanmark deltager ikke længere. Sidste dag var {today.day}.")
    assert text.endswith("Begrundelse: Aftalen udløb.")


def test_a_contribution_is_told_only_when_it_changes(collaboration):
    row = add(collaboration, contribution="Viden")
    before = collaboration.activity.count()
    describe_external_party(row, contribution="Viden", version=1, actor=None)
    assert collaboration.activity.count() == before
    describe_external_party(row, contribution="Penge", version=1, actor=None)
    row.refresh_from_db()
    assert row.contribution == "Penge"
    assert collaboration.activity.first().text == "Region Syddanmark: rettede rolle og bidrag. Før: Viden"


def test_a_contribution_read_before_somebody_else_saved_is_not_saved(collaboration):
    row = add(collaboration, contribution="Viden")
    describe_external_party(row, contribution="Penge", version=1, actor=None)
    with pytest.raises(StaleVersion) as stale:
        describe_external_party(row, contribution="Mine ord", version=1, actor=None)
    assert (stale.value.current.contribution, stale.value.current.version) == ("Penge", 2)
