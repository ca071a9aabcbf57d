"""What a row of a list of collaborations shows, read in one query."""

from __future__ import annotations

from django.db.models import Case, CharField, Count, F, OuterRef, Subquery, Value, When

from collaborations.models import CollaborationQuerySet, Participation, ParticipationState
from collaborations.rhythm import stale
from phases.models import ChecklistItem

# Red first: what needs a decision stands on top when the list is sorted by status.
STATUS_ORDER = {"red": "1", "yellow": "2", "grey": "3", "green": "4"}


def next_due() -> Subquery:
    """The first deadline of what is open in a collaboration, for `annotate`."""
    due = ChecklistItem.objects.open().asked().filter(collaboration=OuterRef("pk"), due__isnull=False)
    return Subquery(due.order_by("due").values("due")[:1])


def with_row_facts(queryset: CollaborationQuerySet) -> CollaborationQuerySet:
    """What a row of a list shows, in the one query that reads the rows."""
    participants = (
        Participation.objects.filter(collaboration=OuterRef("pk"), state=ParticipationState.PARTICIPANT)
        .order_by()
        .values("collaboration")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        with_current_status(queryset)
        .select_related("organisation_type")
        .annotate(
            named_participants=Subquery(participants),
            next_due=next_due(),
        )
    )


def with_current_status(queryset: CollaborationQuerySet) -> CollaborationQuerySet:
    """The status that a row shows today, grey where it is old, and its place among the others: red first."""
    current = Case(When(stale(), then=Value("grey")), default=F("status"), output_field=CharField())
    ranks = [When(current_status=status, then=Value(rank)) for status, rank in STATUS_ORDER.items()]
    return queryset.annotate(current_status=current, status_rank=Case(*ranks, output_field=CharField()))
