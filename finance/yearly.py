"""What some municipalities pay and gain a year in many collaborations, read from what is frozen: two queries for all.

An average of the years of a case in which there is a figure, and each of its years alone where that was frozen too; by
a chosen key alone what it says of its own year. What nobody has written or worked out is None, never 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from common.formats import join_words, year_range
from finance.appraisal import Kind
from finance.in_short import CASE, KEY
from finance.models import BusinessCase, KeyVersion
from finance.results import whole_kroner
from finance.vocabulary import CaseState

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Yearly:
    """Of these municipalities together in one collaboration. `basis` says where it comes from: CASE or KEY.

    `by_year` holds what they pay and gain in each year, with None for what nobody has written of that year; a year of
    which only the average is known is not in it. `told` are the years that the average is of.
    """

    basis: str
    first_year: int
    last_year: int
    pays: Decimal | None = None
    gain: Decimal | None = None
    by_year: Mapping[int, tuple[Decimal | None, Decimal | None]] = field(default_factory=dict)
    told: tuple[int, ...] = ()

    @property
    def told_label(self) -> str:
        """`2026–2029`, or one by one where there is none of a year between."""
        is_whole = len(self.told) == self.told[-1] - self.told[0] + 1
        return year_range(self.told[0], self.told[-1]) if is_whole else join_words(self.told)


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
    names = ("years", "empty_years", "untold", "municipalities", "municipality_years")
    content = [f"snapshot__{name}" for name in names]
    return rows.values_list("collaboration", *content)


def _of_key(year: int, pays: Mapping[str, str] | None, codes: Collection[str]) -> Yearly | None:
    found = [Decimal(pays[code]) for code in codes if pays and pays.get(code) is not None]
    return Yearly(KEY, year, year, pays=sum(found, NOTHING), told=(year,)) if found else None


def _of_case(
    years: list[int] | None,
    empty: list[int] | None,
    untold: list[str] | None,
    rows: list[Mapping[str, str]] | None,
    by_year: Mapping[str, Any] | None,
    codes: Collection[str],
) -> Yearly | None:
    own = [each for each in rows or () if each["code"] in codes]
    told = tuple(year for year in years or () if year not in (empty or ()))
    if not told or not own:
        return None
    alone = [by_year[each["code"]] for each in own] if by_year else []
    is_gain_told = Kind.GAIN.value not in (untold or ())
    known = {
        year: (_of_year(alone, "pays", year), _of_year(alone, "gain", year) if is_gain_told else None)
        for year in told
        if alone
    }
    return Yearly(
        CASE,
        years[0],
        years[-1],
        pays=_average(own, ("investment", "operation"), len(told)),
        gain=_average(own, ("gain",), len(told)) if is_gain_told else None,
        by_year={**known, **{year: (None, None) for year in years if year not in told}},
        told=told,
    )


def _average(own: Iterable[Mapping[str, str | None]], names: Collection[str], count: int) -> Decimal | None:
    """Of so many years, in whole kroner; None where one of them has not told all."""
    amounts = [each[name] for each in own for name in names]
    return None if None in amounts else whole_kroner(sum(map(Decimal, amounts), NOTHING) / count)


def _of_year(alone: Collection[Mapping[str, Mapping[str, str] | None]], name: str, year: int) -> Decimal | None:
    """A year in which others have a figure and this has none: that is 0 in a case that is worked out."""
    if any(each[name] is None for each in alone):
        return None
    return sum((Decimal(each[name].get(str(year), "0")) for each in alone), NOTHING)
