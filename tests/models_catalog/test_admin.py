"""In `/admin/` the catalogue is read. Rules of law change on the pages of editors, which write down who and why."""

import pytest
from django.urls import reverse

from models_catalog.models import LegalRule, OrganisationType
from tests.kept import put_catalogue


@pytest.fixture
def signed_in(client, administrator):
    put_catalogue()
    administrator.is_staff = True
    administrator.save()
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("page", ["legalrule", "legalrulechange", "organisationtype", "combination"])
def test_every_list_is_read(signed_in, page):
    assert signed_in.get(reverse(f"admin:models_catalog_{page}_changelist")).status_code == 200


def test_a_rule_is_not_changed_past_its_history(signed_in):
    rule = LegalRule.objects.get(key="appropriation")
    change = reverse("admin:models_catalog_legalrule_change", args=[rule.pk])

    assert signed_in.get(change).status_code == 200
    assert signed_in.post(change, {"valid_to": "2027-12-31"}).status_code == 403
    assert signed_in.post(reverse("admin:models_catalog_legalrule_add"), {"key": "ny"}).status_code == 403
    signed_in.post(
        reverse("admin:models_catalog_legalrule_changelist"),
        {"action": "mark_as_checked_today", "_selected_action": [rule.pk]},
    )

    stored = LegalRule.objects.get(pk=rule.pk)
    assert (stored.valid_to, stored.last_checked) == (rule.valid_to, rule.last_checked)


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
