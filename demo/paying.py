"""Who pays what in the real collaborations, of `data/economy.yaml`. What the sources leave open stays open."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from collaborations.models import Collaboration, ParticipationState
from finance.models import DistributionKey, KeyInput
from finance.services import add_component, add_key, save_input, set_input_values

FILE = Path(__file__).resolve().parent / "data" / "economy.yaml"
Arrangement = dict[str, Any]
AMOUNTS = ("amount", "part", "minimum", "maximum", "step")


def arrangements() -> dict[str, Arrangement]:
    """By the collaboration's slug, with the short names of the sources written out."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {each["slug"]: _with_sources(each, content["sources"]) for each in content["collaborations"]}


def arrange(collaboration: Collaboration, arrangement: Arrangement, actor=None) -> list[DistributionKey]:
    """Write its keys down through the services."""
    inputs = {each["key"]: _count(collaboration, each, actor) for each in arrangement.get("inputs", ())}
    return [write_key(collaboration, each, inputs, actor=actor) for each in arrangement["keys"]]


def write_key(
    collaboration: Collaboration, told: Arrangement, inputs: dict[str, KeyInput], *, actor
) -> DistributionKey:
    """A key with its parts. `inputs` are what is counted, by the name that the parts call it."""
    names = ("name", "source", "regulation", "note", "without_start_capital")
    key = add_key(collaboration, actor=actor, **{name: told[name] for name in names if name in told})
    for part in told["parts"]:
        values = {name: Decimal(str(value)) if name in AMOUNTS else value for name, value in part.items()}
        for name in ("input", "hours"):
            if name in values:
                values[name] = inputs[values[name]]
        add_component(key, actor=actor, **values)
    return key


def _count(collaboration: Collaboration, told: Arrangement, actor) -> KeyInput:
    names = ("name", "unit", "date", "source")
    row = save_input(collaboration, actor=actor, **{name: told[name] for name in names if name in told})
    if "all" in told:
        here = collaboration.participations.filter(state=ParticipationState.PARTICIPANT).select_related("municipality")
        values = {each.municipality: Decimal(told["all"]) for each in here}
        row = set_input_values(row, values, version=row.version, actor=actor)
    return row


def _with_sources(value, sources: dict[str, str]):
    if isinstance(value, dict):
        return {key: _with_sources(each, sources) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_sources(each, sources) for each in value]
    return value.format(**sources).strip() if isinstance(value, str) else value
