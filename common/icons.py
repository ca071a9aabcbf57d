"""Icons from the installed Bootstrap Icons, by the name of what they mean here."""

import re
from functools import cache

from django.conf import settings

# Meaning -> file. Filled shapes for status, so that shape tells what colour tells.
ICONS = {
    "ok": "check-circle-fill",
    "check": "check-lg",
    "warning": "exclamation-triangle-fill",
    "stop": "x-octagon-fill",
    "calendar": "calendar-event",
    "locked": "lock",
    "open": "circle",
    "started": "circle-half",
    "unknown": "question-circle",
    "info": "info-circle",
    "menu": "list",
    "person": "person",
    "people": "people",
    "building": "building",
    "clock": "clock",
    "pdf": "file-earmark-pdf",
    "arrow": "arrow-right",
    "back": "arrow-left",
    "edit": "pencil-square",
    "plus": "plus-lg",
    "mail": "envelope",
    "download": "download",
    "history": "clock-history",
    "none": "slash-circle",
    "moon": "moon-stars",
    "flag": "flag",
    "theme": "circle-half",
    "search": "search",
    "trash": "trash",
    "print": "printer",
}
_BODY = re.compile(r"<svg[^>]*>(?P<body>.*)</svg>", re.DOTALL)


@cache
def icon_body(name: str) -> str:
    """The drawing inside the 16 × 16 box. An unknown name is a mistake in a template and raises KeyError."""
    svg = (settings.ICON_DIR / f"{ICONS[name]}.svg").read_text(encoding="utf-8")
    match = _BODY.search(svg)
    if match is None:
        raise ValueError(f"{ICONS[name]}.svg is not a drawing.")
    return " ".join(match["body"].split())
