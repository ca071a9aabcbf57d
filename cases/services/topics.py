"""Topics of the catalogue: made, changed, and removed while no case has them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Topic
from cases.services.indexing import index_case
from cases.topic_file import topic_keys
from common.danish import danish_slug
from common.exceptions import DomainError, StaleVersion

KEY_LENGTH = Topic._meta.get_field("key").max_length
EDITED = 2  # a topic of this version or more is left alone when the catalogue's file is loaded


@transaction.atomic
def add_topic(*, name: str, words: list[str], guide: str, actor: User) -> Topic:
    """A topic at the end of the list. Its key is made of the name and stays."""
    base = danish_slug(name)[: KEY_LENGTH - 3].strip("-") or "emne"
    taken = {"nyt", *Topic.objects.values_list("key", flat=True)}
    key = next(each for each in (base, *(f"{base}-{n}" for n in range(2, 100))) if each not in taken)
    last = Topic.objects.aggregate(last=Max("position"))["last"] or 0
    return Topic.objects.create(key=key, name=name, words=words, guide=guide, position=last + 1, version=EDITED)


@transaction.atomic
def change_topic(topic: Topic, *, name: str, words: list[str], guide: str, version: int, actor: User) -> Topic:
    """Its cases are found by the new words at once. Raises `StaleVersion` where somebody else has saved since."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if topic.version != version:
        raise StaleVersion(topic)
    topic.name, topic.words, topic.guide, topic.version = name, words, guide, topic.version + 1
    topic.save()
    for case in topic.cases.all():
        index_case(case)
    return topic


@transaction.atomic
def remove_topic(topic: Topic, *, actor: User) -> None:
    if topic.cases.exists():
        raise DomainError(_("Emnet bruges af cases. Giv dem et andet emne først."))
    if topic.key in topic_keys():
        raise DomainError(_("Emnet følger med kataloget og kan ikke fjernes."))
    topic.delete()
