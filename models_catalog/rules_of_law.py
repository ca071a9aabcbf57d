"""What a rule of law says, as plain values that can be compared and stored. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models_catalog.models import LegalRule

TEXTS = ("key", "body", "statement", "legal_basis", "source_title", "source_url")
UNKNOWN_START = LegalRule._meta.get_field("valid_from").default  # of a rule that has held longer than anybody knows


def content_of(rule: LegalRule, type_keys: Iterable[str]) -> dict[str, Any]:
    """Dates as they are written in JSON; a start that nobody knows is None."""
    return {
        **{name: getattr(rule, name) for name in TEXTS},
        "organisation_types": list(type_keys),
        "valid_from": rule.valid_from.isoformat() if rule.valid_from_known else None,
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "last_checked": rule.last_checked.isoformat(),
    }
