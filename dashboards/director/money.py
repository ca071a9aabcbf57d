"""What all our collaborations cost and give together, year by year, and what the sums leave out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.charts.pairs import PairsChart
from common.formats import join_words, million_kroner, year_range
from dashboards.director.own import Own
from finance.yearly import Yearly

MOST_YEARS = 8
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Year:
    year: int
    pays: Decimal
    gain: Decimal

    @property
    def net(self) -> Decimal:
        return self.gain - self.pays


@dataclass(frozen=True)
class Money:
    """`left_out` is a sentence about what the sums do not hold; empty when they hold everything."""

    years: list[Year]
    left_out: str

    @property
    def pays(self) -> Decimal:
        return sum((each.pays for each in self.years), NOTHING)

    @property
    def gain(self) -> Decimal:
        return sum((each.gain for each in self.years), NOTHING)

    @property
    def net(self) -> Decimal:
        return self.gain - self.pays

    @property
    def chart(self) -> PairsChart | None:
        if not self.years:
            return None
        span = year_range(self.years[0].year, self.years[-1].year)
        said = {"span": span, "pays": million_kroner(self.pays), "gain": million_kroner(self.gain)}
        return PairsChart(
            key="own-economy",
            title=_("%(span)s: I betaler %(pays)s og får %(gain)s") % said,
            measure=_("Jeres bidrag og gevinst hvert år, faste priser"),
            years=tuple(each.year for each in self.years),
            filled=tuple(each.pays for each in self.years),
            hollow=tuple(each.gain for each in self.years),
            filled_name=_("Bidrag"),
            hollow_name=_("Gevinst"),
        )


def money(own: Iterable[Own], known: Mapping[int, Yearly], today: dt.date) -> Money:
    """From this year on. A collaboration is in no sum of a year of which its amounts are not known, which is said."""
    sums: dict[int, tuple[Decimal, Decimal]] = {}
    without: Counter[tuple[int, ...]] = Counter()  # collaborations, by the years that they are not in; none for all
    for each in own:
        if not each.participants:
            continue
        yearly = known.get(each.collaboration.pk)
        by_year = yearly.by_year if yearly else {}
        told = {year: amounts for year, amounts in by_year.items() if None not in amounts}
        gaps = tuple(year for year in by_year if year not in told and year >= today.year) if told else ()
        without[gaps] += bool(gaps) or not told
        for year, (pays, gain) in told.items():
            before = sums.get(year, (NOTHING, NOTHING))
            sums[year] = before[0] + pays, before[1] + gain
    coming = [year for year in sorted(sums) if year >= today.year][:MOST_YEARS]
    return Money([Year(year, *sums[year]) for year in coming], _left_out(without))


def _left_out(without: Mapping[tuple[int, ...], int]) -> str:
    return " ".join(_without(years, count) for years, count in sorted(without.items()) if count)


def _without(years: tuple[int, ...], count: int) -> str:
    if not years:
        return ngettext(
            "Uden %(count)d samarbejde, hvor tallet ikke er oplyst.",
            "Uden %(count)d samarbejder, hvor tallet ikke er oplyst.",
            count,
        ) % {"count": count}
    return ngettext(
        "I %(years)s uden %(count)d samarbejde, hvor tallet ikke er oplyst.",
        "I %(years)s uden %(count)d samarbejder, hvor tallet ikke er oplyst.",
        count,
    ) % {"count": count, "years": join_words(years)}
