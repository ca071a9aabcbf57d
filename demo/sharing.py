"""How the municipalities of the demo data share the bill: what is counted, keys, and the one that is proposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from accounts.models import User
from collaborations.models import Collaboration
from finance.models import DistributionKey, KeyInput
from finance.services import add_component, add_key, propose_key, save_input, set_input_values
from municipalities.models import Municipality

AMOUNTS = ("part", "amount", "minimum", "maximum", "step")


def count(
    collaboration: Collaboration,
    *,
    values: Mapping[Municipality, int],
    actor: User | None,
    at: dt.datetime | None = None,
    **about: Any,
) -> KeyInput:
    """Something that is counted, with these figures; who is left out has not said."""
    row = save_input(collaboration, **about, actor=actor, at=at)
    figures = {place: Decimal(value) for place, value in values.items()}
    return set_input_values(row, figures, version=row.version, actor=actor, at=at)


def make_key(
    collaboration: Collaboration,
    *,
    parts: Sequence[Mapping[str, Any]],
    actor: User | None,
    at: dt.datetime | None = None,
    **about: Any,
) -> DistributionKey:
    """A key with these parts; `input` and `hours` name what a part counts."""
    key = add_key(collaboration, **about, actor=actor, at=at)
    for part in parts:
        values = {"kind": "shared", **part}
        for field in ("input", "hours"):
            if field in values:
                values[field] = collaboration.key_inputs.get(name=values[field])
        for field in AMOUNTS:
            if field in values:
                values[field] = Decimal(values[field])
        add_component(key, **values, actor=actor, at=at)
    return key


def propose(
    collaboration: Collaboration, name: str, *, amount: int | None, year: int, note: str, actor: User, at: dt.datetime
) -> None:
    key = collaboration.keys.get(name=name)
    shared = None if amount is None else Decimal(amount)
    propose_key(key, amount=shared, year=year, note=note, actor=actor, at=at)
