"""The log of what happened, written by every service of this app and the apps above."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from municipalities.models import Municipality


@transaction.atomic
def record_activity(
    collaboration: Collaboration,
    *,
    kind: ActivityEntry.Kind,
    text: str,
    actor: User | None,
    on_behalf_of: Municipality | None = None,
    at: dt.datetime | None = None,
) -> ActivityEntry:
    """Write one line of history and set `changed_at`. `text` is a Danish sentence, kept whole.

    `at` is for what is registered afterwards; it never moves `changed_at` back.
    """
    at = at or timezone.now()
    entry = ActivityEntry.objects.create(
        collaboration=collaboration,
        kind=kind,
        text=text,
        actor=actor,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    if at > collaboration.changed_at:
        Collaboration.objects.filter(pk=collaboration.pk, changed_at__lt=at).update(changed_at=at)
        collaboration.changed_at = at
    return entry


def todays_looks(administrator: User) -> QuerySet[ActivityEntry]:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return ActivityEntry.objects.filter(kind=ActivityEntry.Kind.LOOK, actor=administrator, at__gte=midnight)


def record_administrator_look(collaboration: Collaboration, *, administrator: User) -> ActivityEntry | None:
    """Leave a trace of an administrator who opens a collaboration without taking part: once a day for each.

    Looking changes nothing, so `changed_at` stays. Returns None when the day's trace is there already.
    """
    todays = todays_looks(administrator).filter(collaboration=collaboration)
    if todays.exists():
        return None
    with transaction.atomic():
        # Two pages opened at once leave one trace: the second waits here and then finds the first one's.
        Collaboration.objects.select_for_update().filter(pk=collaboration.pk).first()
        if todays.exists():
            return None
        return ActivityEntry.objects.create(
            collaboration=collaboration,
            kind=ActivityEntry.Kind.LOOK,
            text=_("En administrator, der ikke deltager, åbnede samarbejdet."),
            actor=administrator,
        )
