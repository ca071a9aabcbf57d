"""Where a case is on its way to its readers, and since when, as conditions for queries."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case as Choice
from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import SystemRole
from cases.models.history import CaseEvent, Revision
from cases.vocabulary import CaseAct, Pending, State

# A case that nobody has confirmed for so long (24 months) should be updated. Our own limit; no source sets one.
CONFIRMED_FOR_YEARS = 2

# Being written: never published, or published with changes on their way.
IN_DRAFT = Q(state=State.DRAFT) | Q(state=State.PUBLISHED, pending=Pending.DRAFT)
IN_REVIEW = Q(state=State.REVIEW) | Q(state=State.PUBLISHED, pending=Pending.REVIEW)


def oldest_confirmation(on: dt.date | None = None) -> dt.date:
    """A case confirmed before this day should be updated. From 29 February it is counted as from the 28th."""
    day = on or timezone.localdate()
    year = day.year - CONFIRMED_FOR_YEARS
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def is_old(on: dt.date | None = None) -> Q:
    """Published, and not confirmed for 24 months."""
    return Q(state=State.PUBLISHED) & (Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=oldest_confirmation(on)))


def _revisions_since_published():
    """Of the case of the outer query. An act of publishing says which revision readers were shown."""
    published = CaseEvent.objects.filter(case=OuterRef("case"), act=CaseAct.PUBLISHED).order_by("-at", "-pk")
    last = Coalesce(Subquery(published.values("revision")[:1]), 0)
    return (
        Revision.objects.filter(case=OuterRef("pk"))
        .annotate(last_published=last)
        .filter(number__gt=F("last_published"))
    )


def written_since_published(user) -> Exists:
    return Exists(_revisions_since_published().filter(author=user))


def newest_author() -> Subquery:
    return Subquery(Revision.objects.filter(case=OuterRef("pk")).order_by("-number").values("author")[:1])


def editors():
    """Those who edit the catalogue today, as a query of their ids."""
    roles = (SystemRole.Role.EDITOR, SystemRole.Role.ADMINISTRATOR)
    return SystemRole.objects.valid().filter(role__in=roles).values("user")


def waits_since() -> Choice:
    """When it was sent to review, or when the draft was begun. Saving it again does not make it any younger."""
    submitted = CaseEvent.objects.filter(case=OuterRef("pk"), act=CaseAct.SUBMITTED).order_by("-at", "-pk")
    begun = _revisions_since_published().order_by("number")
    return Choice(
        When(IN_REVIEW, then=Coalesce(Subquery(submitted.values("at")[:1]), F("changed_at"))),
        When(IN_DRAFT, then=Coalesce(Subquery(begun.values("created_at")[:1]), F("changed_at"))),
        default=F("changed_at"),
        output_field=DateTimeField(),
    )
