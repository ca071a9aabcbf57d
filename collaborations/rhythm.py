"""How often the status is set, when the next one is due, and how long one holds.

The one rule, in Python and in SQL side by side: a status holds until the next one is due; where no rhythm says when
that is, for thirty days. Pure functions and conditions; the rows are changed by `collaborations.services`.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.dates import months_later

STATUS_STALE_AFTER_DAYS = 30
# A status that is published this long before the next one is due, or later, is that next one.
ANSWERS_DAYS = 14


class Rhythm(TextChoices):
    NONE = "none", _("Ingen fast rytme")
    MONTHLY = "monthly", _("Hver måned")
    QUARTERLY = "quarterly", _("Hvert kvartal")
    HALF_YEARLY = "half_yearly", _("Hvert halve år")


MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6}


def is_stale(status_at: dt.datetime | None, due: dt.date | None) -> bool:
    """Nobody knows whether it still holds. A status that was never set is not stale: there is none."""
    if status_at is None:
        return False
    if due is not None:
        return due < timezone.localdate()
    return (timezone.now() - status_at).days > STATUS_STALE_AFTER_DAYS


def stale() -> Q:
    """The same rule as `is_stale`, as a condition on collaborations."""
    oldest = timezone.now() - dt.timedelta(days=STATUS_STALE_AFTER_DAYS + 1)
    by_due = Q(status_due__isnull=False, status_due__lt=timezone.localdate())
    return Q(status_at__isnull=False) & (by_due | Q(status_due__isnull=True, status_at__lte=oldest))


def due_after(rhythm: str, due: dt.date, published: dt.date) -> dt.date:
    """The due date after a status is published: moved on in the rhythm, unless it came too early to be the next."""
    first, months = due, 0
    while (due - published).days <= ANSWERS_DAYS:
        months += MONTHS[Rhythm(rhythm)]
        due = months_later(first, months)
    return due
