"""The charts of the economy: a case from its frozen JSON, keys from their comparison. Page and paper draw the same."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from common.charts.columns import ColumnsChart
from common.charts.dumbbell import DumbbellChart, DumbbellRow
from common.formats import million_kroner
from finance.comparing import Comparison, Line


def case_chart(content: Mapping[str, Any]) -> ColumnsChart | None:
    """What each year comes to and what all years until then come to. None for a case in words.

    Years at the end in which no line has a figure are not drawn: what they come to is not known.
    """
    empty = content.get("empty_years", ())
    years = [year for year in content["years"] if any(year <= told for told in content["years"] if told not in empty)]
    if not years:
        return None
    home = content["earned_home"]
    return ColumnsChart(
        key="case-chart",
        title=_case_title(home, years[-1]),
        measure=_("Netto hvert år og lagt sammen siden starten, faste %(year)d-priser")
        % {"year": content["price_year"]},
        years=tuple(years),
        columns=tuple(Decimal(content["net"][str(year)]) for year in years),
        line=tuple(Decimal(content["accumulated"][str(year)]) for year in years),
        column_name=_("Netto i året"),
        line_name=_("Lagt sammen"),
        marked=home["lasting"] if home["needed"] else None,
        mark_text=_("tjent hjem"),
    )


def _case_title(home: Mapping[str, Any], last: int) -> str:
    if not home["needed"]:
        return _("Lagt sammen er der overskud fra første år")
    if home["lasting"]:
        return _("Udgifterne er tjent hjem i %(year)d") % {"year": home["lasting"]}
    if home["first"]:
        return _("Udgifterne er tjent hjem i %(year)d, men ikke varigt") % {"year": home["first"]}
    return _("Udgifterne er ikke tjent hjem i %(year)d") % {"year": last}


def comparison_chart(comparison: Comparison) -> DumbbellChart | None:
    """What each municipality pays with each key. None where there is nothing to compare with."""
    if len(comparison.columns) < 2:
        return None
    return DumbbellChart(
        key="keys-chart",
        title=_comparison_title(comparison),
        measure=_("Betaling pr. kommune med hver nøgle"),
        series=tuple(column.key.name for column in comparison.columns),
        rows=tuple(
            DumbbellRow(line.party.name, tuple(cell.amount for cell in line.cells), line.is_own)
            for line in comparison.lines
        ),
    )


def _comparison_title(comparison: Comparison) -> str:
    most = max(comparison.lines, key=_spread)
    if _spread(most) <= 1:  # a krone that was left after rounding
        return _("Alle kommuner betaler det samme med hver nøgle")
    return _("Valget betyder mest for %(name)s: %(amount)s til forskel") % {
        "name": most.party.name,
        "amount": million_kroner(_spread(most)),
    }


def _spread(line: Line) -> Decimal:
    amounts = [cell.amount for cell in line.cells]
    return max(amounts) - min(amounts)
