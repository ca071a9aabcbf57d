"""What Mit arbejde asks of a coordinator about the status."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from collaborations.rhythm import ANSWERS_DAYS
from dashboards.tasks import Mine, Task, address, colour_of


def statuses_due(mine: Mine) -> Iterable[Task]:
    for collaboration in mine.own.values():
        if collaboration.is_coordinated:
            yield from _status_task(collaboration)


def _status_task(collaboration: Collaboration) -> Iterable[Task]:
    """A draft is to be published; without one the next status is asked for when it may be given."""
    due = collaboration.status_due
    asked = (due - timezone.localdate()).days <= ANSWERS_DAYS if due else collaboration.status_is_stale
    if collaboration.has_status_draft or asked or collaboration.status_at is None:
        draft = collaboration.has_status_draft
        yield Task(
            text=_("Udgiv kladden til status") if draft else _("Vurdér status, så alle kan se, hvordan det går"),
            collaboration=collaboration.name,
            address=address("collaborations:status", collaboration.slug),
            verb=_("Åbn kladden") if draft else _("Sæt status"),
            due=due,
            colour=colour_of(due),
        )
