"""Who pays what in the real collaborations, of `data/economy.yaml`. What the sources leave open stays open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from collaborations.models import Collaboration, ParticipationState
from common.data_files import read_yaml
from demo import sharing
from municipalities.models import Municipality

FILE = Path(__file__).resolve().parent / "data" / "economy.yaml"
Arrangement = dict[str, Any]


def arrangements() -> dict[str, Arrangement]:
    """By the collaboration's slug, with the short names of the sources written out."""
    content = read_yaml(FILE)
    return {each["slug"]: _with_sources(each, content["sources"]) for each in content["collaborations"]}


def arrange(collaboration: Collaboration, arrangement: Arrangement) -> None:
    """Write its keys down through the services, and what they count."""
    for told in arrangement.get("inputs", ()):
        about = {name: value for name, value in told.items() if name != "all"}
        sharing.count(collaboration, **about, values=_alike(collaboration, told), actor=None)
    for told in arrangement["keys"]:
        sharing.make_key(collaboration, **told, actor=None)


def _alike(collaboration: Collaboration, told: Arrangement) -> dict[Municipality, int]:
    """The same figure for everybody who takes part; nobody's where the source has none."""
    if "all" not in told:
        return {}
    here = collaboration.participations.filter(state=ParticipationState.PARTICIPANT).select_related("municipality")
    return {each.municipality: told["all"] for each in here}


def _with_sources(value, sources: dict[str, str]):
    if isinstance(value, dict):
        return {key: _with_sources(each, sources) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_sources(each, sources) for each in value]
    return value.format(**sources).strip() if isinstance(value, str) else value
