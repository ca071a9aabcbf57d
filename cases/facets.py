"""Filters with counts, worked out in one pass over lean rows. Pure: knows no models and asks no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

UNKNOWN = "ikke-oplyst"
WORDS = "q"  # the words that are searched for: one more thing that a row passes or not
# Key of a band -> its label, and the lowest and highest number in it; None where it has no end.
PARTY_BANDS = {
    "1": (_("1 part"), 0, 1),
    "2-4": (_("2–4 parter"), 2, 4),
    "5-10": (_("5–10 parter"), 5, 10),
    "over-10": (_("Over 10 parter"), 11, None),
}
YEAR_BANDS = {
    "foer-2010": (_("Før 2010"), None, 2009),
    "2010-2014": (_("2010–2014"), 2010, 2014),
    "2015-2019": (_("2015–2019"), 2015, 2019),
    "fra-2020": (_("2020 eller senere"), 2020, None),
}
# Name in the address -> what the reader calls it.
FACETS = {
    "formaal": _("Formål"),
    "organisering": _("Organisering"),
    "emne": _("Fagområde"),
    "gevinst": _("Gevinst"),
    "slags": _("Slags"),
    "parter": _("Antal parter"),
    "region": _("Region"),
    "aar": _("Etableret"),
}


@dataclass(frozen=True)
class Row:
    """A case, and for each facet the keys that it is filed under. Under none means `UNKNOWN`."""

    pk: int
    keys: Mapping[str, frozenset[str]]

    def filed_under(self, facet: str) -> frozenset[str]:
        return self.keys.get(facet) or frozenset({UNKNOWN})


@dataclass
class Counted:
    """Rows that pass everything, in the order they came; and what each facet would give.

    `counts` holds for each facet the number of rows per key that pass all the OTHER filters. `freed` holds how many
    more rows there would be if that one filter were not there. `found` is how many hold the words, filters aside.
    """

    passed: list[int] = field(default_factory=list)
    counts: dict[str, Counter] = field(default_factory=lambda: {facet: Counter() for facet in FACETS})
    freed: Counter = field(default_factory=Counter)
    found: int = 0


def band_of(number: int | None, bands: Mapping[str, tuple]) -> str:
    """The key of the band that a number lies in; `UNKNOWN` where there is no number."""
    if number is None:
        return UNKNOWN
    for key, (_label, low, high) in bands.items():
        if (low is None or number >= low) and (high is None or number <= high):
            return key
    return UNKNOWN


def count(rows: Iterable[Row], chosen: Mapping[str, Collection[str]], found: Collection[int] | None = None) -> Counted:
    """Go through the rows once. Of several keys in one facet one is enough; all facets must be met.

    `found` are the rows that hold the words that are searched for, None where nobody searches.
    """
    counted = Counted()
    for row in rows:
        failed = [facet for facet, keys in chosen.items() if keys and row.filed_under(facet).isdisjoint(keys)]
        if found is not None and row.pk not in found:
            failed.append(WORDS)
        else:
            counted.found += 1
        if len(failed) == 1:
            counted.freed[failed[0]] += 1
        if not failed:
            counted.passed.append(row.pk)
        for facet, counter in counted.counts.items():
            if not failed or failed == [facet]:
                counter.update(row.filed_under(facet))
    return counted
