"""A version of a business case as the table that goes out to a spreadsheet and comes in again. Reads, never writes."""

from __future__ import annotations

from typing import Any

from finance.appraisal import Kind
from finance.case_reading import LoadedCase
from finance.lines import TOGETHER
from finance.models.cases import ALTERNATIVE, MAIN
from finance.scenarios import scenarios
from finance.sheets import Table
from finance.vocabulary import Extra
from municipalities.models import Municipality


def table_of(loaded: LoadedCase) -> Table:
    """What the editor holds of that version, in its order. A version in words has no table and must not be asked for.

    The rows of an approved version are as frozen as its document, which has no figures for each municipality.
    """
    case, names = loaded.case, dict(loaded.names)
    written = {code for line in loaded.lines for code in line.amounts}
    if left := written - {TOGETHER, *names}:
        names |= dict(Municipality.objects.filter(code__in=left).values_list("code", "name"))
    kinds = list(Kind)
    lines = [line for scenario in (MAIN, ALTERNATIVE) for line in loaded.lines_of(scenario)]
    return Table(
        years=case.years,
        lines=tuple(sorted(lines, key=lambda line: (line.scenario, kinds.index(line.kind)))),
        names=names,
        parties=tuple(loaded.codes),
        with_scenario=case.has(Extra.SCENARIO),
        with_municipalities=case.has(Extra.MUNICIPALITIES) or any(line.by_municipality for line in lines),
        with_estimates=case.has(Extra.ESTIMATES),
        scenario_name=case.other_scenario,
        scenarios=_scenarios(loaded),
    )


def _scenarios(loaded: LoadedCase) -> list[dict[str, Any]]:
    """Of an approved version as they were frozen, which were none before scenarios stood side by side."""
    frozen = loaded.case.snapshot
    return (scenarios(loaded) if frozen is None else frozen.get("scenarios")) or []
