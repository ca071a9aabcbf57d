"""What tests of keys begin with: keys with their parts, and what is counted in each municipality."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from collaborations.models import Collaboration
from finance.models import DistributionKey, KeyComponent, KeyInput, KeyInputValue
from municipalities.models import Municipality


def make_input(
    collaboration: Collaboration, name: str = "Årsværk", *, values: dict[Municipality, int | str] | None = None, **more
) -> KeyInput:
    """Something that is counted; a municipality that `values` leaves out is not known."""
    more = {"unit": "årsværk", "date": dt.date(2026, 6, 30), "source": "Lønsystemet"} | more
    row = KeyInput.objects.create(collaboration=collaboration, name=name, **more)
    for municipality, value in (values or {}).items():
        KeyInputValue.objects.create(input=row, municipality=municipality, value=Decimal(value))
    return row


def make_key(collaboration: Collaboration, name: str = "Nøgle A", *parts: dict, **values) -> DistributionKey:
    """A key with these parts; without any it shares all of the amount in equal parts."""
    key = DistributionKey.objects.create(collaboration=collaboration, name=name, **values)
    for position, part in enumerate(parts or [{"part": 100, "weight": "equal"}]):
        add_part(key, position=position, **part)
    return key


def add_part(key: DistributionKey, *, only=(), **values) -> KeyComponent:
    values = {"kind": "shared", "name": f"Del {key.components.count() + 1}"} | values
    row = KeyComponent.objects.create(key=key, **values)
    row.only.set(only)
    return row
