"""The cases that a collaboration builds on, as the snapshot keeps them."""

from __future__ import annotations

from cases.models import CaseReference
from collaborations.models import Collaboration


def case_references(collaboration: Collaboration) -> list[dict]:
    """One query. A case that has been withdrawn since is still what the collaboration said that it builds on."""
    rows = CaseReference.objects.filter(collaboration=collaboration).select_related("case", "added_by")
    return [
        {
            "slug": each.case.slug,
            "title": each.case.title,
            "essence": each.case.essence,
            "note": each.note,
            "added_by": str(each.added_by) if each.added_by else "",
            "added_at": each.added_at.isoformat(),
        }
        for each in rows
    ]
