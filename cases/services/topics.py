"""Topics of the catalogue: written in a draft, published, and removed while no case has them.

A draft is one for all editors. What was read is told by `TopicWork.version`; where it is another now, `StaleVersion` is
raised with the work as it is.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, Topic, TopicDraft, TopicEvent
from cases.search_index import store_all
from cases.services.free import first_free
from cases.topic_file import topic_keys
from cases.topic_work import TopicWork
from cases.vocabulary import TopicAct
from common.danish import danish_slug, search_key
from common.exceptions import DomainError, StaleVersion

KEY_LENGTH = Topic._meta.get_field("key").max_length
EDITED = 2  # a topic of this version or more is left alone when the catalogue's file is loaded
RESERVED = {"nyt"}  # a word that stands in addresses where a key does


@transaction.atomic
def add_topic(*, name: str, words: list[str], guide: str, actor: User) -> TopicDraft:
    """The draft of a new topic. Its key is made of the name and stays."""
    base = danish_slug(name)[: KEY_LENGTH - 3].strip("-") or "emne"
    taken = {*RESERVED, *Topic.objects.values_list("key", flat=True), *TopicDraft.objects.values_list("key", flat=True)}
    free = (each for each in (base, *(f"{base}-{n}" for n in range(2, 100))) if each not in taken)
    return first_free(free, partial(_begin, name=name, words=words, guide=guide, actor=actor))


@transaction.atomic
def write_topic(key: str, *, name: str, words: list[str], guide: str, version: str, actor: User) -> TopicDraft:
    """Change the draft, or begin one beside what is published. Nobody else sees it before it is published.

    A topic that is removed is not made again by it, whatever `version` says.
    """
    work = _locked(key, version)
    if not work.is_there:
        raise StaleVersion(work)
    if work.draft is None:
        return _begin(key, name=name, words=words, guide=guide, actor=actor)
    _refuse_taken(name, key)
    draft = work.draft
    draft.name, draft.words, draft.guide = name, words, guide
    draft.changed_by, draft.changed_at, draft.version = actor, timezone.now(), draft.version + 1
    draft.save()
    return draft


@transaction.atomic
def publish_topic(key: str, *, version: str, actor: User) -> Topic:
    """Its cases are found by the new words at once. The cases themselves are not written, but held before the topic is,
    as whoever saves one does.
    """
    list(Case.objects.select_for_update(of=("self",)).filter(topics__key=key).order_by("pk").values_list("pk"))
    work = _locked(key, version)
    _refuse_without_draft(work)
    if not work.differences:
        raise DomainError(_("Kladden siger det samme som det udgivne emne. Ret noget først."))
    _refuse_taken(work.name, key)
    topic = work.topic or Topic(key=key, position=_last_position() + 1, version=EDITED - 1)
    topic.name, topic.words, topic.guide, topic.version = work.name, work.words, work.guide, topic.version + 1
    topic.save()
    work.draft.delete()
    store_all(topic.cases.select_for_update(of=("self",)).order_by("pk"))
    _record(topic, TopicAct.PUBLISHED, actor)
    return topic


@transaction.atomic
def discard_topic_draft(key: str, *, version: str) -> None:
    """What is published stays as it is."""
    work = _locked(key, version)
    _refuse_without_draft(work)
    work.draft.delete()


@transaction.atomic
def remove_topic(key: str, *, version: str, actor: User) -> None:
    """With its draft, where somebody writes on one. That it was there is kept."""
    work = _locked(key, version)
    if work.topic is None:
        raise DomainError(_("Emnet er ikke udgivet."))
    if reason := why_topic_stays(work.topic):
        raise DomainError(reason)
    if work.draft is not None:
        work.draft.delete()
    _record(work.topic, TopicAct.REMOVED, actor)
    work.topic.delete()


def why_topic_stays(topic: Topic) -> str:
    """Why the topic can not be removed; empty where it can."""
    if topic.key in topic_keys():
        return _("Emnet følger med kataloget og kan ikke fjernes.")
    if topic.cases.exists():
        return _("Emnet bruges af cases. Giv dem et andet emne først.")
    return ""


def _locked(key: str, version: str) -> TopicWork:
    """The topic and its draft as they are now, held until the transaction ends."""
    topic = Topic.objects.select_for_update().filter(key=key).first()
    draft = TopicDraft.objects.select_for_update().filter(key=key).first()
    work = TopicWork(key, topic, draft)
    if work.version != version:
        raise StaleVersion(work)
    return work


def _refuse_without_draft(work: TopicWork) -> None:
    if work.draft is None:
        raise DomainError(_("Kladden er udgivet eller slettet, siden du åbnede siden."))


def _begin(key: str, *, name: str, words: list[str], guide: str, actor: User) -> TopicDraft:
    _refuse_taken(name, key)
    return TopicDraft.objects.create(key=key, name=name, words=words, guide=guide, changed_by=actor)


def _refuse_taken(name: str, key: str) -> None:
    others = {
        search_key(each)
        for kind in (Topic, TopicDraft)
        for each in kind.objects.exclude(key=key).values_list("name", flat=True)
    }
    if search_key(name) in others:
        raise DomainError(_("Der er allerede et emne med det navn."))


def _last_position() -> int:
    return Topic.objects.aggregate(last=Max("position"))["last"] or 0


def _record(topic: Topic, act: str, actor: User) -> None:
    said = {"name": topic.name, "words": topic.words, "guide": topic.guide}
    TopicEvent.objects.create(key=topic.key, act=act, actor=actor, **said)
