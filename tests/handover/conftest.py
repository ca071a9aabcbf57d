"""Somebody who leaves: koordinator of “Fælles it-drift”, kommunekontakt of Odder, editor, with points and a filter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handover.holdings import holdings_of
from handover.services import Decision, Order
from phases.models import ChecklistItem, ChecklistTemplateItem
from tests import factories
from tests.clock import in_days
from tests.kept import put_process


@pytest.fixture
def point(db, collaboration):
    """An open point of the collaboration that somebody is responsible for."""
    put_process()
    templates = iter(ChecklistTemplateItem.objects.filter(organisation_types=[], per_municipality=False).order_by("pk"))

    def made(owner, collaboration=collaboration, **values) -> ChecklistItem:
        return ChecklistItem.objects.create(
            collaboration=collaboration, template=next(templates), owner=owner, **values
        )

    return made


@pytest.fixture
def leaver(koordinator, odder, redaktoer, point):
    """The koordinator of the cast, with a role of every kind. The katalogredaktør stays."""
    factories.make_municipality_role(koordinator, odder, "contact")
    factories.make_system_role(koordinator, "editor")
    point(koordinator)
    point(koordinator)
    koordinator.saved_views.create(name="Rød", query="status=red", is_shared=True)
    koordinator.saved_views.create(name="Min egen", query="fase=3")
    return koordinator


@pytest.fixture
def receiver(db):
    return factories.make_user("afloeser@example.org", name="Afløser")


@pytest.fixture
def order(leaver, receiver, administrator):
    """Everything to the receiver from today, the leaver's last day in a week; `order(actor=…)` changes it."""

    def made(decisions=None, receiver=receiver, **values) -> Order:
        actor = values.get("actor", administrator)
        every = {each.key: Decision(receiver) for each in holdings_of(values.get("leaver", leaver), actor)}
        given = Order(leaver, actor, every, in_days(0), in_days(7), "Koordinatoren har fået nyt arbejde.")
        return replace(given, **values, decisions=every | (decisions or {}))

    return made
