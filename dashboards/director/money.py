"""What all our collaborations cost and give together, year by year, and what the sums leave out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.charts.pairs import PairsChart
from common.formats import million_kroner, year_range
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
    """From this year on. A collaboration whose amounts are not known year by year is in no sum, which is said."""
    sums: dict[int, tuple[Decimal, Decimal]] = {}
    missing = 0
    for each in own:
        if not each.participants:
            continue
        yearly = known.get(each.collaboration.pk)
        by_year = yearly.by_year if yearly else {}
        missing += not by_year
        for year, (pays, gain) in by_year.items():
            before = sums.get(year, (NOTHING, NOTHING))
            sums[year] = before[0] + pays, before[1] + gain
    coming = [year for year in sorted(sums) if year >= today.year][:MOST_YEARS]
    return Money([Year(year, *sums[year]) for year in coming], _left_out(missing))


def _left_out(missing: int) -> str:
    if not missing:
        return ""
    return ngettext(
        "Uden %(count)d samarbejde, hvor tallet ikke er oplyst.",
        "Uden %(count)d samarbejder, hvor tallet ikke er oplyst.",
        missing,
    ) % {"count": missing}
