"""The topics that come with the catalogue, and come again with every loading of `data/topics.yaml`."""

from __future__ import annotations

from pathlib import Path

from common.data_files import read_yaml

FILE = Path(__file__).resolve().parent / "data" / "topics.yaml"


def topic_keys() -> set[str]:
    return {row["key"] for row in read_yaml(FILE)}
