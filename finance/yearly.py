"""What some municipalities pay and gain a year in many collaborations, read from what is frozen: two queries for all.

An average of a case's years, and each of its years alone where that was frozen too; by a chosen key alone what it says
of its own year. What nobody has worked out is None, never 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from finance.in_short import CASE, KEY
from finance.models import BusinessCase, KeyVersion
from finance.results import whole_kroner
from finance.vocabulary import CaseState

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Yearly:
    """Of these municipalities together in one collaboration. `basis` says where it comes from: CASE or KEY.

    `by_year` holds what they pay and gain in each year; it is empty where that is not known.
    """

    basis: str
    first_year: int
    last_year: int
    pays: Decimal | None = None
    gain: Decimal | None = None
    by_year: Mapping[int, tuple[Decimal, Decimal]] = field(default_factory=dict)


def load_yearly(collaborations: Iterable[int], codes: Collection[str]) -> dict[int, Yearly]:
    """By collaboration; one of which nothing is known is left out."""
    ids = list(collaborations)
    by_key = {pk: _of_key(*rest, codes) for pk, *rest in _keys(ids)}
    by_case = {pk: _of_case(*rest, codes) for pk, *rest in _cases(ids)}
    known = {pk: each for pk, each in by_key.items() if each}
    return known | {pk: each for pk, each in by_case.items() if each}


def _keys(ids: list[int]) -> Iterable[tuple]:
    """The newest is the chosen one, and comes last."""
    rows = KeyVersion.objects.filter(key__collaboration__in=ids).order_by("pk")
    return rows.values_list("key__collaboration", "content__year", "content__pays")


def _cases(ids: list[int]) -> Iterable[tuple]:
    rows = BusinessCase.objects.filter(collaboration__in=ids, state=CaseState.APPROVED).order_by()
    content = ("snapshot__years", "snapshot__municipalities", "snapshot__municipality_years")
    return rows.values_list("collaboration", *content)


def _of_key(year: int, pays: Mapping[str, str] | None, codes: Collection[str]) -> Yearly | None:
    found = [Decimal(pays[code]) for code in codes if pays and pays.get(code) is not None]
    return Yearly(KEY, year, year, pays=sum(found, NOTHING)) if found else None


def _of_case(
    years: list[int] | None,
    rows: list[Mapping[str, str]] | None,
    by_year: Mapping[str, Any] | None,
    codes: Collection[str],
) -> Yearly | None:
    own = [each for each in rows or () if each["code"] in codes]
    if not years or not own:
        return None
    pays = sum((Decimal(each["investment"]) + Decimal(each["operation"]) for each in own), NOTHING)
    gain = sum((Decimal(each["gain"]) for each in own), NOTHING)
    count = len(years)
    alone = [by_year[each["code"]] for each in own] if by_year else []
    return Yearly(
        CASE,
        years[0],
        years[-1],
        pays=whole_kroner(pays / count),
        gain=whole_kroner(gain / count),
        by_year={year: (_of_year(alone, "pays", year), _of_year(alone, "gain", year)) for year in years if alone},
    )


def _of_year(alone: Iterable[Mapping[str, Mapping[str, str]]], name: str, year: int) -> Decimal:
    """A year without an amount has none in a case that is worked out: that is 0 and not unknown."""
    return sum((Decimal(each[name].get(str(year), "0")) for each in alone), NOTHING)
