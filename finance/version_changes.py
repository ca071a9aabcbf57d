"""What differs between two frozen versions of a business case, read from their JSON alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from common.formats import UNKNOWN, kroner, year_range
from finance.results import whole_kroner

Change = tuple[str, str, str]  # what, before, after


def changes_since(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, str]]:
    """What differs between two frozen versions: terms, the four figures, lines, and who is left with something else."""
    pairs = [
        *_terms_of(before, now),
        *_named(before, now, "figures", lambda each: each["label"], lambda each: each["value"]),
        *_changed_lines(before, now),
        *_changed_nets(before, now),
    ]
    return [{"what": what, "before": then, "after": after} for what, then, after in pairs if then != after]


def _terms_of(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    said = (
        (_("År"), _span),
        (_("Priser fra år"), _price_level),
        (_("Fordelingsnøgle"), _key_name),
        (_("Nutidsværdi"), _present_value),
        (_("Det andet scenarie"), _other_scenario),
    )
    return [(what, tell(before), tell(now)) for what, tell in said]


def _span(content: Mapping[str, Any]) -> str:
    years = content.get("years")
    return year_range(years[0], years[-1]) if years else UNKNOWN


def _price_level(content: Mapping[str, Any]) -> str:
    return str(content["price_year"]) if content.get("price_year") else UNKNOWN


def _key_name(content: Mapping[str, Any]) -> str:
    return content["key"]["name"] if content.get("key") else _("Ikke valgt")


def _present_value(content: Mapping[str, Any]) -> str:
    value = content.get("present_value")
    return kroner(whole_kroner(Decimal(value["amount"]))) if value else _("Ikke regnet ud")


def _other_scenario(content: Mapping[str, Any]) -> str:
    """Its name and its net. Versions from before scenarios had names hold none."""
    other = content.get("scenario")
    if not other:
        return _("Ikke med")
    said = {"name": other.get("name") or _("Scenarie 2"), "net": kroner(Decimal(other["net_total"]))}
    return _("%(name)s: netto %(net)s") % said


def _named(before, now, name, label, value) -> list[Change]:
    then = {label(each): value(each) for each in before.get(name, ())}
    return [(label(each), then.get(label(each), UNKNOWN), value(each)) for each in now.get(name, ())]


def _changed_lines(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Lines by kind and name, and which of them where several are called the same. Years where the total is unmoved."""
    then, after = _lines_by_place(before), _lines_by_place(now)
    found = []
    for place in dict.fromkeys([*then, *after]):
        old, new = then.get(place), after.get(place)
        if old and new and old["total"] == new["total"] and old["amounts"] != new["amounts"]:
            moved = [year for year in sorted({*old["amounts"], *new["amounts"]}) if _differs(old, new, year)]
            found.append((place[1], _in_years(old, moved), _in_years(new, moved)))
        else:
            found.append((place[1], _total_of(old), _total_of(new)))
    return found


def _lines_by_place(content: Mapping[str, Any]) -> dict[tuple[str, str, int], Mapping[str, Any]]:
    found: dict[tuple[str, str, int], Mapping[str, Any]] = {}
    for line in content.get("lines", ()):
        same = sum((line["kind"], line["name"]) == place[:2] for place in found)
        found[line["kind"], line["name"], same] = line
    return found


def _differs(old: Mapping[str, Any], new: Mapping[str, Any], year: str) -> bool:
    return old["amounts"].get(year) != new["amounts"].get(year)


def _in_years(line: Mapping[str, Any], years: list[str]) -> str:
    return ", ".join(f"{year}: {kroner(Decimal(line['amounts'].get(year, '0')))}" for year in years)


def _total_of(line: Mapping[str, Any] | None) -> str:
    if line is None:
        return _("Ikke med")
    return kroner(Decimal(line["total"])) if line["total"] is not None else UNKNOWN


def _changed_nets(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    then = {each["name"]: each["net"] for each in before.get("municipalities") or ()}
    after = {each["name"]: each["net"] for each in now.get("municipalities") or ()}
    return [
        (_("%(name)s, netto") % {"name": name}, _net_of(name, then), _net_of(name, after))
        for name in dict.fromkeys([*then, *after])
    ]


def _net_of(name: str, nets: Mapping[str, str | None]) -> str:
    if name not in nets:
        return _("Ikke med")
    return UNKNOWN if nets[name] is None else kroner(Decimal(nets[name]))
