"""The trace that every act on a case leaves."""

from __future__ import annotations

from accounts.models import User
from cases.models import Case, CaseEvent, Revision

TITLE_LENGTH = CaseEvent._meta.get_field("title").max_length


def record_event(
    case: Case, act: str, *, actor: User | None, revision: Revision | None = None, reason: str = ""
) -> CaseEvent:
    """Who did what, with which revision, when and why."""
    title = revision.content.title if revision else case.title
    number = revision.number if revision else None
    values = {"title": title[:TITLE_LENGTH], "revision": number, "reason": reason, "actor": actor}
    return CaseEvent.objects.create(case=case, act=act, **values)
