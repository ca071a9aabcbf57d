"""Cases that are like another, and why. Pure: works on the rows that the filters are counted from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.facets import UNKNOWN, Row

MOST = 3
# How much it says that two cases share this. Ours: what a reader asks for first weighs most. That two are of the same
# size says something only beside something else.
WEIGHTS = {"formaal": 3, "emne": 3, "organisering": 2, "parter": 1}
ALONE_TOO_LITTLE = {"parter"}


@dataclass(frozen=True)
class Related:
    pk: int
    shared: tuple[str, ...]  # names of facets

    @property
    def why(self) -> str:
        """`Samme form og samme formål`."""
        words = {
            "formaal": _("samme formål"),
            "emne": _("samme fagområde"),
            "organisering": _("samme form"),
            "parter": _("lignende størrelse"),
        }
        said = [words[facet] for facet in self.shared]
        text = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {_('og')} {said[-1]}"
        return text[0].upper() + text[1:]


def related(to: Row, rows: Iterable[Row], most: int = MOST) -> list[Related]:
    """The cases that share most with this one, most first; among equals those that come first in `rows`."""
    scored = []
    for row in rows:
        shared = tuple(facet for facet in WEIGHTS if _share(to, row, facet))
        if row.pk != to.pk and set(shared) - ALONE_TOO_LITTLE:
            scored.append((sum(WEIGHTS[facet] for facet in shared), Related(row.pk, shared)))
    scored.sort(key=lambda each: -each[0])
    return [found for _score, found in scored[:most]]


def _share(one: Row, other: Row, facet: str) -> bool:
    """What neither says is nothing that they share."""
    return bool((one.filed_under(facet) & other.filed_under(facet)) - {UNKNOWN})
