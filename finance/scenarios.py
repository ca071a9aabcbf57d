"""The two scenarios of a business case side by side, as its JSON has them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from finance.appraisal import Kind
from finance.case_reading import LoadedCase
from finance.results import Result
from finance.sentences import earned_label


def scenarios(loaded: LoadedCase) -> list[dict[str, Any]] | None:
    """What each costs, gives and leaves in all years, as decimal text in kroner. None while there is only one."""
    if loaded.result is None or loaded.alternative is None:
        return None
    return [_row(_("Scenarie 1"), loaded.result), _row(loaded.case.other_scenario, loaded.alternative)]


def _row(name: str, result: Result) -> dict[str, Any]:
    return {
        "name": name,
        **{kind.value: f"{result.total(kind):f}" for kind in Kind},
        "net_total": f"{result.net_total:f}",
        "earned_home_label": earned_label(result),
    }
