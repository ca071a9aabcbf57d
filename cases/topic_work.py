"""A topic with what is being written of it, as one thing: what the editor's form begins with, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from cases.differences import Difference, Line
from cases.models import Topic, TopicDraft, TopicEvent
from cases.parts import Part
from common.danish import sort_key
from common.word_differences import segments


@dataclass
class TopicWork:
    """`topic` is None while a new one is a draft only, `draft` while nobody writes."""

    key: str
    topic: Topic | None
    draft: TopicDraft | None

    @property
    def is_there(self) -> bool:
        return bool(self.topic or self.draft)

    @property
    def _newest(self) -> Topic | TopicDraft | None:
        return self.draft or self.topic

    @property
    def name(self) -> str:
        return self._newest.name if self._newest else ""

    @property
    def words(self) -> list[str]:
        return self._newest.words if self._newest else []

    @property
    def guide(self) -> str:
        return self._newest.guide if self._newest else ""

    @property
    def version(self) -> str:
        """Tells whether topic and draft are still what somebody read."""
        return f"{self.topic.version if self.topic else 0}-{self.draft.version if self.draft else 0}"

    @cached_property
    def differences(self) -> list[Difference]:
        """What publishing the draft would change."""
        old, new = _said(self.topic), _said(self.draft)
        return [
            Difference(Part(label, label), (Line("changed", *segments(old[label], new[label])),), 0)
            for label in new
            if self.draft and old[label] != new[label]
        ]

    @cached_property
    def events(self) -> list[TopicEvent]:
        return list(TopicEvent.objects.filter(key=self.key).select_related("actor"))


def find_work(key: str, user: User | AnonymousUser) -> TopicWork:
    """As this user may see it."""
    topic = Topic.objects.visible_to(user).with_use().filter(key=key).first()
    draft = TopicDraft.objects.visible_to(user).select_related("changed_by").filter(key=key).first()
    return TopicWork(key, topic, draft)


def by_name(rows: Iterable[Topic | TopicDraft]) -> list:
    """As a Danish dictionary has them: a list of this length is read by whoever looks for a word."""
    return sorted(rows, key=lambda row: sort_key(row.name))


def _said(row: Topic | TopicDraft | None) -> dict[str, str]:
    return {
        _("Navn"): row.name if row else "",
        _("Andre ord"): "\n".join(row.words) if row else "",
        _("Vejledning"): row.guide if row else "",
    }
