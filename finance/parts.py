"""The parts of a key as they are written down, and what they come to for an amount, some payers and a year. Pure.

A part says what it is about in the words of the rows; here it becomes a component of `finance.keys`. What nobody has
written, and what can not be shared, makes the part's row one without amounts that says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.formats import kroner, long_date, number
from finance.allocation import allocate
from finance.keys import (
    HUNDRED,
    About,
    Agreed,
    Component,
    Fee,
    Hours,
    Measure,
    Outcome,
    Payer,
    Percentages,
    Row,
    Shared,
    StartCapital,
    Tariff,
    Unknown,
    Unpaid,
    work_out,
)
from finance.vocabulary import ComponentKind, Weight

KRONE = Decimal(1)
SHARES_A_TOTAL = (ComponentKind.SHARED, ComponentKind.PERCENTAGES)


@dataclass(frozen=True)
class Count:
    """Something that is counted in each municipality: by code, with the day and the source.

    `only_that_day`: it was asked for on that day, and a figure of another day is not it.
    """

    name: str
    unit: str
    values: Mapping[str, Decimal]
    date: dt.date | None = None
    source: str = ""
    only_that_day: bool = False

    @property
    def label(self) -> str:
        """`Indbyggertal 1. januar 2026, Danmarks Statistik`."""
        day = long_date(self.date) if self.date else _("uden dato")
        return f"{self.name} {day}, {self.source or _('kilde ikke oplyst')}"

    def as_measure(self, step: Decimal | None = None) -> Measure:
        """Where a figure is missing, the day is named that it is missing for."""
        name = f"{self.name} {long_date(self.date)}" if self.only_that_day else self.name
        return Measure(name, self.unit, self.values, self.date, self.source, step)


@dataclass(frozen=True)
class Figure:
    """A municipality's inhabitants on a day."""

    value: Decimal
    source: str


@dataclass(frozen=True)
class Ground:
    """What all keys of a collaboration stand on: inhabitants by code and day, and members that nobody has named."""

    people: Mapping[str, Mapping[dt.date, Figure]] = field(default_factory=dict)
    unnamed: int = 0

    def population(self, codes: Iterable[str], on: dt.date | None = None) -> Count:
        """On that day exactly; otherwise on the newest day that is known for all of these, or for any of them."""
        held = {code: self.people.get(code, {}) for code in codes}
        day = on or _newest(held)
        figures = {code: each[day] for code, each in held.items() if day in each}
        sources = sorted({each.source for each in figures.values()})
        values = {code: each.value for code, each in figures.items()}
        return Count(_("Indbyggertal"), _("indbyggere"), values, day, "; ".join(sources), on is not None)

    @property
    def nobody_knows(self) -> str:
        return ngettext(
            "%(count)d deltager, der ikke er kendt ved navn",
            "%(count)d deltagere, der ikke er kendt ved navn",
            self.unnamed,
        ) % {"count": self.unnamed}


def _newest(held: Mapping[str, Mapping[dt.date, Figure]]) -> dt.date | None:
    days = [set(each) for each in held.values()]
    common = set.intersection(*days) if days else set()
    return max(common or set().union(*days), default=None)


@dataclass(frozen=True)
class Part:
    """A part of a key, as `KeyComponent` describes it. What is None is not known."""

    kind: str
    name: str
    amount: Decimal | None = None
    part: Decimal | None = None
    weight: str = ""
    input: Count | None = None
    hours: Count | None = None
    population_on: dt.date | None = None
    step: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    only: frozenset[str] | None = None
    note: str = ""

    @property
    def shares_a_part(self) -> bool:
        """Of the amount that the key is asked to share."""
        return self.kind in SHARES_A_TOTAL and self.amount is None and self.part is not None

    def count(self, codes: Iterable[str], ground: Ground) -> Count | None:
        """What it is shared or priced by, or what was agreed; None for equal parts and where nothing is chosen."""
        if self.kind in (ComponentKind.PERCENTAGES, ComponentKind.AGREED):
            return self.input
        if self.weight == Weight.POPULATION:
            return ground.population([code for code in codes if self.pays(code)], self.population_on)
        return self.input if self.weight == Weight.INPUT else None

    def pays(self, code: str) -> bool:
        return self.only is None or code in self.only


def shares_any_amount(parts: Sequence[Part]) -> bool:
    """Parts in per cent that make a hundred, without bounds in kroner: any amount can be shared by them."""
    sharing = [each for each in parts if each.kind != ComponentKind.NOTHING]
    whole = sum((each.part or Decimal(0) for each in sharing), Decimal(0))
    unbound = all(each.shares_a_part and each.minimum is None and each.maximum is None for each in sharing)
    return unbound and whole == HUNDRED


