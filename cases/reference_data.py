"""Loads topics and the cases of the catalogue from `data/`. May be run again at any time.

A case follows its file until somebody has edited it in the product; from then on the file is left alone. A topic that
somebody has edited (`version` over 1) is left alone too. What the search keeps of a case is written anew where a topic
has changed, or where a newer version of the program keeps it in another form.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from cases.document import read_document, write_document
from cases.models import Case, Revision, Topic, TopicEvent
from cases.search_index import not_up_to_date, store_all
from cases.services import index_case
from cases.services.events import record_event
from cases.typesetting import typeset
from cases.vocabulary import CaseAct, State, TopicAct
from common.data_files import read_yaml

DATA = Path(__file__).resolve().parent / "data"


@transaction.atomic
def load() -> str:
    """Bring topics and unedited cases up to the files. Returns one line for the console."""
    topics, changed = _load_topics()
    documents = {path.stem: _document(path) for path in sorted((DATA / "cases").glob("*.yaml"))}
    stored = {case.slug: case for case in Case.objects.filter(slug__in=documents)}
    edited = set(Revision.objects.filter(author__isnull=False).values_list("case__slug", flat=True))
    for slug, document in documents.items():
        if slug not in stored:
            _publish(Case(slug=slug, state=State.PUBLISHED, published_on=timezone.localdate()), document)
        elif slug not in edited and stored[slug].document != document:
            _publish(stored[slug], document)
    if changed:
        store_all(Case.objects.filter(topics__key__in=changed).distinct())
    store_all(not_up_to_date())
    return f"{topics} topics, {len(documents)} cases"


def _load_topics() -> tuple[int, list[str]]:
    """How many there are, and the keys of those whose name or words are others than before."""
    rows = [{"words": [], **row, "position": number} for number, row in enumerate(_read(DATA / "topics.yaml"), start=1)]
    stored = {topic.key: topic for topic in Topic.objects.all()}
    edited = {key for key, topic in stored.items() if topic.version > 1}
    changed = [
        row["key"]
        for row in rows
        if row["key"] in stored.keys() - edited
        and (row["name"], row["words"]) != (stored[row["key"]].name, stored[row["key"]].words)
    ]
    TopicEvent.objects.bulk_create(
        [
            TopicEvent(key=row["key"], act=TopicAct.LOADED, name=row["name"], words=row["words"])
            for row in rows
            if row["key"] not in stored or row["key"] in changed
        ]
    )
    Topic.objects.bulk_create(
        [Topic(**row) for row in rows if row["key"] not in edited],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["name", "words", "position"],
    )
    return len(rows), changed


def _document(path: Path) -> dict:
    """The document of a file, in the form it is stored in. Raises `UnreadableDocument` where the file is wrong."""
    return write_document(read_document(typeset(_read(path))))


def _read(path: Path):
    return read_yaml(path)


def _publish(case: Case, document: dict) -> None:
    """As a publication of nobody's: its page is no longer the one that somebody read, and its history says why."""
    case.document, case.version = document, case.version + (0 if case._state.adding else 1)
    index_case(case)
    number, note = case.revisions.count() + 1, "Indlæst fra kataloget"
    revision = Revision.objects.create(case=case, number=number, document=document, note=note)
    record_event(case, CaseAct.PUBLISHED, actor=None, revision=revision, reason=note)
