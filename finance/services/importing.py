"""A table from a spreadsheet into the draft, through the same door as the editor."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import ngettext

from accounts.models import User
from collaborations.models import ActivityEntry
from collaborations.services import record_activity
from finance.case_changes import Changes
from finance.models import BusinessCase
from finance.services.cases import Written, save_case


@transaction.atomic
def load_changes(case: BusinessCase, changes: Changes, *, version: int, actor: User | None) -> BusinessCase:
    """Save what the sheet changes, and say so in the history. Raises as `save_case` does.

    Only lines stand in the sheet: risks, gains and prices stay.
    """
    written = Written(details={}, lines=changes.lines, removed={"lines": changes.removed})
    case = save_case(case, written, version=version, actor=actor)
    text = ngettext(
        "Indlæste %(count)d ændring fra et regneark i version %(number)d af business casen.",
        "Indlæste %(count)d ændringer fra et regneark i version %(number)d af business casen.",
        changes.count,
    ) % {"count": changes.count, "number": case.number}
    record_activity(case.collaboration, kind=ActivityEntry.Kind.ECONOMY, text=text, actor=actor)
    return case
