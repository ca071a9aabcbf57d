"""What mails can be about, how often they come, and what nobody has chosen. Pure: what is chosen stands in `Choice`."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from collaborations.models import ActivityEntry

Kind = ActivityEntry.Kind


class Topic(TextChoices):
    DEADLINES = "deadlines", _("Mine frister og påmindelser")
    STATUS = "status", _("Status")
    DECISIONS = "decisions", _("Beslutninger")
    PAPERS = "papers", _("Tekster, dokumenter og økonomi")
    PARTIES = "parties", _("Deltagere og personer")
    PHASE = "phase", _("Faser og krav")


class Pace(TextChoices):
    NOW = "now", _("Straks")
    DAILY = "daily", _("Dagligt")
    WEEKLY = "weekly", _("Ugentligt")
    NEVER = "never", _("Aldrig")


DEFAULT = Pace.WEEKLY  # quiet: nothing comes at once unless somebody asks for it

TOPIC_OF = {
    Kind.STATUS: Topic.STATUS,
    Kind.FOLLOW_UP: Topic.STATUS,
    Kind.DECISION: Topic.DECISIONS,
    Kind.TEXT: Topic.PAPERS,
    Kind.DOCUMENT: Topic.PAPERS,
    Kind.REPORT: Topic.PAPERS,
    Kind.ECONOMY: Topic.PAPERS,
    Kind.PARTICIPANTS: Topic.PARTIES,
    Kind.PEOPLE: Topic.PARTIES,
    Kind.PHASE: Topic.PHASE,
    Kind.REQUIREMENT: Topic.PHASE,
}
# Daily work that its pages show, and what only administrators do. No mail is sent about it.
NOT_MAILED = {Kind.CREATED, Kind.FACTS, Kind.CHECKLIST, Kind.LOOK}


def paces_for(topic: str) -> list[tuple[str, str]]:
    """What can be chosen. A deadline does not happen, so nothing about it comes at once."""
    return [(pace, label) for pace, label in Pace.choices if not (topic == Topic.DEADLINES and pace == Pace.NOW)]


Chosen = Mapping[tuple[int, str, int | None], str]


def pace_of(chosen: Chosen, user: int, topic: str, collaboration: int) -> str:
    """The choice for that collaboration, else the one for all, else the quiet default."""
    return chosen.get((user, topic, collaboration)) or chosen.get((user, topic, None)) or DEFAULT
