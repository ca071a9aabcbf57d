"""The search over the catalogue's own cases, and over a hundred times as many that are like them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case
from cases.ranking import BITS, Field
from cases.search import find
from cases.search_index import TEXTS
from cases.vocabulary import State

MANY = 2600
# A word that most cases have, one that few have, two words, a compound that nobody has, and a misspelling.
QUERIES = ("samarbejde", "bibliotek", "fælles indkøb", "indkøbscentral", "rengørning")
PAGE = 20
# The database's own full text and nothing else: what the search may cost is seen beside it.
BARE = """
    SELECT entry.case_id FROM cases_searchentry entry JOIN cases_case ON cases_case.id = entry.case_id,
        websearch_to_tsquery('danish', %s) query
    WHERE cases_case.state = 'published' AND entry.danish_vector @@ query
    ORDER BY ts_rank(entry.danish_vector, query) DESC"""


@dataclass(frozen=True)
class Searched:
    text: str
    hits: int
    queries: int
    milliseconds: float
    bare: float


def measure_search(requests: int) -> list[Searched]:
    with connection.cursor() as cursor:
        # As the server does by itself after a while: before, no full text is found by its index.
        cursor.execute("VACUUM ANALYZE")
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


# A case that is made for this has the stems of a real one, and says them more or less often.
COPIED = (
    """INSERT INTO cases_searchentry (case_id, version, words, terms, passages, {texts})
        SELECT made.id, entry.version, words, terms, passages, {texts_of_entry}
        FROM cases_case made JOIN cases_searchentry entry ON entry.case_id = split_part(made.slug, '-', 2)::int
        WHERE made.slug LIKE 'bench-%%'""",
    """INSERT INTO cases_searchstem (case_id, stem, backwards, counts)
        SELECT made.id, stem, backwards, counts + (floor(3 * random())::bigint << %s)
        FROM cases_case made JOIN cases_searchstem stems ON stems.case_id = split_part(made.slug, '-', 2)::int
        WHERE made.slug LIKE 'bench-%%'""",
)


@transaction.atomic
def grow_catalogue(number: int = MANY) -> None:
    """Cases up to that number, each found by what one of the real ones is found by."""
    real = list(Case.objects.published().order_by("pk"))
    Case.objects.bulk_create(
        Case(
            slug=f"bench-{real[each % len(real)].pk}-{each}",
            state=State.PUBLISHED,
            published_on=timezone.localdate(),
            document=real[each % len(real)].document,
            title=real[each % len(real)].title,
            essence=real[each % len(real)].essence,
            sort_title=f"{each:05}",
        )
        for each in range(len(real), number)
    )
    with connection.cursor() as cursor:
        entries, stems = COPIED
        of_entry = ", ".join(f"entry.{text}" for text in TEXTS)
        cursor.execute(entries.format(texts=", ".join(TEXTS), texts_of_entry=of_entry))
        cursor.execute(stems, [BITS * Field.REST])
