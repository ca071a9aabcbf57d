"""Reading the files in which apps keep their reference data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# Ten times as fast where libyaml is, and as safe: both build plain values only.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Plain values of a file of ours."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - both loaders are safe ones
