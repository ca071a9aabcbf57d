"""A version of a business case as its page shows it: made of the same JSON as its paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from collaborations.models import Collaboration
from common.charts.columns import ColumnsChart
from finance.appraisal import Kind
from finance.case_freezing import frozen_case
from finance.case_reading import LoadedCase
from finance.charts import case_chart
from finance.models import BusinessCase
from finance.parts import Count
from finance.vocabulary import GainKind, LineKind


@dataclass(frozen=True)
class ShownLine:
    name: str
    cells: list[tuple[int, Decimal | None]]  # by year; None where nobody has written anything
    total: Decimal | None
    source: str = ""
    uncertainty: str = ""


@dataclass(frozen=True)
class ShownGroup:
    """The lines of one kind with their sum, which is not known in a year without any figure, or of all years."""

    label: str
    lines: list[ShownLine]
    sums: list[tuple[int, Decimal | None]]
    total: Decimal | None


@dataclass(frozen=True)
class ShownYear:
    """A year as a row of its own, as there is room for on paper. `sums` are those of the groups, in their order.

    In a year in which no line has a figure nothing is known.
    """

    year: int
    net: Decimal | None
    accumulated: Decimal | None
    running_net: Decimal | None
    sums: list[Decimal | None]


@dataclass(frozen=True)
class ShownCase:
    """`content` is the version's JSON as it is; the rest are its tables with numbers as numbers."""

    case: BusinessCase | None  # none on paper, which is drawn from the JSON alone
    content: Mapping[str, Any]
    years: list[int]
    groups: list[ShownGroup]
    net: list[Decimal | None]  # year by year, as the two that follow
    accumulated: list[Decimal | None]
    running_net: list[Decimal | None]
    municipalities: list[dict[str, Any]]
    sensitivity: list[dict[str, Any]]
    scenarios: list[dict[str, Any]]  # both, where there are two
    key_difference: list[dict[str, Any]]  # the net of each as in the case, in equal parts and by inhabitants
    measures: list[str]  # what the key counts, with day and source
    gains: list[tuple[str, list[Mapping[str, str]]]]

    @property
    def has_figures(self) -> bool:
        return bool(self.years)

    @property
    def by_year(self) -> list[ShownYear]:
        running = self.running_net or [None] * len(self.years)
        rows = zip(self.years, self.net, self.accumulated, running, strict=True)
        return [ShownYear(*row, [group.sums[index][1] for group in self.groups]) for index, row in enumerate(rows)]

    @property
    def chart(self) -> ColumnsChart | None:
        return case_chart(self.content)


def shown_case(case: BusinessCase, loaded: LoadedCase | None = None) -> ShownCase:
    """An approved version as it was frozen; a draft (with `loaded`) as it is now."""
    return shown_content(case.snapshot if case.snapshot is not None else frozen_case(loaded), case)


def shown_content(content: Mapping[str, Any], case: BusinessCase | None = None) -> ShownCase:
    """The JSON of a version with its tables as numbers."""
    years = content["years"]
    return ShownCase(
        case=case,
        content=content,
        years=years,
        groups=[_group(kind, content) for kind in Kind] if years else [],
        net=_row("net", content),
        accumulated=_row("accumulated", content),
        running_net=_row("running_net", content) if content.get("running_net") else [],
        municipalities=[_told(_with_pays(_numbers(each)), content) for each in content.get("municipalities") or ()],
        sensitivity=[_numbers(each) for each in content.get("sensitivity", ())],
        scenarios=[_numbers(each) for each in content.get("scenarios") or ()],
        key_difference=_beside_own(content),
        measures=[_measure(each) for each in (content.get("key") or {}).get("measures", ())],
        gains=_gains(content["gains"]),
    )


def own_rows(
    shown: ShownCase | None, collaboration: Collaboration, municipality_ids: Collection[int]
) -> list[dict[str, Any]]:
    """What the case says of the municipalities that the reader belongs to."""
    if shown is None or not shown.municipalities or not municipality_ids:
        return []
    here = collaboration.participations.filter(municipality__in=municipality_ids)
    codes = set(here.values_list("municipality__code", flat=True))
    return [each for each in shown.municipalities if each["code"] in codes]


def _group(kind: Kind, content: Mapping[str, Any]) -> ShownGroup:
    is_told, years = kind.value not in content.get("untold", ()), content["years"]
    sums = _row(kind.value, {**content, **content["by_kind"]}) if is_told else [None] * len(years)
    lines = [
        ShownLine(
            name=line["name"],
            cells=[(year, _number(line["amounts"].get(str(year)))) for year in years],
            total=_number(line["total"]),
            source=line["source"],
            uncertainty=line["uncertainty_label"],
        )
        for line in content["lines"]
        if line["kind"] == kind.value
    ]
    total = sum((each for each in sums if each is not None), Decimal(0)) if is_told else None
    return ShownGroup(str(LineKind(kind.value).label), lines, list(zip(years, sums, strict=True)), total)


def _row(name: str, content: Mapping[str, Any]) -> list[Decimal | None]:
    by_year, empty = content.get(name) or {}, content.get("empty_years", ())
    return [None if year in empty else Decimal(by_year.get(str(year), "0")) for year in content["years"]]


def _numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    amounts = ("investment", "operation", "gain", "net", "net_total", "population", "equal")
    return {name: Decimal(value) if name in amounts and value is not None else value for name, value in row.items()}


def _beside_own(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What each is left with as the case shares, and what the two simplest keys give more or less than that.

    Empty where the case is shared among nobody: then there is nothing to hold them against.
    """
    own = {each["code"]: Decimal(each["net"]) for each in content.get("municipalities") or () if each["net"]}
    rows = [_numbers(each) for each in (content.get("key_difference") or {}).get("rows", ()) if each["code"] in own]
    return [
        {**each, "own": net, "equal_difference": each["equal"] - net, "population_difference": each["population"] - net}
        for each in rows
        for net in (own[each["code"]],)
    ]


def _with_pays(row: dict[str, Any]) -> dict[str, Any]:
    """Together what is paid; not known where one of the two is not."""
    paid = [row["investment"], row["operation"]]
    return {**row, "pays": None if None in paid else sum(paid)}


def _told(row: dict[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Without the amounts of a kind of which nobody has written a figure."""
    return {**row, **dict.fromkeys(content.get("untold", ()))}


def _measure(measure: Mapping[str, Any]) -> str:
    """`Indbyggertal 1. januar 2026, Danmarks Statistik`."""
    day = dt.date.fromisoformat(measure["date"]) if measure["date"] else None
    return Count(measure["name"], measure["unit"], {}, day, measure["source"]).label


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _gains(gains: list[Mapping[str, str]]) -> list[tuple[str, list[Mapping[str, str]]]]:
    """In the order of their kinds, those of one kind together."""
    grouped = [(str(kind.label), [each for each in gains if each["kind"] == kind.value]) for kind in GainKind]
    return [(label, found) for label, found in grouped if found]
