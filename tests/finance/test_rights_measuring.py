"""Who reads, writes and takes back what was measured: the rights table, written out cell by cell."""

from decimal import Decimal

import pytest
from django.urls import reverse

from finance.models import Measurement
from finance.services import record_measurement
from tests.phases.test_rights import DONE, READS, SEES, ask, only, table

WRITES = {"koordinator", "bidragyder"}


@pytest.fixture
def figure(collaboration):
    values = {"kind": "gain", "year": 2023, "amount": Decimal(5), "source": "Regnskab", "actor": None}
    return record_measurement(collaboration, **values)


@pytest.fixture
def place(collaboration):
    return lambda name, *args: reverse(f"finance:{name}", args=[collaboration.slug, *args])


def test_all_who_see_the_collaboration_read_what_was_measured(client_for, place, figure):
    answers, _ = ask(client_for, lambda browser: browser.get(place("measured")))
    assert answers == table(SEES, READS)


def test_who_works_on_the_collaboration_opens_what_writes(client_for, place, figure):
    for address in (place("record_measurement"), place("take_back_measurement", figure.pk)):
        answers, _ = ask(client_for, lambda browser, address=address: browser.get(address))
        assert answers == table(WRITES, READS)


def test_who_works_on_the_collaboration_writes_a_figure(client_for, place):
    data = {"kind": "gain", "year": "2024", "amount": "7", "source": "Regnskab"}
    left = Measurement.objects.filter(year=2024).exists
    answers, traces = ask(client_for, lambda browser: browser.post(place("record_measurement"), data), left)
    assert (answers, traces) == (table(WRITES, DONE), only(WRITES))


def test_who_works_on_the_collaboration_takes_a_figure_back(client_for, place, figure):
    left = Measurement.objects.filter(amount=None).exists
    url, data = place("take_back_measurement", figure.pk), {"note": "Forkert konto"}
    answers, traces = ask(client_for, lambda browser: browser.post(url, data), left)
    assert (answers, traces) == (table(WRITES, DONE), only(WRITES))
