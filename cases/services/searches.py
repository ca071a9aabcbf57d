"""What readers search for is kept without who they are, so that editors see what the catalogue lacks."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cases.search_models import SearchLog
from cases.search_query import MAX_LENGTH

# An address, a CPR number, a telephone number: six digits or more, however they are set.
_PERSONAL = re.compile(r"@|(?:\d[\s./–-]*){6}")


@transaction.atomic
def record_search(text: str, hits: int) -> None:
    """Count a search of today. What may point at a person is not kept at all."""
    said = " ".join(text.encode("utf-8", "ignore").decode().replace("\x00", " ").lower().split())[:MAX_LENGTH].strip()
    if not said or _PERSONAL.search(text):
        return
    today = timezone.localdate()
    if not SearchLog.objects.filter(text=said, day=today).update(times=F("times") + 1, hits=hits):
        SearchLog.objects.bulk_create([SearchLog(text=said, day=today, hits=hits)], ignore_conflicts=True)


@transaction.atomic
def forget_searches(on: dt.date | None = None) -> int:
    """Delete what was asked for more than twelve months ago. How many rows that were."""
    return SearchLog.objects.outdated(on).delete()[0]
