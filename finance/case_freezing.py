"""A version of a business case as JSON: what it was made of and what it came to. Schema: docs/export-schema.md.

Amounts are decimal text in kroner, years are the keys of their rows, what is not known is null or an empty text. The
paper of an approved version is drawn from this alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import join_words, million_kroner
from finance.appraisal import EarnedHome, Kind, in_prices_of
from finance.case_reading import LoadedCase
from finance.freezing import frozen_key, sha256_of
from finance.lines import TOGETHER, LineData
from finance.models import KeyVersion
from finance.models.cases import MAIN
from finance.results import OwnResult, Result, after_leaving, rounded_up, whole_kroner
from finance.scenarios import scenarios
from finance.sentences import LABELS, conclusion, earned_home_label, earned_label, key_figures, losers
from finance.version_changes import changes_since
from finance.vocabulary import CaseState, Extra, LineKind, Uncertainty, Unit

SCHEMA = 1
HUNDRED = Decimal(100)
FORMULA = gettext_lazy("(lav + 4 × mest sandsynlig + høj) / 6")


def frozen_case(loaded: LoadedCase) -> dict[str, Any]:
    """Everything that its pages and its paper say. A version in words has no figures."""
    case, collaboration = loaded.case, loaded.case.collaboration
    return {
        "schema": SCHEMA,
        "taken_at": timezone.now().isoformat(),
        "collaboration": {
            "name": collaboration.name,
            "slug": collaboration.slug,
            "is_example": collaboration.is_example,
        },
        "number": case.number,
        "approach": case.approach,
        "approved_on": case.approved_on.isoformat() if case.approved_on else None,
        "approved_as": case.approved_as,
        "description": case.description,
        "reason": case.reason,
        "not_included": case.not_included,
        "gains": [
            {"kind": each.kind, "kind_label": each.get_kind_display(), "text": each.text, "owner": each.owner}
            for each in loaded.gains
        ],
        **_figures(loaded),
    }


def _figures(loaded: LoadedCase) -> dict[str, Any]:
    case, result = loaded.case, None if loaded.case.is_in_words else loaded.result
    if result is None:
        return {
            "years": [],
            "lines": [],
            "municipalities": None,
            "start_costs": None,
            "municipality_years": None,
            "before": None,
        }
    sentence = conclusion(result)
    found = {
        "price_year": case.price_year,
        "years": list(result.years),
        "sentence": {"lead": sentence.lead, "rest": sentence.rest},
        "figures": [
            {"label": each.label, "value": each.value, "note": each.note, "unit": each.unit}
            for each in key_figures(result)
        ],
        "lines": [
            *(frozen_line(line, result.years, [TOGETHER, *loaded.codes]) for line in loaded.lines_of(MAIN)),
            *_pool_line(loaded),
        ],
        "empty_lines": loaded.empty_lines,
        "empty_years": list(result.empty_years),
        "untold": [each.value for each in result.untold],
        "left_out": loaded.left_out,
        "by_kind": {kind.value: _amounts(amounts) for kind, amounts in result.by_kind.items()},
        "net": _amounts(result.net),
        "accumulated": _amounts(result.accumulated),
        "net_total": _amount(result.net_total),
        "earned_home": _earned_home(result.earned_home),
        "earned_home_label": earned_label(result),
        "present_value": _present_value(loaded, result),
        **_municipalities(loaded, result),
        "key": _key(loaded),
        "sensitivity": [
            {
                "key": each.key,
                "label": str(LABELS[each.key]),
                "net_total": _amount(each.net_total),
                "earned_home_label": earned_home_label(each.earned_home),
            }
            for each in result.what_ifs
        ],
        "leaver": _leaver(loaded, result),
        "key_difference": _key_difference(loaded),
        **_extras(loaded),
    }
    return {**found, "before": _compared(loaded, found)}


## Lines and years


def frozen_line(line: LineData, years: Collection[int], codes: Collection[str] | None = None) -> dict[str, Any]:
    """In whole kroner of all together, or of these municipalities: what is in the sums of the case.

    What can not be worked out yet, årsværk without a rate, has no amounts.
    """
    amounts: dict[int, Decimal] = {}
    for code, cells in () if line.lacks_rate else line.kroner().items():
        for year, amount in cells.items():
            if year in years and (codes is None or code in codes):
                amounts[year] = amounts.get(year, Decimal(0)) + amount
    return {
        "kind": line.kind.value,
        "kind_label": str(LineKind(line.kind.value).label),
        "name": line.name,
        "unit": str(Unit(line.unit).label),
        "rate": _amount(line.rate),
        "amounts": _amounts(amounts),
        "total": _amount(sum(amounts.values(), Decimal(0))) if amounts else None,
        "by_municipality": line.by_municipality,
        "source": line.source,
        "uncertainty": line.uncertainty,
        "uncertainty_label": str(Uncertainty(line.uncertainty).label) if line.uncertainty else "",
    }


def _pool_line(loaded: LoadedCase) -> list[dict[str, Any]]:
    """What is set aside for risks stands among the investments, so that the lines add up to what is invested."""
    if not loaded.pool:
        return []
    first = {loaded.case.first_year: rounded_up(loaded.pool)}
    name, source = _("Risikopulje"), _("Sandsynlighed gange pris for hver risiko, lagt sammen")
    line = LineData(Kind.INVESTMENT, name, amounts={TOGETHER: first}, source=source)
    return [frozen_line(line, loaded.case.years)]


def _amounts(by_year: Mapping[int, Decimal]) -> dict[str, str]:
    return {str(year): _amount(amount) for year, amount in sorted(by_year.items())}


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _plain(share: Decimal) -> str:
    """A share without zeros that say nothing: 25, not 25.00."""
    return f"{share.normalize():f}"


def _earned_home(home: EarnedHome) -> dict[str, Any]:
    return {"first": home.first, "lasting": home.lasting, "needed": home.needed}


def _present_value(loaded: LoadedCase, result: Result) -> dict[str, Any] | None:
    if result.present_value is None:
        return None
    return {
        "amount": _amount(whole_kroner(result.present_value)),
        "rate": _plain(loaded.case.discount_rate),
        "source": loaded.case.discount_source,
    }


## Municipalities


def _municipalities(loaded: LoadedCase, result: Result) -> dict[str, Any]:
    if result.municipalities is None:
        return {
            "municipalities": None,
            "municipalities_note": loaded.why_not_shared,
            "losers": [],
            "start_costs": None,
            "municipality_years": None,
        }
    is_known = Kind.GAIN not in result.untold
    names = [loaded.names[each.code] for each in result.losers] if is_known else []
    unknown = [loaded.names[each.code] for each in result.municipalities if each.unknown]
    return {
        "municipalities": [_own(each, loaded.names) for each in result.municipalities],
        "municipalities_note": losers(names, unknown, is_all_unknown=len(unknown) == len(result.municipalities))
        if is_known
        else _("Gevinsten er ikke oplyst, så det vides ikke, om nogen betaler mere, end de får."),
        "losers": names,
        "start_costs": {
            each.code: None if Kind.INVESTMENT in each.unknown else _amount(each.first_year_investment)
            for each in result.municipalities
        },
        "municipality_years": {
            each.code: {
                "pays": _amounts(each.pays) if each.knows_costs else None,
                "gain": None if Kind.GAIN in each.unknown else _amounts(each.gains),
            }
            for each in result.municipalities
        },
    }


def _own(own: OwnResult, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": own.code,
        "name": names[own.code],
        **{kind.value: None if kind in own.unknown else _amount(getattr(own, kind.value)) for kind in Kind},
        "net": _amount(own.net),
    }


def _key(loaded: LoadedCase) -> dict[str, Any] | None:
    """The key as it was used, with everything that it counted; its proposed version where that is the same."""
    if loaded.key is None:
        return None
    proposed = _proposed_as_it_is(loaded)
    return {
        "name": loaded.key.name,
        "version": proposed.number if proposed else None,
        "sha256": proposed.sha256 if proposed else "",
        "date": proposed.frozen_on.isoformat() if proposed else None,
        "content": frozen_key(loaded.key, loaded.parties, loaded.case.first_year, None),
        "measures": [
            {
                "name": each.name,
                "unit": each.unit,
                "date": each.date.isoformat() if each.date else None,
                "source": each.source,
            }
            for each in loaded.key.measures
        ],
    }


def _proposed_as_it_is(loaded: LoadedCase) -> KeyVersion | None:
    """The newest proposal of the key, unless the key, its figures or the participants have changed since."""
    newest = loaded.case.key.versions.order_by("number").last()
    if newest is None:
        return None
    amount = newest.content["amount"]
    again = frozen_key(loaded.key, loaded.parties, newest.content["year"], amount and Decimal(amount))
    return newest if sha256_of(again) == newest.sha256 else None


def _leaver(loaded: LoadedCase, result: Result) -> dict[str, Any] | None:
    """What the others would pay more if the one that pays most left; None where it is not known who does."""
    if not result.municipalities or Kind.GAIN in result.untold:
        return None
    if not all(each.knows_costs for each in result.municipalities):
        return None
    leaver = max(result.municipalities, key=lambda each: (each.costs, each.code))
    said = {"name": loaded.names[leaver.code], "key": loaded.key.name if loaded.key else ""}
    try:
        rest = after_leaving(loaded.terms(), leaver.code)
    except ValueError:
        text = _("Hvad der sker, hvis %(name)s går ud, kan ikke regnes ud med nøglen “%(key)s”.")
        return {"code": leaver.code, "more": None, "sentence": text % said, "losers": []}
    if not rest:
        return None
    more = sum((each.costs for each in rest), leaver.costs) - sum(each.costs for each in result.municipalities)
    unknown = {each.code for each in result.municipalities if each.unknown}
    known = sorted((each for each in rest if each.code not in unknown), key=lambda each: each.net)
    names = [loaded.names[each.code] for each in known if each.net < 0]
    return {
        "code": leaver.code,
        "more": _amount(more),
        "sentence": _left(said, more, names, is_all=len(names) == len(rest), knows_all=len(known) == len(rest)),
        "losers": names,
    }


def _left(said: Mapping[str, str], more: Decimal, names: list[str], *, is_all: bool, knows_all: bool) -> str:
    """No loser is hidden: here no table lists them, so all are named."""
    if not more:
        return _("Går %(name)s ud, der betaler mest, koster det ikke de andre noget.") % said
    text = _("Går %(name)s ud, der betaler mest, skal de andre tilsammen betale %(more)s mere.")
    text %= {**said, "more": million_kroner(more)}
    if not names and not knows_all:
        return text
    if not names:
        return f"{text} {_('Ingen af dem kommer til at betale mere, end de får.')}"
    if is_all:
        return f"{text} {_('Så betaler de alle mere, end de får.')}"
    return f"{text} {_('Så betaler %(names)s mere, end de får.') % {'names': join_words(names)}}"


def _key_difference(loaded: LoadedCase) -> dict[str, Any] | None:
    """What each would be left with by inhabitants and in equal parts."""
    rows = [
        {
            "code": code,
            "name": loaded.names[code],
            "population": _amount(by_people),
            "equal": _amount(in_equal_parts),
            "difference": _amount(in_equal_parts - by_people),
        }
        for code, by_people, in_equal_parts in loaded.key_difference
    ]
    return {"rows": rows} if rows else None


## What is opened


def _extras(loaded: LoadedCase) -> dict[str, Any]:
    case, other = loaded.case, loaded.alternative
    has_risks = case.has(Extra.RISKS)
    return {
        "risks": [
            {
                "text": each.text,
                "probability": _plain(each.probability),
                "cost": _amount(each.cost),
                "weighted": _amount((each.probability * each.cost / HUNDRED).quantize(Decimal("0.01"))),
                "response": each.response,
            }
            for each in (loaded.risks if has_risks else ())
        ],
        "risk_pool": _amount(rounded_up(loaded.pool)) if has_risks and loaded.risks else None,
        "prices": [
            {"year": each.year, "percent": _plain(each.percent), "source": each.source}
            for each in (loaded.price_rises if case.has(Extra.PRICES) else ())
        ],
        "running_net": running_prices(loaded),
        "prices_note": _price_note(loaded),
        "scenario": {
            "name": case.other_scenario,
            "sentence": conclusion(other).lead,
            "net_total": _amount(other.net_total),
            "earned_home_label": earned_label(other),
        }
        if other
        else None,
        "scenarios": scenarios(loaded),
        "estimates_formula": str(FORMULA) if any(each.low for each in loaded.lines) else None,
    }


def running_prices(loaded: LoadedCase) -> dict[str, str] | None:
    """The net of each year in that year's own prices, in whole kroner; None where a rise between is not known."""
    if not loaded.case.has(Extra.PRICES) or loaded.result is None or _years_without_a_rise(loaded):
        return None
    rises = {each.year: each.percent / HUNDRED for each in loaded.price_rises}
    return {
        str(year): _amount(whole_kroner(in_prices_of(amount, loaded.case.price_year, year, rises)))
        for year, amount in loaded.result.net.items()
    }


def _years_without_a_rise(loaded: LoadedCase) -> list[int]:
    known = {each.year for each in loaded.price_rises}
    around = [loaded.case.price_year, loaded.case.years[0], loaded.case.years[-1]]
    return [year for year in range(min(around) + 1, max(around) + 1) if year not in known]


def _price_note(loaded: LoadedCase) -> str:
    """Why there are no amounts in each year's own prices, though they were asked for."""
    if not loaded.case.has(Extra.PRICES) or not (years := _years_without_a_rise(loaded)):
        return ""
    return _("Netto i årets priser er ikke regnet ud. Udviklingen mangler for %(years)s.") % {
        "years": join_words(years)
    }


## The version before


def _compared(loaded: LoadedCase, now: dict[str, Any]) -> dict[str, Any] | None:
    earlier = loaded.case.collaboration.business_cases.exclude(state=CaseState.DRAFT)
    before = earlier.filter(number__lt=loaded.case.number).order_by("number").last()
    if before is None:
        return None
    return {"number": before.number, "changes": changes_since(before.snapshot, now)}
