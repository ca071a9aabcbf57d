import datetime as dt

import pytest
import time_machine
from django.urls import reverse, reverse_lazy

from models_catalog import reference_data
from models_catalog.models import LegalRule, OrganisationType


@pytest.fixture
def march_2027():
    with time_machine.travel(dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC), tick=False):
        yield dt.date(2027, 3, 1)


@pytest.fixture
def signed_in(march_2027, client, administrator):
    reference_data.load()
    administrator.is_staff = True
    administrator.save()
    client.force_login(administrator)
    return client


def change_page(rule: LegalRule) -> str:
    return reverse("admin:models_catalog_legalrule_change", args=[rule.pk])


def typed(rule: LegalRule, **values) -> dict:
    return {
        "key": rule.key,
        "body": rule.body,
        "statement": rule.statement,
        "legal_basis": rule.legal_basis,
        "source_title": rule.source_title,
        "source_url": rule.source_url,
        "organisation_types": [each.pk for each in rule.organisation_types.all()],
        "valid_from": rule.valid_from.isoformat(),
        "last_checked": "2020-01-01",
        **values,
    }


ADD_PAGE = reverse_lazy("admin:models_catalog_legalrule_add")


def test_a_stored_rule_gets_an_end_and_the_day_it_was_checked_and_keeps_the_rest(signed_in, march_2027):
    rule = LegalRule.objects.get(key="appropriation")
    before = rule.statement, rule.valid_from

    page = signed_in.get(change_page(rule))
    response = signed_in.post(
        change_page(rule), typed(rule, statement="Ny tekst.", valid_from="2020-01-01", valid_to="2027-12-31")
    )

    rule.refresh_from_db()
    assert set(page.context["adminform"].form.fields) == {"valid_to"}
    assert response.status_code == 302
    assert (rule.statement, rule.valid_from) == before
    assert (rule.valid_to, rule.last_checked) == (dt.date(2027, 12, 31), march_2027)


def test_a_change_of_law_is_a_new_row_that_begins_when_the_old_one_has_ended(signed_in, march_2027):
    rule = LegalRule.objects.get(key="appropriation")
    new = typed(rule, statement="Ny tekst.", valid_from="2028-01-01")

    refused = signed_in.post(ADD_PAGE, new)
    assert "Reglen gælder allerede i perioden" in refused.content.decode()
    signed_in.post(change_page(rule), {"valid_to": "2027-12-31"})
    assert signed_in.post(ADD_PAGE, new).status_code == 302

    rows = LegalRule.objects.filter(key="appropriation").order_by("valid_from")
    assert [row.statement for row in rows] == [rule.statement, "Ny tekst."]
    assert rows[1].last_checked == march_2027


def test_an_end_is_not_taken_so_far_that_two_rows_hold_at_once(signed_in):
    old, new, *_ = LegalRule.objects.filter(key="authority-approval").order_by("valid_from")
    refused = signed_in.post(change_page(old), {"valid_to": ""})
    assert "Reglen gælder allerede i perioden" in refused.content.decode()
    old.refresh_from_db()
    assert old.valid_to < new.valid_from


def test_another_form_may_have_a_rule_of_the_same_name_at_the_same_time(signed_in):
    rule = LegalRule.objects.filter(key="authority-approval").order_by("valid_from").last()
    company = OrganisationType.objects.get(key="company")
    new = typed(rule, organisation_types=[company.pk], valid_from="2026-01-01")
    assert signed_in.post(ADD_PAGE, new).status_code == 302


def test_rules_can_be_marked_as_checked_today(signed_in, march_2027):
    rules = LegalRule.objects.filter(key="authority-approval")
    values = {"action": "mark_as_checked_today", "_selected_action": [rule.pk for rule in rules]}

    signed_in.post(reverse("admin:models_catalog_legalrule_changelist"), values)

    assert set(rules.values_list("last_checked", flat=True)) == {march_2027}
    assert LegalRule.objects.get(key="appropriation").last_checked == dt.date(2026, 11, 20)


def test_a_rule_is_never_deleted(signed_in):
    rule = LegalRule.objects.get(key="appropriation")

    signed_in.post(reverse("admin:models_catalog_legalrule_delete", args=[rule.pk]), {"post": "yes"})

    assert LegalRule.objects.filter(pk=rule.pk).exists()


def test_types_are_read_and_not_changed(signed_in):
    company = OrganisationType.objects.get(key="company")
    address = reverse("admin:models_catalog_organisationtype_change", args=[company.pk])

    page = signed_in.get(address)
    signed_in.post(address, {"short_name": "Firma"})

    assert page.status_code == 200
    assert OrganisationType.objects.get(key="company").short_name == "A/S"
