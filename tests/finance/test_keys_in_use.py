"""Writing keys and counts down: what can not be is refused where it is written, and what can not be shown says why."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.urls import reverse

from common.exceptions import DomainError
from finance.models import DistributionKey, KeyComponent, KeyInput
from finance.reading import load_key
from finance.services import add_component, change_key
from tests.finance.build_cases import approve, line, make_case, make_key

pytestmark = pytest.mark.django_db
YEARS = {"first_year": 2027, "year_count": 3}


def test_a_key_with_start_capital_can_not_say_that_there_is_none(collaboration, koordinator):
    key = make_key(collaboration)
    add_component(key, kind="start-capital", name="Indskud", amount=D(250_000), actor=koordinator)
    key.refresh_from_db()
    with pytest.raises(DomainError, match="startkapital"):
        change_key(key, version=key.version, name=key.name, without_start_capital=True, actor=koordinator)


def test_a_number_that_no_column_holds_is_refused_where_it_is_written(client_for, collaboration):
    key = make_key(collaboration)
    url = reverse("finance:add_component", args=[collaboration.slug, key.pk]) + "?slags=shared"
    page = client_for("koordinator").post(url, {"name": "For stor", "amount": "1.000.000.000 mio.", "by": "equal"})
    assert page.context["form"].errors["amount"] == ["Tallet er for stort. Skriv højst 100.000.000.000."]
    assert key.components.count() == 1


def test_who_is_asked_to_join_writes_a_figure_so_that_it_can_be_tried(client_for, collaboration, hedensted):
    collaboration.participations.update_or_create(
        municipality=hedensted, defaults={"state": "invited", "since": dt.date(2026, 1, 1)}
    )
    row = KeyInput.objects.create(collaboration=collaboration, name="Årsværk", unit="årsværk")
    page = client_for("koordinator").get(reverse("finance:key_input", args=[collaboration.slug, row.pk]))
    assert "k766" in page.context["form"].fields


def test_bounds_that_can_not_be_held_say_by_how_much(collaboration):
    key = DistributionKey.objects.create(collaboration=collaboration, name="Grænser")
    values = {"part": D(100), "weight": "equal", "minimum": D(200_000)}
    add_component(key, kind="shared", name="Drift", actor=None, **values)
    (said,) = load_key(key).outcome(D(300_000), load_key(key).payers, 2027).missing[""]
    assert "2 gange mindst 200.000\u00a0kr. er 400.000\u00a0kr., og der er kun 300.000\u00a0kr. at dele" in said


def test_a_count_of_a_day_to_come_is_refused(client_for, collaboration):
    url = reverse("finance:add_input", args=[collaboration.slug])
    page = client_for("koordinator").post(url, {"name": "Årsværk", "unit": "årsværk", "date": "01.01.2095"})
    assert page.context["form"].errors["date"] == ["Dagen ligger ude i fremtiden. Skriv, hvornår der blev talt."]


def test_the_keys_page_begins_with_what_the_approved_case_invests(client_for, collaboration):
    approve(make_case(collaboration, line("investment", {2027: 700, 2028: 300}), **YEARS))
    page = client_for("koordinator").get(reverse("finance:keys", args=[collaboration.slug])).context["page"]
    assert (page.amount, page.comparison.columns[0].total) == (D(1000), D(1000))


def test_a_key_that_can_not_be_tried_with_somebody_is_named_with_what_it_lacks(client_for, collaboration, hedensted):
    counted = KeyInput.objects.create(collaboration=collaboration, name="Pc'er", unit="stk.")
    for each in collaboration.participations.filter(state="participant"):
        counted.values.create(municipality=each.municipality, value=5)
    key = DistributionKey.objects.create(collaboration=collaboration, name="Efter pc")
    KeyComponent.objects.create(key=key, kind="shared", name="Alt", part=100, weight="input", input=counted)
    url = reverse("finance:keys", args=[collaboration.slug])
    asked = f"?beloeb=1000&noegle={key.pk}&noegle=lige&med={hedensted.code}"
    text = " ".join(client_for("koordinator").get(url + asked).content.decode().split())
    assert "“Efter pc” kan ikke regnes ud her. Pc&#x27;er mangler for Hedensted." in text
