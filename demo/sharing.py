"""How the municipalities of the demo data share the bill: what is counted, keys, and the one that is proposed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from accounts.models import User
from collaborations.models import Collaboration
from finance.services import add_component, add_key, propose_key, save_input, set_input_values
from municipalities.models import Municipality


def count(
    collaboration: Collaboration,
    *,
    name: str,
    unit: str,
    date: dt.date,
    source: str,
    values: dict[Municipality, int],
    actor: User,
    at: dt.datetime,
) -> None:
    """Something that is counted, with these figures; who is left out has not said."""
    about = {"name": name, "unit": unit, "date": date, "source": source}
    row = save_input(collaboration, **about, actor=actor, at=at)
    figures = {place: Decimal(value) for place, value in values.items()}
    set_input_values(row, figures, version=row.version, actor=actor, at=at)


def make_key(
    collaboration: Collaboration, *, name: str, parts: list[dict[str, Any]], actor: User, at: dt.datetime, **about: str
) -> None:
    """A key with these parts; `input` is the name of what a part counts."""
    key = add_key(collaboration, name=name, **about, actor=actor, at=at)
    for part in parts:
        part = {"kind": "shared", **part}
        if "input" in part:
            part["input"] = collaboration.key_inputs.get(name=part["input"])
        for field in ("part", "amount"):
            if field in part:
                part[field] = Decimal(part[field])
        add_component(key, **part, actor=actor, at=at)


def propose(
    collaboration: Collaboration, name: str, *, amount: int, year: int, note: str, actor: User, at: dt.datetime
) -> None:
    key = collaboration.keys.get(name=name)
    propose_key(key, amount=Decimal(amount), year=year, note=note, actor=actor, at=at)
