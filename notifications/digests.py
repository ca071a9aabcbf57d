"""What a digest says: what others did in a period, and the reader's own deadlines, collaboration by collaboration."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from common.formats import counted, long_date, one_line, relative_days
from notifications.audience import chosen_by, collaborations_of
from notifications.periods import Period
from notifications.topics import TOPIC_OF, Chosen, Pace, Topic, pace_of
from phases.models import ChecklistItem

LINES = 10  # of each collaboration, the newest; the rest is counted
LONGEST = 200  # characters of one line
# How far ahead a digest looks for deadlines, beside those that are over.
DAYS_AHEAD = {Pace.WEEKLY: 6, Pace.DAILY: 0}


@dataclass
class Part:
    """One collaboration in a digest."""

    collaboration: Collaboration
    items: list[ChecklistItem] = field(default_factory=list)
    entries: list[ActivityEntry] = field(default_factory=list)

    @property
    def deadlines(self) -> list[str]:
        return [_deadline(item) for item in self.items]

    @property
    def is_red(self) -> bool:
        return self.collaboration.shown_status == Collaboration.Status.RED

    @property
    def news(self) -> list[str]:
        return [_line(entry) for entry in self.entries[:LINES]]

    @property
    def more(self) -> int:
        return max(0, len(self.entries) - LINES)


@dataclass(frozen=True)
class Digest:
    user: User
    period: Period
    parts: list[Part]
    red: int  # among all the reader's collaborations, with news or without

    @property
    def subject(self) -> str:
        """The answer, so that most need not open the mail."""
        today = timezone.localdate(self.period.end)
        due = [item.due for part in self.parts for item in part.items]
        over = sum(day < today for day in due)
        news = sum(len(part.entries) for part in self.parts)
        soon = _("frist i dag"), _("frister i dag")
        if self.period.pace == Pace.WEEKLY:
            soon = _("frist i denne uge"), _("frister i denne uge")
        said = [
            (over, _("frist er overskredet"), _("frister er overskredet")),
            (len(due) - over, *soon),
            (self.red, _("samarbejde er rødt"), _("samarbejder er røde")),
            (news, _("nyhed"), _("nyheder")),
        ]
        return ", ".join(counted(*each) for each in said if each[0])


@dataclass(frozen=True)
class Candidates:
    """Digests of a batch before anybody has asked who may see what."""

    period: Period
    users: list[User]
    chosen: Chosen
    takes_part: dict[int, set[int]]
    events: dict[int, list[ActivityEntry]]
    deadlines: dict[int, list[ChecklistItem]]

    def wanted(self, user: User) -> set[int]:
        """The collaborations with something for this user in this period."""
        own = self.takes_part.get(user.pk, set())
        news = {pk for pk in own if any(self._is_news(user, entry) for entry in self.events.get(pk, ()))}
        return news | {item.collaboration_id for item in self._own_deadlines(user)}

    def digest(self, user: User) -> Digest | None:
        """What the user may see right now, and nothing else: `visible_to` is asked here, once for each mail."""
        if not self.wanted(user):
            return None
        own = self.takes_part.get(user.pk, set()) | self.wanted(user)
        visible = list(Collaboration.objects.visible_to(user).filter(pk__in=own))
        parts = {each.pk: Part(each) for each in visible}
        for item in self._own_deadlines(user):
            if item.collaboration_id in parts:
                parts[item.collaboration_id].items.append(item)
        for pk, part in parts.items():
            part.entries += [entry for entry in self.events.get(pk, ()) if self._is_news(user, entry)]
        filled = [part for part in parts.values() if part.items or part.entries]
        red = sum(each.is_red and self._wants(user, Topic.STATUS, pk) for pk, each in parts.items())
        return Digest(user, self.period, filled, red) if filled else None

    def _is_news(self, user: User, entry: ActivityEntry) -> bool:
        topic = TOPIC_OF[entry.kind]
        pace = pace_of(self.chosen, user.pk, topic, entry.collaboration_id)
        return entry.actor_id != user.pk and pace == self.period.pace

    def _own_deadlines(self, user: User) -> list[ChecklistItem]:
        own = self.deadlines.get(user.pk, ())
        chosen = (pace_of(self.chosen, user.pk, Topic.DEADLINES, item.collaboration_id) for item in own)
        return [item for item, pace in zip(own, chosen, strict=True) if pace == self.period.pace]

    def _wants(self, user: User, topic: str, collaboration: int) -> bool:
        return pace_of(self.chosen, user.pk, topic, collaboration) != Pace.NEVER


def candidates(users: list[User], period: Period) -> Candidates:
    """Everything that may stand in these people's mails, in six queries however many they are."""
    takes_part = collaborations_of(users)
    involved = set().union(*takes_part.values()) if takes_part else set()
    return Candidates(
        period=period,
        users=users,
        chosen=chosen_by(users),
        takes_part=takes_part,
        events=_events(involved, period),
        deadlines=_deadlines(users, period),
    )


def _events(collaborations: Collection[int], period: Period) -> dict[int, list[ActivityEntry]]:
    rows = (
        ActivityEntry.objects.filter(at__gte=period.start, at__lt=period.end, kind__in=TOPIC_OF)
        .filter(collaboration__in=collaborations)
        .select_related("actor", "on_behalf_of")
        .order_by("-at", "-pk")
    )
    return _by(rows, "collaboration_id")


def _deadlines(users: Collection[User], period: Period) -> dict[int, list[ChecklistItem]]:
    """Open points that are over their date or due soon. A deadline does not happen: nothing about it comes at once."""
    if period.pace not in DAYS_AHEAD:
        return {}
    last = timezone.localdate(period.end) + dt.timedelta(days=DAYS_AHEAD[period.pace])
    rows = (
        ChecklistItem.objects.open()
        .asked()
        .filter(owner__in=users, due__lte=last)
        .select_related("template", "municipality")
        .order_by("due", "pk")
    )
    return _by(rows, "owner_id")


def _by(rows: Iterable, name: str) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return dict(found)


def _line(entry: ActivityEntry) -> str:
    who = entry.actor.shown_name if entry.actor else _("Systemet")
    if entry.on_behalf_of:
        who = _("%(who)s for %(municipality)s") % {"who": who, "municipality": entry.on_behalf_of}
    return f"{one_line(entry.text, LONGEST)} ({who}, {long_date(entry.at)})"


def _deadline(item: ChecklistItem) -> str:
    text = f"{item.template.text} ({item.municipality})" if item.municipality else item.template.text
    return _("Frist %(date)s, %(distance)s: %(text)s") % {
        "date": long_date(item.due),
        "distance": relative_days(item.due),
        "text": one_line(text, LONGEST),
    }
