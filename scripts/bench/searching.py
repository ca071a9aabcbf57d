"""The search over the catalogue's own cases, and over a hundred times as many made of the same words."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case
from cases.search import find
from cases.search_index import store_all
from cases.vocabulary import State

MANY = 2600
# A word that most cases have, one that few have, two words, a compound that nobody has, and a misspelling.
QUERIES = ("samarbejde", "bibliotek", "fælles indkøb", "indkøbscentral", "rengørning")
PAGE = 20
# The database's own full text and nothing else: what the search may cost is seen beside it. It has a table of its own,
# with the same text, as the product does not use it.
BARE = """
    SELECT bare.case_id FROM bench_bare bare JOIN cases_case ON cases_case.id = bare.case_id,
        websearch_to_tsquery('danish', %s) query
    WHERE cases_case.state = 'published' AND bare.danish @@ query
    ORDER BY ts_rank(bare.danish, query) DESC"""
BARE_TABLE = (
    "DROP TABLE IF EXISTS bench_bare",
    """CREATE TABLE bench_bare AS
        SELECT case_id, to_tsvector('danish', regexp_replace(passages::text, '[\"\\[\\]]', ' ', 'g')) AS danish
        FROM cases_searchentry""",
    "CREATE INDEX bench_bare_danish ON bench_bare USING gin (danish)",
    "ANALYZE",
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Searched:
    text: str
    hits: int
    queries: int
    milliseconds: float
    bare: float


def measure_search(requests: int) -> list[Searched]:
    with connection.cursor() as cursor:
        for statement in BARE_TABLE:
            cursor.execute(statement)
    return [_measure(text, requests) for text in QUERIES]


def _measure(text: str, requests: int) -> Searched:
    cases = Case.objects.published()
    with CaptureQueriesContext(connection) as captured:
        found = find(cases, text, count=PAGE)
        queries = len(captured)
    ours, bare = [], []
    for _ in range(requests):
        bare.append(_milliseconds(lambda: _ask(text)))
        ours.append(_milliseconds(lambda: find(cases, text, count=PAGE)))
    return Searched(text, len(found.hits), queries, statistics.median(ours), statistics.median(bare))


def _ask(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [text])
        cursor.fetchall()


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


@transaction.atomic
def grow_catalogue(number: int = MANY) -> None:
    """Cases up to that number, each built as a real one with other words, which are as frequent as in the real ones."""
    chance = random.Random(26)  # noqa: S311 - the same cases every time
    real = [case.document for case in Case.objects.published()]
    frequency = Counter(word for document in real for word in _words(document))
    words, weights = list(frequency), list(frequency.values())

    def another(text: str) -> str:
        size = len(_WORD.findall(text))
        return " ".join(chance.choices(words, weights, k=size))

    made = []
    for each in range(Case.objects.count(), number):
        document = {"title": "", **_rewritten(real[each % len(real)], another)}
        title = document["title"][:200]
        made.append(
            Case(
                slug=f"bench-{each}",
                state=State.PUBLISHED,
                published_on=timezone.localdate(),
                document=document,
                title=title,
                sort_title=f"{each:05}",
            )
        )
    Case.objects.bulk_create(made)
    store_all(Case.objects.filter(search_entry=None))


PROSE = {"title", "essence", "summary", "background", "areas", "text", "outlook", "commitment", "politics", "label"}


def _words(value: object, is_prose: bool = False) -> list[str]:
    if isinstance(value, dict):
        return [word for key, each in value.items() for word in _words(each, key in PROSE)]
    if isinstance(value, list):
        return [word for each in value for word in _words(each, is_prose)]
    return _WORD.findall(value) if is_prose and isinstance(value, str) else []


def _rewritten(value, another: Callable[[str], str], is_prose: bool = False):
    if isinstance(value, dict):
        return {key: _rewritten(each, another, key in PROSE) for key, each in value.items()}
    if isinstance(value, list):
        return [_rewritten(each, another, is_prose) for each in value]
    return another(value) if is_prose and isinstance(value, str) else value
