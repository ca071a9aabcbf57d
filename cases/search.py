"""Finding cases by words. One function for pages, exports and counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Hit:
    """A case that was found. `excerpt` is the place that matched with `<mark>` around the hits, or None."""

    pk: int
    excerpt: SafeString | None = None


@dataclass(frozen=True)
class Found:
    """Hits in the order of how well they match, and other spellings that would find something."""

    hits: tuple[Hit, ...] = ()
    suggestions: tuple[str, ...] = ()


class SearchUnavailable(Exception):
    """The search can not answer now; the page then shows the catalogue without it."""


def find(cases: QuerySet, text: str) -> Found:
    """Cases of this queryset that hold the words of `text`, best first. Reaches nothing outside the queryset."""
    return Found(tuple(Hit(pk) for pk in cases.filter(title__icontains=text).values_list("pk", flat=True)))
