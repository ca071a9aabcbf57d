"""Several administrators who begin the same thing at the same moment, each in a transaction of their own."""

import threading

import pytest
from django.db import connection

from common.exceptions import DomainError
from editing import services
from editing.kinds import KINDS
from editing.models import Draft
from models_catalog.models import LegalRule

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 3
NEW = {
    "key": "egen-regel",
    "body": "Byrådet",
    "statement": "Spørg først.",
    "legal_basis": "Lov",
    "source_title": "Os",
    "source_url": "",
    "organisation_types": [],
    "valid_from": "2027-01-01",
    "valid_to": None,
}


def at_once(act) -> list[str]:
    """What each was told; a draft by its number."""
    ready, outcomes = threading.Barrier(AT_ONCE), []

    def press():
        try:
            ready.wait()
            outcomes.append(f"kladde {act().pk}")
        except DomainError as refused:
            outcomes.append(str(refused))
        except Exception as error:
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_three_who_begin_the_same_draft_write_on_one(reference, administrator):
    outcomes = at_once(lambda: services.begin_draft(KINDS["klausuler"], actor=administrator))
    assert outcomes == [f"kladde {Draft.objects.get().pk}"] * AT_ONCE


def test_three_who_begin_a_new_wording_write_on_one(reference, administrator):
    rule = LegalRule.objects.get(key="appropriation")
    outcomes = at_once(lambda: services.begin_rule(rule, actor=administrator))
    assert outcomes == [f"kladde {Draft.objects.get().pk}"] * AT_ONCE


def test_of_three_new_rules_with_one_key_one_is_begun_and_two_are_told(reference, administrator):
    outcomes = at_once(lambda: services.add_rule(values=NEW, actor=administrator))
    told = "Der er allerede en kladde til en regel med den nøgle."
    assert outcomes == [told, told, f"kladde {Draft.objects.get().pk}"]