def merged(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Each thing once: parts that only some pay count the same thing in other municipalities."""
    found: dict[str, Count] = {}
    for each in counts:
        held = found.get(each.label)
        found[each.label] = replace(held, values={**held.values, **each.values}) if held else each
    return tuple(found.values())


def counts_of(parts: Sequence[Part], codes: Sequence[str], ground: Ground) -> tuple[Count, ...]:
    """Everything that is counted, each once, in the order of the parts."""
    found = [count for each in parts for count in (each.count(codes, ground), each.hours) if count is not None]
    return merged(found)


def components_of(
    parts: Sequence[Part],
    amount: Decimal | None,
    payers: Sequence[Payer],
    ground: Ground,
    *,
    quantum: Decimal = KRONE,
) -> tuple[Component, ...]:
    """The parts as components, with the amount divided between those that share a part of it."""
    given = _divided(parts, amount, quantum)
    codes = [each.code for each in payers]
    return tuple(_component(each, total, codes, ground, quantum) for each, total in zip(parts, given, strict=True))


def outcome_of(
    parts: Sequence[Part],
    amount: Decimal | None,
    payers: Sequence[Payer],
    year: int,
    ground: Ground,
    *,
    quantum: Decimal = KRONE,
) -> Outcome:
    """What each pays of each part. Members whom nobody has named leave every key open."""
    wrong = _parts_that_make_no_whole(parts)
    components = components_of(parts, amount, payers, ground, quantum=quantum)
    rows = [_row(part.name, each, payers, year) for part, each in zip(parts, components, strict=True)]
    if wrong and amount is not None:
        rows = [
            _without_a_whole(row, part, payers, year, ground, wrong) if part.shares_a_part else row
            for row, part in zip(rows, parts, strict=True)
        ]
    if wrong:
        rows.append(Row(_("Delene"), None, {"": wrong}, About.COMPONENTS))
    if not parts:
        rows.append(Row(_("Delene"), None, {"": _("Nøglens dele")}, About.COMPONENTS))
    if ground.unnamed:
        rows.append(Row(_("Deltagere"), None, {"": ground.nobody_knows}, About.PAYERS))
    return Outcome(tuple(rows))


def reasons(missing: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> list[str]:
    """Why there is no total, a sentence for each thing: `Årsværk mangler for Odder og Samsø.`"""
    by_thing: dict[str, list[str]] = {}
    for code, things in missing.items():
        for thing in things:
            by_thing.setdefault(thing, []).extend([names.get(code, code)] if code else [])
    return [_reason(thing, places) for thing, places in by_thing.items()]


def _reason(thing: str, places: Sequence[str]) -> str:
    if thing.endswith("."):
        return thing
    thing = f"{thing}," if ", d" in thing else thing  # a clause that has begun is ended
    if not places:
        return _("%(thing)s mangler.") % {"thing": thing}
    shown = ", ".join(places[:-1]) + _(" og ") + places[-1] if len(places) > 1 else places[0]
    return _("%(thing)s mangler for %(places)s.") % {"thing": thing, "places": shown}


def percent_sentence(whole: Decimal, what: str) -> str:
    """`Procenterne giver 98,5 pct. De skal give 100 pct. Der mangler 1,5 procentpoint.`"""
    lacks = HUNDRED - whole
    said = {"what": what, "whole": number(_short(whole)), "lacks": number(_short(abs(lacks)))}
    if lacks > 0:
        return _("%(what)s giver %(whole)s pct. De skal give 100 pct. Der mangler %(lacks)s procentpoint.") % said
    return _("%(what)s giver %(whole)s pct. De skal give 100 pct. Der er %(lacks)s procentpoint for meget.") % said


def _short(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")


def _divided(parts: Sequence[Part], amount: Decimal | None, quantum: Decimal) -> list[Decimal | None]:
    """Of the asked amount for each part: by largest remainder, so that the parts make all of it. None without one."""
    asked = {f"{place:03d}": each.part for place, each in enumerate(parts) if each.shares_a_part}
    whole = sum(asked.values(), Decimal(0))
    if amount is None or whole != HUNDRED:
        return [None] * len(parts)
    shares = allocate(amount, asked, quantum=quantum)
    return [shares.get(f"{place:03d}") for place in range(len(parts))]


def _parts_that_make_no_whole(parts: Sequence[Part]) -> str:
    sharing = [each.part for each in parts if each.shares_a_part]
    whole = sum(sharing, Decimal(0))
    return percent_sentence(whole, _("Delene")) if sharing and whole != HUNDRED else ""


def _without_a_whole(row: Row, part: Part, payers: Sequence[Payer], year: int, ground: Ground, wrong: str) -> Row:
    """A part of an amount that the parts do not make a whole of: what it lacks besides, and else that alone.

    The amount itself is written, so it is not what is missing.
    """
    [component] = components_of([replace(part, part=HUNDRED)], HUNDRED, payers, ground)
    return replace(row, amounts=None, missing=_row(part.name, component, payers, year).missing or {"": wrong})


def _row(name: str, component: Component, payers: Sequence[Payer], year: int) -> Row:
    """One part as it came out. What can not be shared is said and leaves the key open."""
    if component.only is not None and not any(each.code in component.only for each in payers):
        return Row(name, None, {"": _("Ingen af dem, der skal betale “%(name)s”, deltager.") % {"name": name}})
    try:
        return replace(work_out([component], payers, year).rows[0], name=name)
    except ValueError:
        return Row(name, None, {"": _why_not(name, component, payers)})


def _why_not(name: str, component: Component, payers: Sequence[Payer]) -> str:
    if isinstance(component, Percentages):
        paying = [each.code for each in payers if component.only is None or each.code in component.only]
        whole = sum((component.percent.get(code) or Decimal(0) for code in paying), Decimal(0))
        return percent_sentence(whole, _("Procenterne"))
    bound = getattr(component, "minimum", None) is not None or getattr(component, "maximum", None) is not None
    if bound:
        return _out_of_bounds(name, component, payers)
    return _("“%(name)s” kan ikke deles, for alle tæller 0.") % {"name": name}


def _out_of_bounds(name: str, component: Shared, payers: Sequence[Payer]) -> str:
    """By how much the bounds are too wide or too narrow for what is shared."""
    count = sum(component.only is None or each.code in component.only for each in payers)
    said = {"name": name, "count": count, "total": kroner(component.total)}
    if component.minimum is not None and component.minimum * count > component.total:
        said |= {"least": kroner(component.minimum), "sum": kroner(component.minimum * count)}
        text = _(
            "“%(name)s” kan ikke deles: %(count)d gange mindst %(least)s er %(sum)s, og der er kun %(total)s at dele"
        )
        return f"{text % said}."
    if component.maximum is not None and component.maximum * count < component.total:
        said |= {"most": kroner(component.maximum), "sum": kroner(component.maximum * count)}
        text = _(
            "“%(name)s” kan ikke deles: %(count)d gange højst %(most)s er kun %(sum)s af de %(total)s, der skal deles"
        )
        return f"{text % said}."
    return _("“%(name)s” kan ikke deles inden for det mindste og det største beløb.") % said


def _component(part: Part, share: Decimal | None, codes: Sequence[str], ground: Ground, quantum: Decimal) -> Component:
    amount = share if part.shares_a_part else part.amount
    count, common = part.count(codes, ground), {"only": part.only, "quantum": quantum}
    bounds = {"minimum": part.minimum, "maximum": part.maximum}
    if lacks := lacking(part, amount, count):
        return Unknown(part.name, lacks[0], part.only)
    match part.kind:
        case ComponentKind.SHARED:
            return Shared(part.name, amount, count.as_measure(part.step) if count else None, **bounds, **common)
        case ComponentKind.PERCENTAGES:
            return Percentages(count.name, amount, count.values, **common)
        case ComponentKind.TARIFF:
            return Tariff(part.name, amount, count.as_measure(part.step), **bounds, **common)
        case ComponentKind.FEE:
            return Fee(part.name, amount, **common)
        case ComponentKind.START_CAPITAL:
            return StartCapital(part.name, amount, **common)
        case ComponentKind.HOURS:
            equal = Measure(part.name, "", dict.fromkeys(codes, Decimal(1)))
            return Hours(part.name, amount, part.hours.as_measure(), count.as_measure() if count else equal, **common)
        case ComponentKind.AGREED:
            return Agreed(count.name, count.values, **common)
    return Unpaid(part.name, part.only)


def lacking(part: Part, amount: Decimal | None, count: Count | None) -> list[str]:
    """What must be written in the part itself before anything can be worked out, in the order of its fields."""
    of, found = {"name": part.name}, []
    if part.kind == ComponentKind.NOTHING:
        return found
    if part.kind != ComponentKind.AGREED and amount is None:
        found.append(_missing_amount(part) % of)
    if part.kind == ComponentKind.HOURS and part.hours is None:
        found.append(_("Opgørelsen af timer i “%(name)s”") % of)
    needs = part.kind in (ComponentKind.PERCENTAGES, ComponentKind.AGREED, ComponentKind.TARIFF)
    if count is None and (needs or part.weight != Weight.EQUAL) and part.kind in COUNTS:
        text = _("Det, “%(name)s” deles efter,") if part.kind in BY_WEIGHT else _("Opgørelsen i “%(name)s”")
        found.append(text % of)
    return found


def _missing_amount(part: Part) -> str:
    if part.shares_a_part:
        return _("Beløbet, der skal deles")
    texts = {ComponentKind.TARIFF: _("Prisen i “%(name)s”"), ComponentKind.HOURS: _("Timeprisen i “%(name)s”")}
    return texts.get(part.kind, _("Beløbet i “%(name)s”"))


BY_WEIGHT = (ComponentKind.SHARED, ComponentKind.TARIFF, ComponentKind.HOURS)
COUNTS = (*BY_WEIGHT, ComponentKind.PERCENTAGES, ComponentKind.AGREED)
