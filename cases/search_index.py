"""The search's own tables: written from a case, and asked for candidates. What differs between databases is here.

A database only has to find every case that `ranking` may want; which match, and in what order, is worked out there. So
PostgreSQL may bring more than SQLite, and the answer is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import BooleanField, Func, Q, QuerySet, Value
from django.db.models.functions import Length

from cases.models import Case
from cases.ranking import Concept, Entry, Field, Pattern, alike
from cases.search_models import INDEX_VERSION, SearchEntry, SearchWord
from cases.search_text import BACKWARDS, indexed

_TEXTS = tuple(field.name.lower() for field in Field)
POSTGRESQL = "postgresql"


def store(case: Case) -> None:
    """Write what the search knows of this case. Part of the transaction of `services.index_case`."""
    made = indexed(case)
    SearchEntry.objects.update_or_create(
        case=case,
        defaults={
            "version": INDEX_VERSION,
            "words": made.words,
            "terms": made.terms,
            **dict(zip(_TEXTS, made.texts, strict=True)),
        },
    )
    words = {word: written for word, written in made.vocabulary.items() if len(word) <= 100 >= len(written)}
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, written=written) for word, written in words.items() if word not in known],
        ignore_conflicts=True,
    )


def not_up_to_date() -> QuerySet[Case]:
    """Cases that are not in the index, or in an older form of it."""
    return Case.objects.filter(Q(search_entry=None) | ~Q(search_entry__version=INDEX_VERSION))


def store_all(cases: QuerySet[Case]) -> int:
    """Write the search's text of these cases anew. How many they were."""
    rows = cases.select_related("model").prefetch_related("topics", "municipalities")
    for case in rows:
        store(case)
    return len(rows)


class _FoundByPostgres(Func):
    """By terms, or by the database's own Danish stemmer, whichever finds it."""

    template = (
        "(cases_searchentry.terms_vector @@ (%(expressions)s)::tsquery"
        " OR cases_searchentry.danish_vector @@ websearch_to_tsquery('danish', %(text)s))"
    )
    output_field = BooleanField()

    def __init__(self, asked: str, text: str):
        super().__init__(Value(asked))
        self.text = text

    def as_sql(self, compiler, connection, **extra):
        sql, params = super().as_sql(compiler, connection, text="%s")
        return sql, (*params, self.text)


class _FoundBySqlite(Func):
    template = "cases_searchentry.case_id IN (SELECT rowid FROM cases_searchindex WHERE terms MATCH %(expressions)s)"
    output_field = BooleanField()


def candidates(cases: QuerySet, concepts: Sequence[Concept]) -> list[Entry]:
    """Cases of the queryset that have something of what is asked for, and perhaps some more."""
    patterns = list(dict.fromkeys(pattern for concept in concepts for pattern in concept.patterns))
    if not patterns:
        return []
    if connection.vendor == POSTGRESQL:
        asked = " | ".join(_for_postgres(pattern) for pattern in patterns)
        condition = _FoundByPostgres(asked, " or ".join(concept.word for concept in concepts))
    else:
        condition = _FoundBySqlite(Value(" OR ".join(_for_sqlite(pattern) for pattern in patterns)))
    rows = (
        SearchEntry.objects.filter(condition, case__in=cases.order_by().values("pk"))
        .order_by("pk")
        .values_list("pk", "case__sort_title", *_TEXTS)
    )
    return [Entry(pk, sort_title, tuple(texts)) for pk, sort_title, *texts in rows]


def _terms(pattern: Pattern) -> list[tuple[str, bool]]:
    """The terms by which a pattern is found, and whether each is only the beginning of one."""
    text = pattern.text
    if not text.startswith(" "):
        return [(BACKWARDS + text.strip()[::-1], True)]
    return [(root, not text.endswith(" ")) for root in text.split()]


def _for_postgres(pattern: Pattern) -> str:
    return "(" + " & ".join(f"'{term}'{':*' if begins else ''}" for term, begins in _terms(pattern)) + ")"


def _for_sqlite(pattern: Pattern) -> str:
    return "(" + " AND ".join(f'"{term}"{" *" if begins else ""}' for term, begins in _terms(pattern)) + ")"


def words_like(word: str, most: int = 8) -> list[str]:
    """Words of the catalogue that this may be a misspelling of, nearest first. Of cases that nobody may see, too."""
    words = SearchWord.objects.annotate(letters=Length("word"))
    words = words.filter(letters__gte=len(word) - 3, letters__lte=len(word) + 3)
    if _has_trigrams():
        words = words.filter(_IsLike("word", Value(word)))
    return alike(word, words.values_list("word", flat=True), most)


class _IsLike(Func):
    """At least three tenths of all trigrams shared: the limit of `ranking.LEAST_TRIGRAMS`."""

    template = "(%(expressions)s)"
    arg_joiner = " %% "
    output_field = BooleanField()


def _has_trigrams() -> bool:
    if connection.vendor != POSTGRESQL:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


def written(words: Iterable[str]) -> dict[str, str]:
    """How cases write these folded words."""
    return dict(SearchWord.objects.filter(word__in=list(words)).values_list("word", "written"))
