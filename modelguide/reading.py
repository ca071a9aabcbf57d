"""The guide as the newest version says that can be shown; before any is stored, as the product's file says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisions.catalogues import Current, current
from decisions.models import CatalogueVersion
from models_catalog.guide import Guide, file_data, read_guide, unsayable


def guide() -> Guide:
    return current_guide().read


def current_guide() -> Current:
    """With which version it is, and whether a newer one was passed over."""
    return current(CatalogueVersion.Kind.GUIDE, _sayable, file_data)


def _sayable(data: Mapping[str, Any]) -> Guide:
    """Raises ValueError for a guide with a text that could not be shown to somebody whose answers ask for it."""
    found = read_guide(data)
    if texts := unsayable(found):
        raise ValueError("; ".join(texts))
    return found
