"""The guide as the newest version says; before any is stored, as the product's file says."""

from __future__ import annotations

from decisions.catalogues import newest
from decisions.models import CatalogueVersion
from models_catalog.guide import Guide, file_data, read_guide


def guide() -> Guide:
    return newest(CatalogueVersion.Kind.GUIDE, read_guide, file_data)
