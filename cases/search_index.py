"""The search's own tables: written from a case, and asked for candidates. What differs between databases is here.

A database only has to find every case that `ranking` may want; which match, and in what order, is worked out there. So
PostgreSQL may find more than SQLite, and the answer is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection
from django.db.models import BooleanField, Func, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from cases.models import Case
from cases.ranking import Concept, Entry, Field, Pattern, alike, in_place, packed, swapped
from cases.search_models import INDEX_VERSION, LONGEST, SearchEntry, SearchStem, SearchWord
from cases.search_text import BACKWARDS, LEAST_END, indexed
from cases.words import stem

TEXTS = tuple(field.name.lower() for field in Field)
POSTGRESQL = "postgresql"
CASES_AT_ONCE, ROWS_AT_ONCE = 100, 5000
# Sorts after every letter: "drift" and this is where the words that begin with "drift" end.
_AFTER = "\U0010ffff"


def store(case: Case) -> None:
    """Write what the search knows of this case. Part of the transaction of `services.index_case`."""
    _write([case])


def _write(cases: Sequence[Case]) -> None:
    """Few statements for any number of cases."""
    made = {case.pk: indexed(case) for case in cases}
    SearchEntry.objects.bulk_create(
        [
            SearchEntry(
                case_id=pk,
                version=INDEX_VERSION,
                words=each.words,
                terms=each.terms,
                passages=each.passages,
                **dict(zip(TEXTS, each.texts, strict=True)),
            )
            for pk, each in made.items()
        ],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["version", "words", "terms", "passages", *TEXTS],
    )
    SearchStem.objects.filter(case__in=made).delete()
    SearchStem.objects.bulk_create(
        [
            SearchStem(case_id=pk, stem=root, backwards=root[::-1] if len(root) > LEAST_END else "", counts=counts)
            for pk, each in made.items()
            for root, counts in each.counts.items()
        ],
        batch_size=ROWS_AT_ONCE,
    )
    words = {word: said for each in made.values() for word, said in each.vocabulary.items()}
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    SearchWord.objects.bulk_create(
        [
            SearchWord(word=word, written=said, stem=stem(word))
            for word, said in words.items()
            if word not in known and len(word) <= LONGEST >= len(said)
        ],
        ignore_conflicts=True,
    )


def not_up_to_date() -> QuerySet[Case]:
    """Cases that are not in the index, or in an older form of it."""
    return Case.objects.filter(Q(search_entry=None) | ~Q(search_entry__version=INDEX_VERSION))


def store_all(cases: QuerySet[Case]) -> int:
    """Write the search's text of these cases anew. How many they were."""
    rows = list(cases.select_related("model").prefetch_related("topics", "municipalities"))
    for start in range(0, len(rows), CASES_AT_ONCE):
        _write(rows[start : start + CASES_AT_ONCE])
    return len(rows)


def forget_words() -> int:
    """Delete the words that no case has any more. How many those were."""
    return SearchWord.objects.unused().delete()[0]


# Terms are found as they stand or by their beginning. PostgreSQL's own stemmer reads the words besides.
_FOUND_BY_POSTGRESQL = """
    SELECT case_id FROM cases_searchentry
    WHERE terms_vector @@ %s::tsquery OR danish_vector @@ websearch_to_tsquery('danish', %s)"""
_FOUND_BY_SQLITE = "SELECT rowid FROM cases_searchindex WHERE terms MATCH %s"


def _found(concepts: Sequence[Concept], patterns: Sequence[Pattern]) -> RawSQL:
    """The cases that the database's full text finds by one of these patterns, and perhaps some more."""
    if connection.vendor == POSTGRESQL:
        asked = " | ".join(_for_postgresql(pattern) for pattern in patterns)
        return RawSQL(_FOUND_BY_POSTGRESQL, (asked, " or ".join(concept.word for concept in concepts)))  # noqa: S611
    return RawSQL(_FOUND_BY_SQLITE, (" OR ".join(_for_sqlite(pattern) for pattern in patterns),))  # noqa: S611


