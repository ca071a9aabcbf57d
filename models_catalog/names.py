"""What models and organisation forms are called, for texts that are made without the database: the stored rows follow
these files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from common.data_files import read_yaml

DATA = Path(__file__).resolve().parent / "data"


@cache
def model_names() -> dict[str, str]:
    """The four models by key, in their order."""
    return {row["key"]: row["name"] for row in _rows("collaboration_models.yaml")}


@cache
def form_names() -> dict[str, str]:
    """The forms by key, by their short names, in their order."""
    return {row["key"]: row["short_name"].replace("§ ", "§\u00a0") for row in _rows("organisation_types.yaml")}


def _rows(name: str) -> list[dict]:
    return read_yaml(DATA / name)
