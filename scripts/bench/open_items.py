"""Mit arbejde of a coordinator who is responsible for as many open points as anybody can be."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from collaborations.models import Member
from phases.models import ChecklistItem
from scripts.bench.measuring import Measured, Measurer
from scripts.bench.nation import BUSY
from scripts.bench.pages import Page

FEW, MANY = 50, 500


def measure_open_items(measurer: Measurer) -> dict[int, Measured]:
    """With few open points and with many, so that it shows whether the number of queries grows."""
    page, found = Page("Mit arbejde", BUSY, reverse("dashboards:my_work")), {}
    for number in (FEW, MANY):
        _give(number)
        found[number] = measurer.measure(page)
    return found


@transaction.atomic
def _give(number: int) -> None:
    """So many points and no others, of the newest collaborations, and the role of koordinator in each of these."""
    user, _made = User.objects.get_or_create(
        email=BUSY, defaults={"name": "Koordinator med mange punkter", "password": make_password("bench")}
    )
    ChecklistItem.objects.filter(owner=user).update(owner=None)
    Member.objects.filter(user=user).delete()
    wanted = ChecklistItem.objects.open().asked().order_by("-collaboration", "pk")[:number]
    items = list(wanted.values_list("pk", "collaboration"))
    ChecklistItem.objects.filter(pk__in=[pk for pk, _collaboration in items]).update(owner=user)
    Member.objects.bulk_create(
        Member(collaboration_id=each, user=user, role=Member.Role.COORDINATOR)
        for each in sorted({collaboration for _pk, collaboration in items})
    )
