"""Who sees which case, and when one should be updated."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from cases.models import Case, oldest_confirmation
from common.models import HistoryIsImmutable
from tests import factories

pytestmark = pytest.mark.django_db
STATES = ("draft", "review", "published", "withdrawn")
SEEN = {
    "koordinator": {"published"},
    "bidragyder": {"published"},
    "laeser": {"published"},
    "kontakt": {"published"},
    "direktoer": {"published"},
    "kommunelaeser": {"published"},
    "tidligere_kontakt": {"published"},
    "fremmed": {"published"},
    "administrator": set(STATES),
    "redaktoer": set(STATES),
}


@pytest.mark.parametrize("name", SEEN)
def test_who_sees_cases_of_which_state(cast, name):
    for state in STATES:
        factories.make_case(f"Case {state}", state=state)
    assert {case.state for case in Case.objects.visible_to(cast[name])} == SEEN[name]


def test_nobody_sees_a_case_without_signing_in():
    factories.make_case()
    assert not Case.objects.visible_to(AnonymousUser()).exists()


@time_machine.travel(dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC))
@pytest.mark.parametrize(
    ("confirmed", "due"),
    [(dt.date(2024, 11, 26), False), (dt.date(2024, 11, 25), True), (None, True), (dt.date(2026, 11, 1), False)],
)
def test_a_case_should_be_updated_when_nobody_confirmed_it_for_24_months(confirmed, due):
    case = factories.make_case()
    Case.objects.update(confirmed_on=confirmed)
    case.refresh_from_db()
    assert case.should_be_updated is due
    assert Case.objects.to_confirm().exists() is due


def test_24_months_before_a_leap_day():
    assert oldest_confirmation(dt.date(2028, 2, 29)) == dt.date(2026, 2, 28)


def test_a_draft_is_never_said_to_need_an_update():
    case = factories.make_case(state="draft")
    Case.objects.update(confirmed_on=None)
    case.refresh_from_db()
    assert not case.should_be_updated


def test_what_is_published_has_a_day():
    case = factories.make_case(state="draft")
    with pytest.raises(IntegrityError):
        Case.objects.filter(pk=case.pk).update(state="published")


def test_a_revision_is_never_rewritten(redaktoer):
    case = factories.make_case()
    revision = case.revisions.create(number=1, document=case.document, author=redaktoer)
    revision.note = "noget andet"
    with pytest.raises(HistoryIsImmutable):
        revision.save()
