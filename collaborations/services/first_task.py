"""The first concrete task: named before the collaboration is said to be in operation."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, FirstTask
from collaborations.responsible import checked_role
from collaborations.services.activity import record_activity
from common.dates import check_likely
from common.exceptions import DomainError
from common.formats import long_date


@transaction.atomic
def name_first_task(
    collaboration: Collaboration,
    *,
    title: str,
    responsible: str,
    date: dt.date,
    seen: int | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> FirstTask:
    """The task that tries the form out, who answers for it (a role), and when it begins.

    What was named before stays in the history. The same again is the one that is there. `seen` is the newest that the
    page showed (0: none); None when nothing was shown. Raises DomainError without a title or a role, and when somebody
    else has named one since.
    """
    title, responsible = " ".join(title.split()), checked_role(responsible)
    if not title:
        raise DomainError(_("Skriv, hvad den første konkrete opgave er."))
    check_likely(date)
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    before = newest_first_task(collaboration)
    if before and (before.title, before.responsible, before.date) == (title, responsible, date):
        return before
    _check_seen(before, seen)
    task = FirstTask.objects.create(
        collaboration=collaboration,
        title=title,
        responsible=responsible,
        date=date,
        named_by=actor,
        named_at=at or timezone.now(),
    )
    said = {"title": title, "responsible": responsible, "date": long_date(date)}
    text = _("Første opgave: “%(title)s”. Ansvarlig: %(responsible)s. Begynder %(date)s.") % said
    if before:
        text += " " + _("Før: “%(before)s”.") % {"before": before.title}
    record_activity(collaboration, kind=ActivityEntry.Kind.FOLLOW_UP, text=text, actor=actor, at=at)
    return task


def newest_first_task(collaboration: Collaboration) -> FirstTask | None:
    """The one that holds."""
    return collaboration.first_tasks.first()


def _check_seen(before: FirstTask | None, seen: int | None) -> None:
    if seen is not None and before and before.pk != seen:
        said = {"title": before.title, "responsible": before.responsible, "date": long_date(before.date)}
        text = _(
            "Imens er den første opgave blevet “%(title)s”. Ansvarlig: %(responsible)s. Begynder %(date)s. "
            "Se efter, og gem igen."
        )
        raise DomainError(text % said)


def check_may_operate(collaboration: Collaboration) -> None:
    """Raises DomainError before a first task is named. What a published source tells is taken as it is told."""
    if not collaboration.is_from_source and not collaboration.first_tasks.exists():
        raise DomainError(_("Navngiv den første konkrete opgave, før I skriver, at samarbejdet er i drift."))
