"""A case begins, gets its years and is approved in the order of time."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.urls import reverse

from common.exceptions import DomainError
from finance.models import DistributionKey
from finance.services import add_component, approve_case, propose_key, revise_case
from tests.finance.build_cases import approve, line, make_case

pytestmark = pytest.mark.django_db
YEARS = {"first_year": 2027, "year_count": 3}


def test_a_version_is_not_approved_before_the_one_that_it_takes_the_place_of(collaboration):
    approve(make_case(collaboration, line("gain", {2027: 1}), **YEARS))
    draft = revise_case(collaboration, actor=None)
    with pytest.raises(DomainError, match="Datoen ligger før godkendelsen af version 1"):
        approve_case(draft, approved_as="X", approved_on=dt.date(2020, 1, 1), version=draft.version, actor=None)


@pytest.mark.parametrize("count", ["0", "-3", "99", "x", ""])
def test_a_number_of_years_that_can_not_be_is_pointed_out(client_for, collaboration, count):
    case = make_case(collaboration, line("gain", {2027: 100}, "Gevinst"), first_year=2027, year_count=2)
    typed = {"version": case.version, "case": case.pk, "first_year": 2027, "year_count": count, "price_year": 2026}
    page = client_for("koordinator").post(reverse("finance:edit_case", args=[collaboration.slug]), typed)
    assert list(page.context["editor"].details.errors) == ["year_count"]
    assert page.context["editor"].details["year_count"].value() == count


@pytest.mark.parametrize(("kind", "is_taken"), [("shared", True), ("tariff", False)])
def test_a_case_begins_with_the_proposed_key_only_where_that_can_share_it(collaboration, koordinator, kind, is_taken):
    key = DistributionKey.objects.create(collaboration=collaboration, name="Nøgle")
    values = {"part": D(100)} if kind == "shared" else {"amount": D(9)}
    add_component(key, kind=kind, name="Alt", weight="population", actor=koordinator, **values)
    propose_key(key, amount=D(1000), year=2027, note="", actor=koordinator)
    assert (make_case(collaboration).key == key) is is_taken
