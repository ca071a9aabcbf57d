"""A case for the catalogue, begun from what a collaboration's snapshot says. Pure: a snapshot in, a document out.

No name of a person goes along: only what the collaboration is, who takes part, when it came, what it costs and gave.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cases.document import (
    CaseDocument,
    Event,
    Figure,
    Financing,
    Gain,
    KeyUse,
    PartyCount,
    Population,
    Source,
)
from cases.vocabulary import FigureRole, KeyType, Organisation
from collaborations.models import ParticipationState
from common.formats import million_kroner, number

# What a part of a distribution key is called in the catalogue, by its weight or kind.
KEYS_BY_WEIGHT = {"equal": KeyType.EQUAL, "population": KeyType.POPULATION, "input": KeyType.KEY_FIGURE}
KEYS_BY_KIND = {
    "tariff": KeyType.USE,
    "fee": KeyType.FEE,
    "start-capital": KeyType.FIXED,
    "hours": KeyType.HOURS,
    "agreed": KeyType.FIXED,
    "percentages": KeyType.PERCENTAGES,
    "nothing": KeyType.OWN_COST,
}


def draft_from_snapshot(snapshot: dict[str, Any]) -> CaseDocument:
    """What is known is filled in; what only people can tell (background, advice, challenges) is left for the editor."""
    taken = dt.datetime.fromisoformat(snapshot["taken_at"])
    source = _("Status for %(name)s, %(year)d") % {"name": snapshot["name"], "year": taken.year}
    parties = [each for each in snapshot["participants"] if each["state"] == ParticipationState.PARTICIPANT]
    case = _newest_approved(snapshot)
    return CaseDocument(
        title=snapshot["name"],
        summary=snapshot["purpose"],
        model=next(iter(snapshot["cooperation_model_keys"]), ""),
        organisation=_organisation(snapshot),
        established=snapshot["founded_on"] or snapshot["operating_from"] or "",
        municipalities=tuple(each["code"] for each in parties),
        other_parties=tuple(each["name"] for each in snapshot["other_parties"] if not each["to"]),
        party_counts=(PartyCount(len(parties), taken.year, source),) if parties else (),
        populations=_population(parties),
        background=(snapshot["expectations"] or {}).get("text", ""),
        areas=(snapshot["demarcation"],) if snapshot["demarcation"] else (),
        gains=tuple(Gain(each["kind"], each["text"], source) for each in (case or {}).get("gains") or ()),
        financing=_financing(snapshot, source),
        timeline=_timeline(snapshot),
        figures=(*_measured(case, snapshot["measurements"], source), *_expected_in_all(case, source)),
        sources=(Source(source, taken.year),),
    )


def _organisation(snapshot: dict) -> str:
    """Empty where none is chosen: that is not told, and is no other form."""
    key = snapshot["organisation_type"] or ""
    return key if key in Organisation.values else Organisation.OTHER


def _population(parties: list[dict]) -> tuple[Population, ...]:
    """The sum, where every municipality's figure is known, with the year that the figures are of.

    Where they are of several years, or where an older snapshot does not say, no year is said.
    """
    known = [each["population"] for each in parties]
    if not known or None in known:
        return ()
    years = {(each.get("population_date") or "")[:4] for each in parties}
    year = int(years.pop()) if len(years) == 1 and years != {""} else None
    return (Population(sum(known), False, year, "Danmarks Statistik, FOLK1A"),)


def _newest_approved(snapshot: dict) -> dict | None:
    approved = [each["results"] for each in snapshot["business_cases"] if each["state"] == "approved"]
    return approved[-1] if approved else None


def _financing(snapshot: dict, source: str) -> Financing:
    chosen = [version["content"] for key in snapshot["keys"] for version in key["versions"] if version["is_chosen"]]
    if not chosen:
        return Financing()
    content = chosen[-1]
    keys = tuple(KeyUse(_key_type(part), part["name"], part["note"], source) for part in content["parts"])
    return Financing(_("Regningen deles efter nøglen “%(name)s”.") % {"name": content["name"]}, keys)


def _key_type(part: dict) -> str:
    return str(KEYS_BY_WEIGHT.get(part["weight"]) or KEYS_BY_KIND.get(part["kind"], KeyType.UNKNOWN))


def _timeline(snapshot: dict) -> tuple[Event, ...]:
    """When each phase began, when it was founded, and when it began to run."""
    names = {step["number"]: step["name"] for step in snapshot["phase_track"]}
    events = [
        (each["date"], _("%(phase)s begyndte") % {"phase": names.get(each["to_phase"], "")})
        for each in snapshot["transitions"]
        if each["date"] and each["to_phase"]
    ]
    if snapshot["founded_on"]:
        events.append((snapshot["founded_on"], _("Samarbejdet blev stiftet")))
    if snapshot["operating_from"]:
        events.append((snapshot["operating_from"], _("Driften begyndte")))
    return tuple(Event(date, text) for date, text in sorted(events))


## Figures


def _measured(case: dict | None, measurements: list[dict], source: str) -> tuple[Figure, ...]:
    """Each measured year, with what the approved case expected of it where it did."""
    figures: list[Figure] = []
    for each in measurements:
        if not each["holds"]:
            continue
        measure = f"{each['kind']}-{each['year']}"
        expected = ((case or {}).get("by_kind") or {}).get(each["kind"], {}).get(str(each["year"]))
        if expected is not None:
            figures.append(_kroner(each["kind_label"], expected, each["year"], source, FigureRole.EXPECTED, measure))
        actual = _kroner(each["kind_label"], each["amount"], each["year"], each["source"], FigureRole.ACTUAL, measure)
        figures.append(actual)
    return tuple(figures)


def _expected_in_all(case: dict | None, source: str) -> tuple[Figure, ...]:
    if not case or not case.get("years"):
        return ()
    years = f"{case['years'][0]}–{case['years'][-1]}"
    return (
        Figure(
            label=_("Samlet netto i alle år"),
            value=million_kroner(Decimal(case["net_total"])),
            period=years,
            note=_("I %(year)d-priser") % {"year": case["price_year"]},
            source=source,
            role=FigureRole.EXPECTED.value,
        ),
    )


def _kroner(label: str, amount: str, year: int, source: str, role: FigureRole, measure: str) -> Figure:
    value = number(Decimal(amount), 0)
    return Figure(label, value, "kr.", year, source=source, role=role.value, measure=measure)
