"""What another set of lines would change in a business case: line by line, before and after. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import NBSP, NONE, UNKNOWN, kroner, number
from finance.lines import KRONER, TOGETHER, Cells, LineData
from finance.sheets import Table
from finance.vocabulary import LineKind, Uncertainty, Unit


@dataclass(frozen=True)
class Change:
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class LineChange:
    """A line that is new, goes, or is changed in some of what it says."""

    name: str
    kind: str
    scenario: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Changes:
    """`lines` are those to save: what is unchanged exactly as it was, in the draft's order, the new ones last."""

    lines: tuple[LineData, ...]
    removed: tuple[int, ...]
    new: tuple[LineChange, ...]
    changed: tuple[LineChange, ...]
    gone: tuple[LineChange, ...]
    unchanged: int

    @property
    def count(self) -> int:
        return len(self.new) + len(self.changed) + len(self.gone)

    @property
    def each(self) -> tuple[LineChange, ...]:
        return (*self.changed, *self.new, *self.gone)


def compare(table: Table, read: Sequence[LineData]) -> Changes:
    """From the lines that are there to those that were read, which bring the `pk` of the line that they are about."""
    held, names, years = table.lines, table.names, table.years
    by_pk = {line.pk: line for line in read if line.pk is not None}
    kept = [(line, by_pk[line.pk]) for line in held if line.pk in by_pk]
    found = [(old, new, tuple(_differences(old, new, names))) for old, new in kept]
    added = [line for line in read if line.pk is None]
    gone = [line for line in held if line.pk not in by_pk]
    return Changes(
        lines=(*(new if changes else old for old, new, changes in found), *added),
        removed=tuple(line.pk for line in gone),
        new=tuple(_whole(line, Change(_("Ny linje"), _("Ikke med"), _total(line, years))) for line in added),
        changed=tuple(_whole(new, *changes) for _old, new, changes in found if changes),
        gone=tuple(_whole(line, Change(_("Slettes"), _total(line, years), _("Ikke med"))) for line in gone),
        unchanged=sum(1 for _old, _new, changes in found if not changes),
    )


def _whole(line: LineData, *changes: Change) -> LineChange:
    return LineChange(line.name, str(LineKind(line.kind.value).label), line.scenario, changes)


def _differences(old: LineData, new: LineData, names: Mapping[str, str]) -> Iterator[Change]:
    for what, said in WORDS:
        before, after = said(old), said(new)
        if before != after:
            yield Change(str(what), before, after)
    for estimate, before, after in (
        ("", old.amounts, new.amounts),
        (_(", lavt"), old.low, new.low),
        (_(", højt"), old.high, new.high),
    ):
        for code, year in sorted({*_places(before), *_places(after)}):
            was, now = (cells.get(code, {}).get(year) for cells in (before, after))
            if was != now:
                place = f"{names.get(code, code)}, {year}" if code != TOGETHER else str(year)
                yield Change(f"{place}{estimate}", _figure(was, old.unit), _figure(now, new.unit))


def _places(cells: Cells) -> Iterator[tuple[str, int]]:
    """Where something is entered."""
    return ((code, year) for code, by_year in cells.items() for year, figure in by_year.items() if figure is not None)


def _figure(figure: Decimal | None, unit: str) -> str:
    if figure is None:
        return _("Tom")
    return kroner(figure) if unit == KRONER else f"{number(figure.normalize() + 0)}{NBSP}{Unit(unit).label}"


def _total(line: LineData, years: Collection[int]) -> str:
    """What the line comes to in kroner, all years and municipalities together."""
    if not any(year in years for _code, year in _places(line.amounts)):
        return _("Uden tal") if line.is_empty else _("Kun tal uden for casens år")
    if line.lacks_rate or line.disordered:
        return UNKNOWN
    cells = [each for by_year in line.kroner().values() for each in by_year.items()]
    return kroner(sum((amount for year, amount in cells if year in years), Decimal(0)))


def _rate(line: LineData) -> str:
    return kroner(line.rate) if line.rate is not None else NONE


WORDS: tuple[tuple[Any, Callable[[LineData], str]], ...] = (
    (gettext_lazy("Linje"), lambda line: line.name),
    (gettext_lazy("Slags"), lambda line: str(LineKind(line.kind.value).label)),
    (gettext_lazy("Scenarie"), lambda line: str(line.scenario)),
    (gettext_lazy("Enhed"), lambda line: str(Unit(line.unit).label)),
    (gettext_lazy("Kr. pr. årsværk"), _rate),
    (gettext_lazy("Kilde eller forudsætning"), lambda line: line.source or NONE),
    (
        gettext_lazy("Usikkerhed"),
        lambda line: str(Uncertainty(line.uncertainty).label) if line.uncertainty else _("Ikke vurderet"),
    ),
)
