"""Keys side by side: what each municipality pays with up to three of them, and what if one joins or leaves.

Reads, never writes. All amounts are the whole kroner that `LoadedKey.outcome` gives, so that what is shown adds up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from common.formats import NBSP, counted, join_words, kroner, million_kroner, number
from common.formats import signed_kroner as signed
from finance.keys import Amounts
from finance.parts import Count, merged
from finance.reading import LoadedKey, Party, why_not

TRIAL = Decimal(1_000_000)  # to find what a key lacks before anybody has said what is shared


@dataclass(frozen=True)
class Choice:
    """A key that can be chosen. With `reasons` it can not be worked out, and why."""

    key: LoadedKey
    is_chosen: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """What one municipality pays with one key. `change` is how much more or less that is than it pays today."""

    name: str  # of the key, for who reads the cell alone
    amount: Decimal
    per_head: str
    difference: str | None
    change: str
    is_new: bool


@dataclass(frozen=True)
class Line:
    party: Party
    is_own: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """One of the compared keys. `total` is what everybody pays together, `difference` how that differs."""

    key: LoadedKey
    total: Decimal
    difference: str
    is_reference: bool


@dataclass(frozen=True)
class Comparison:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    sentence: str
    rest: str
    counts: tuple[Count, ...]
    other_totals: tuple[str, ...]  # keys that share another amount than the one that was asked about


def choices(keys: Sequence[LoadedKey], chosen: Collection[str], amount: Decimal | None, payers, year) -> list[Choice]:
    """Every key, and what it lacks. That nobody has written an amount yet keeps no key from being chosen."""
    found = []
    for key in keys:
        outcome = key.outcome(amount or TRIAL, payers, year)
        lacks = () if outcome.is_complete else tuple(why_not(outcome, payers))
        found.append(Choice(key, key.slug in chosen, lacks))
    return found


def compare(
    keys: Sequence[LoadedKey],
    amount: Decimal | None,
    payers: Sequence[Party],
    year: int,
    *,
    today: Sequence[Party],
    own: Collection[int],
    reference: str = "",
) -> Comparison | None:
    """These keys for these payers, own municipalities first. None where nothing can be worked out.

    Differences are from the key with the slug `reference`, or from the first. `today` are those who take part.
    """
    worked = [(key, key.outcome(amount, payers, year).totals) for key in keys]
    worked = [(key, totals) for key, totals in worked if totals]
    if not worked:
        return None
    first = next((place for place, (key, _totals) in enumerate(worked) if key.slug == reference), 0)
    before = _before(worked, amount, payers, year, today)
    population = worked[0][0].ground.population([each.code for each in payers])
    in_order = sorted(payers, key=lambda each: each.municipality_id not in own)
    lines = tuple(
        Line(each, each.municipality_id in own, _cells(each.code, worked, first, population.values, before))
        for each in in_order
    )
    sums = [sum(totals.values(), Decimal(0)) for _key, totals in worked]
    columns = tuple(
        Column(key, sums[place], signed(sums[place] - sums[first]), place == first)
        for place, (key, _totals) in enumerate(worked)
    )
    others = tuple(each.key.name for each in columns if amount is not None and each.total != amount)
    measures = [count for key, _totals in worked for count in key.measures_for(payers)]
    counts = merged([*measures, *([population] if population.values else [])])
    unsaid = [key.name for key in keys if key not in [each for each, _totals in worked]]
    found = Comparison(columns, lines, "", "", counts, others)
    return replace(found, sentence=_sentence(found), rest=_rest(amount, len(payers), year, unsaid))


def with_changes(today: Sequence[Party], joins: Party | None, leaves: str) -> list[Party]:
    """Who pays if one joins and one leaves, in Danish order as far as they were."""
    staying = [each for each in today if each.code != leaves]
    return [*staying, joins] if joins else staying


def joining(code: str, name: str, municipality_id: int, year: int) -> Party:
    """Somebody who joins at the beginning of that year."""
    return Party(code, name, municipality_id, dt.date(year, 1, 1))


def _before(worked, amount, payers, year, today) -> list[Amounts | None]:
    """What everybody pays with today's municipalities; nothing to compare with where those are the ones asked about."""
    if {each.code for each in payers} == {each.code for each in today}:
        return [None] * len(worked)
    return [key.outcome(amount, today, year).totals for key, _totals in worked]


def _cells(code: str, worked, first: int, people: Mapping[str, Decimal], before) -> tuple[Cell, ...]:
    reference = worked[first][1][code]
    return tuple(
        Cell(
            name=key.name,
            amount=totals[code],
            per_head=_per_head(totals[code], people.get(code)),
            difference=None if place == first else signed(totals[code] - reference),
            change=_change(code, totals, before[place]),
            is_new=before[place] is not None and code not in before[place],
        )
        for place, (key, totals) in enumerate(worked)
    )


def _per_head(amount: Decimal, people: Decimal | None) -> str:
    return f"{number(amount / people, 2)}{NBSP}kr." if people else ""


def _change(code: str, totals: Amounts, before: Amounts | None) -> str:
    return signed(totals[code] - before[code]) if before and code in before else ""


def _sentence(found: Comparison) -> str:
    """What the own municipality pays with each key; for who has none, how much the keys differ."""
    own = [line for line in found.lines if line.is_own]
    if own:
        return " ".join(_own_sentence(line, found.columns) for line in own[:2])
    return " ".join(_column_sentence(place, found) for place in range(len(found.columns)))


def _own_sentence(line: Line, columns: Sequence[Column]) -> str:
    paid = [
        _("%(amount)s med “%(key)s”") % {"amount": kroner(cell.amount), "key": column.key.name}
        for cell, column in zip(line.cells, columns, strict=True)
    ]
    return _("%(name)s betaler %(paid)s.") % {"name": line.party.name, "paid": join_words(paid)}


def _column_sentence(place: int, found: Comparison) -> str:
    lines = sorted(found.lines, key=lambda line: line.cells[place].amount)
    least, most = lines[0], lines[-1]
    said = {
        "key": found.columns[place].key.name,
        "least": kroner(least.cells[place].amount),
        "most": kroner(most.cells[place].amount),
        "who": most.party.name,
        "other": least.party.name,
    }
    if most.cells[place].amount - least.cells[place].amount <= 1:  # a krone that was left after rounding
        return _("Med “%(key)s” betaler alle lige meget: omtrent %(most)s hver.") % said
    return _("Med “%(key)s” betaler %(other)s mindst (%(least)s) og %(who)s mest (%(most)s).") % said


def _rest(amount: Decimal | None, count: int, year: int, unsaid: Sequence[str]) -> str:
    """What is shared; without an amount, the chosen keys that can not be shown for the lack of one."""
    if amount is None:
        names = join_words(f"“{name}”" for name in unsaid)
        return _("Skriv et beløb, hvis du også vil se %(names)s.") % {"names": names} if unsaid else ""
    shared_by = counted(count, _("kommune"), _("kommuner"))
    return _("%(amount)s deles mellem %(municipalities)s i %(year)d.") % {
        "year": year,
        "amount": million_kroner(amount),
        "municipalities": shared_by,
    }
