"""The dated data file behind the planner's defaults."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from common.data_files import read_yaml

DATA = Path(__file__).resolve().parent.parent / "data" / "planning.yaml"


@lru_cache
def defaults() -> dict[str, Any]:
    """The data file, for pages that show the sources."""
    return read_yaml(DATA)


def recess_months() -> frozenset[int]:
    """The months in which nobody meets and no weekday counts, unless a calendar says otherwise."""
    return frozenset(defaults()["recess_months"]["value"])
