"""What the paper of a case is made from. Apart from its drawing: the web process never loads the PDF renderer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from accounts.mails import absolute_url
from cases.models import Case
from cases.pages import age_text, read_names


def sheet_snapshot(case: Case) -> dict[str, Any]:
    """All that the sheet shows. The same case gives the same snapshot, so its sheet is drawn once for everybody."""
    return {
        "address": absolute_url(case.get_absolute_url()),
        "title": case.title,
        "essence": case.essence,
        "age": age_text(case),
        "document": case.document,
        "names": asdict(read_names([case.content])),
    }


def fingerprint(snapshot: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
