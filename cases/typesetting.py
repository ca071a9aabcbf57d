"""Small things of Danish typesetting that nobody should have to think of while writing. Pure."""

from __future__ import annotations

import re
from typing import Any

_SECTION = re.compile(r"§[ \u00a0]*(?=\d)")


def typeset(value: Any) -> Any:
    """Texts in whatever this is: the section sign tied to its number, plain line breaks, no spaces around."""
    if isinstance(value, str):
        return _SECTION.sub("§\u00a0", value.replace("\r\n", "\n")).strip()
    if isinstance(value, list):
        return [typeset(item) for item in value]
    if isinstance(value, dict):
        return {key: typeset(item) for key, item in value.items()}
    return value
