"""Mails about a status that is due: to the coordinators in good time, and to the directors where that was chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import Collaboration
from common.formats import long_date
from notifications.audience import chosen_by, coordinators, directors
from notifications.models import Delivery
from notifications.topics import Chosen, Pace, Topic, pace_of

REMINDED_BEFORE = 7  # days before the status is due
WARNED_BEFORE = 7  # days before the directors are told
LATE_DAYS = 1  # a reminder that could not be sent on its day is sent the next one
ESCALATED_WITHIN = 14  # days after which nobody is told any more of a date that was missed


@dataclass(frozen=True)
class Reminder:
    """One mail about one collaboration. Which date it is about stands in the key, so that it comes once."""

    user: User
    collaboration: Collaboration
    kind: Delivery.Kind
    key: str

    @property
    def due(self) -> dt.date:
        return self.collaboration.status_due

    @property
    def told_on(self) -> dt.date | None:
        """When the directors are told; None where they never are."""
        return told_on(self.collaboration)

    @property
    def subject(self) -> str:
        said = {"name": self.collaboration.name, "due": long_date(self.due)}
        if self.kind == Delivery.Kind.ESCALATION:
            return _("Status mangler for %(name)s") % said
        if self.kind == Delivery.Kind.WARNING:
            return _("Direktørerne får snart besked: Status mangler for %(name)s") % said
        return _("Status for %(name)s skal være klar %(due)s") % said


def told_on(collaboration: Collaboration) -> dt.date | None:
    after = collaboration.status_escalates_after
    return None if after is None else collaboration.status_due + dt.timedelta(days=after)


def warned_on(collaboration: Collaboration) -> dt.date | None:
    """The coordinators are told first: a week before, and never before the status is due."""
    last = told_on(collaboration)
    return None if last is None else max(collaboration.status_due, last - dt.timedelta(days=WARNED_BEFORE))


def reminders_due(today: dt.date) -> list[Reminder]:
    """Every reminder that this day asks for, sent or not, in a number of queries that does not grow."""
    found = list(_due_collaborations(today))
    pks = [each.pk for each in found]
    leading, directing = coordinators(pks), directors(pks)
    people = {user.pk: user for users in (*leading.values(), *directing.values()) for user in users}
    chosen = chosen_by(list(people.values()))
    warned = _warned_before(found, today)
    reminders: list[Reminder] = []
    for each in found:
        told = _wanting(leading.get(each.pk, ()), Topic.DEADLINES, each, chosen)
        reminders += [Reminder(user, each, *what) for user in told for what in _for_coordinators(each, today)]
        if is_to_escalate(each, today) and (not told or _key(each) in warned):
            above = _wanting(directing.get(each.pk, ()), Topic.STATUS, each, chosen)
            reminders += [Reminder(user, each, Delivery.Kind.ESCALATION, _key(each)) for user in above]
    return reminders


def is_to_escalate(collaboration: Collaboration, today: dt.date) -> bool:
    last = told_on(collaboration)
    return last is not None and 0 <= (today - last).days <= ESCALATED_WITHIN


def _due_collaborations(today: dt.date) -> Iterable[Collaboration]:
    """Those with a date that is near, or missed and not yet forgotten."""
    coming = Q(status_due__gte=today - dt.timedelta(days=LATE_DAYS))
    missed = Q(status_escalates_after__isnull=False)
    rows = Collaboration.objects.filter(status_due__lte=today + dt.timedelta(days=REMINDED_BEFORE))
    return rows.exclude(origin=Collaboration.Origin.SOURCE).filter(coming | missed).order_by(F("status_due"), "pk")


def _for_coordinators(collaboration: Collaboration, today: dt.date) -> Iterable[tuple[Delivery.Kind, str]]:
    days = (collaboration.status_due - today).days
    warned, last = warned_on(collaboration), told_on(collaboration)
    if REMINDED_BEFORE - LATE_DAYS <= days <= REMINDED_BEFORE:
        yield Delivery.Kind.REMINDER, f"{_key(collaboration)}/uge"
    is_warned = warned is not None and warned <= today and (today - last).days <= ESCALATED_WITHIN
    if -LATE_DAYS <= days <= 0 and warned != collaboration.status_due:
        yield Delivery.Kind.REMINDER, f"{_key(collaboration)}/dag"
    if is_warned:
        yield Delivery.Kind.WARNING, _key(collaboration)


def _warned_before(collaborations: Iterable[Collaboration], today: dt.date) -> set[str]:
    """The dates about which a coordinator was told on an earlier day."""
    keys = [_key(each) for each in collaborations]
    rows = Delivery.objects.filter(kind=Delivery.Kind.WARNING, key__in=keys, claimed_at__date__lt=today)
    return set(rows.exclude(state=Delivery.State.FAILED).values_list("key", flat=True))


def _wanting(users: Iterable[User], topic: Topic, collaboration: Collaboration, chosen: Chosen) -> list[User]:
    return [user for user in users if pace_of(chosen, user.pk, topic, collaboration.pk) != Pace.NEVER]


def _key(collaboration: Collaboration) -> str:
    return f"{collaboration.pk}/{collaboration.status_due}"
