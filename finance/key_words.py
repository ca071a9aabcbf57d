"""A part of a key in words, whether it stands in a row or in a frozen version. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from common.danish import sort_key
from common.formats import join_words, kroner, long_date, number
from finance.parts import Count, Part
from finance.vocabulary import ComponentKind, Weight


@dataclass(frozen=True)
class PartInWords:
    """`what` says how it is worked out, `more` what else holds: bounds, who pays, the note."""

    name: str
    what: str
    more: tuple[str, ...]
    pk: int | None = None


def in_words(part: Part, names: Mapping[str, str], *, pk: int | None = None) -> PartInWords:
    """`names` are the municipalities' by their codes."""
    more = []
    if part.minimum is not None:
        more.append(_("Mindst %(amount)s pr. kommune.") % {"amount": kroner(part.minimum)})
    if part.maximum is not None:
        more.append(_("Højst %(amount)s pr. kommune.") % {"amount": kroner(part.maximum)})
    if part.only is not None:
        more.append(_only(part.only, names))
    if part.population_on is not None:
        more.append(_("Indbyggertallet er altid det fra %(day)s.") % {"day": long_date(part.population_on)})
    if part.note:
        more.append(part.note)
    return PartInWords(part.name, _what(part), tuple(more), pk)


def _only(codes: frozenset[str], names: Mapping[str, str]) -> str:
    """Those of them whose names are known; in a frozen key the names are those of the ones who took part."""
    known = sorted((names[code] for code in codes if code in names), key=sort_key)
    return _("Kun %(names)s betaler.") % {"names": join_words(known)} if known else _("Ingen af deltagerne betaler.")


def _what(part: Part) -> str:
    said = {"amount": kroner(part.amount), "weight": _weight(part), "input": _input(part), "of": _of(part)}
    match part.kind:
        case ComponentKind.SHARED | ComponentKind.PERCENTAGES if part.amount is None and part.part is None:
            return _without_an_amount(part, said)
        case ComponentKind.PERCENTAGES if part.input is None:
            return _("%(of)s deles efter aftalte procenter. Procenterne er ikke oplyst.") % said
        case ComponentKind.AGREED if part.input is None:
            return _("Aftalte beløb. Beløbene er ikke oplyst.")
        case ComponentKind.SHARED:
            return _("%(of)s deles %(weight)s.") % said
        case ComponentKind.PERCENTAGES:
            return _("%(of)s deles efter aftalte procenter: %(input)s.") % said
        case ComponentKind.TARIFF:
            return _tariff(part)
        case ComponentKind.FEE:
            return _("%(amount)s pr. halvår. Den, der kommer med efter 1. juli, betaler ét halvår det år.") % said
        case ComponentKind.START_CAPITAL:
            return _("%(amount)s én gang, når en kommune kommer med.") % said
        case ComponentKind.HOURS if part.amount is None:
            return _("Timer udlignes. Timeprisen er ikke oplyst. Værdien deles %(weight)s.") % said
        case ComponentKind.HOURS:
            return _("Timer til %(amount)s udlignes, så kun forskellen betales. Værdien deles %(weight)s.") % said
        case ComponentKind.AGREED:
            return _("Aftalte beløb: %(input)s.") % said
    return _("Ingen betaling. Opgaver byttes, eller hver betaler sin egen indsats.")


def _without_an_amount(part: Part, said: Mapping[str, str]) -> str:
    if part.kind == ComponentKind.SHARED:
        return _("Beløbet er ikke oplyst. Det deles %(weight)s.") % said
    if part.input is None:
        return _("Beløb og aftalte procenter er ikke oplyst.")
    return _("Beløbet er ikke oplyst. Det deles efter aftalte procenter: %(input)s.") % said


def _of(part: Part) -> str:
    if part.amount is not None:
        return kroner(part.amount)
    return _("%(part)s pct. af beløbet") % {"part": number(_short(part.part or Decimal(0)))}


def _weight(part: Part) -> str:
    if part.weight == Weight.EQUAL:
        return _("i lige dele")
    if part.weight == Weight.POPULATION:
        return _("efter indbyggere")
    return (
        _("efter “%(input)s”") % {"input": _input(part)}
        if part.weight and part.input
        else _("efter noget, der ikke er aftalt")
    )


def _input(part: Part) -> str:
    return part.input.name if part.input else _("ikke oplyst")


def _tariff(part: Part) -> str:
    of = {"amount": kroner(part.amount), "unit": _unit(part)}
    if part.amount is None:
        return _tariff_without_a_price(part, of["unit"])
    if part.step is not None:
        return _("%(amount)s pr. påbegyndt %(step)s %(unit)s.") % (of | {"step": number(_short(part.step))})
    if part.weight == Weight.POPULATION:
        return _("%(amount)s pr. indbygger.") % of
    if part.input is None:
        return _("%(amount)s for hver enhed. Enheden er ikke oplyst.") % of
    return _("%(amount)s for hver enhed: %(unit)s.") % of


def _tariff_without_a_price(part: Part, unit: str) -> str:
    if part.weight == Weight.POPULATION and part.step is None:
        return _("Prisen pr. indbygger er ikke oplyst.")
    if part.weight != Weight.POPULATION and part.input is None:
        return _("Pris og enhed er ikke oplyst.")
    if part.step is not None:
        return _("Prisen pr. påbegyndt %(step)s %(unit)s er ikke oplyst.") % {
            "step": number(_short(part.step)),
            "unit": unit,
        }
    return _("Prisen for hver enhed er ikke oplyst. Enhed: %(unit)s.") % {"unit": unit}


def _unit(part: Part) -> str:
    if part.weight == Weight.POPULATION:
        return _("indbyggere")
    return f"{part.input.name} ({part.input.unit})" if part.input else _("enheder")


def thawed(content: Mapping[str, Any]) -> Part:
    """A part of a frozen key, as it was."""
    numbers = {name: _number(content[name]) for name in ("amount", "part", "step", "minimum", "maximum")}
    only = content["only"]
    return Part(
        kind=content["kind"],
        name=content["name"],
        weight=content["weight"],
        input=thawed_count(content["count"]),
        hours=thawed_count(content["hours"]),
        population_on=dt.date.fromisoformat(content["population_on"]) if content.get("population_on") else None,
        only=frozenset(only) if only is not None else None,
        note=content["note"],
        **numbers,
    )


def thawed_count(content: Mapping[str, Any] | None) -> Count | None:
    if content is None:
        return None
    values = {code: Decimal(value) for code, value in content["values"].items()}
    day = dt.date.fromisoformat(content["date"]) if content["date"] else None
    return Count(content["name"], content["unit"], values, day, content["source"])


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _short(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")