def _terms(pattern: Pattern) -> list[tuple[str, bool]]:
    """The terms by which a pattern is found, and whether each is only the beginning of one."""
    if not pattern.text.startswith(" "):
        return [(BACKWARDS + pattern.text.strip()[::-1], True)]
    return [(root, not pattern.text.endswith(" ")) for root in pattern.stems]


def _for_postgresql(pattern: Pattern) -> str:
    return "(" + " & ".join(f"'{term}'{':*' if begins else ''}" for term, begins in _terms(pattern)) + ")"


def _for_sqlite(pattern: Pattern) -> str:
    return "(" + " AND ".join(f'"{term}"{" *" if begins else ""}' for term, begins in _terms(pattern)) + ")"


def read_entries(cases: QuerySet, concepts: Sequence[Concept]) -> list[Entry]:
    """Cases of the queryset that have something of what is asked for: the full text finds them, and of each the counts
    of the stems that are asked for are read. Texts are read only where a phrase may stand."""
    patterns = list(dict.fromkeys(pattern for concept in concepts for pattern in concept.patterns))
    if not patterns:
        return []
    asked = Q(stem__in={each for pattern in patterns for each in _whole(pattern)})
    for pattern in patterns:
        asked |= _part(pattern)
    entries: dict[int, Entry] = {}
    rows = SearchStem.objects.filter(asked, case__in=_found(concepts, patterns))
    rows = rows.filter(case__in=cases.order_by().values("pk"))
    for pk, sort_title, root, counts in rows.values_list("case_id", "case__sort_title", "stem", "counts"):
        if pk not in entries:
            entries[pk] = Entry(pk, sort_title)
        entries[pk].stems[root] = counts
    _count_phrases(entries, [pattern for pattern in patterns if pattern.is_phrase])
    return list(entries.values())


def _whole(pattern: Pattern) -> list[str]:
    """The stems that it asks for as they are."""
    return pattern.stems if pattern.text.startswith(" ") and pattern.text.endswith(" ") else []


def _part(pattern: Pattern) -> Q:
    """The stems that begin or end with it, where it asks for such."""
    said = pattern.text.strip()
    if not pattern.text.endswith(" "):
        return Q(stem__gte=said, stem__lt=said + _AFTER)
    if not pattern.text.startswith(" "):
        return Q(backwards__gte=said[::-1], backwards__lt=said[::-1] + _AFTER)
    return Q()


def _count_phrases(entries: dict[int, Entry], phrases: Sequence[Pattern]) -> None:
    """Look for phrases in the texts of the cases that have all stems of one in the same place."""
    likely = {entry.pk for entry in entries.values() for phrase in phrases if _may_hold(entry, phrase)}
    if not likely:
        return
    for pk, *texts in SearchEntry.objects.filter(pk__in=likely).values_list("pk", *TEXTS):
        for phrase in phrases:
            if counts := packed(text.count(phrase.text) for text in texts):
                entries[pk].phrases[phrase.text] = counts


def _may_hold(entry: Entry, phrase: Pattern) -> bool:
    everywhere = [entry.stems.get(each, 0) for each in phrase.stems]
    return all(everywhere) and any(all(in_place(count, place) for count in everywhere) for place in Field)


def words_like(cases: QuerySet, word: str, most: int = 8) -> list[str]:
    """Words of these cases that this may be a misspelling of, nearest first."""
    words = SearchWord.objects.annotate(letters=Length("word"))
    words = words.filter(letters__gte=len(word) - 3, letters__lte=len(word) + 3)
    if _has_trigrams():
        words = words.filter(_IsLike("word", Value(word)) | Q(word__in=swapped(word)))
    return alike(word, words.of(cases).values_list("word", flat=True), most)


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


def read_shown(pks: Iterable[int]) -> Iterator[tuple[int, str, str, list[list[str]], list[str]]]:
    """Of these cases key, title, essence, passages and texts, without reading their documents."""
    columns = ("pk", "case__title", "case__essence", "passages", *TEXTS)
    for pk, title, essence, passages, *texts in SearchEntry.objects.filter(pk__in=pks).values_list(*columns):
        yield pk, title, essence, passages, texts
