from finance.views.cases import (
    approve_case,
    case,
    case_totals,
    case_version,
    discard_case,
    edit_case,
    open_door,
    revise_case,
)
from finance.views.economy import economy
from finance.views.own_figures import own_figures

__all__ = [
    "approve_case",
    "case",
    "case_totals",
    "case_version",
    "discard_case",
    "economy",
    "edit_case",
    "open_door",
    "own_figures",
    "revise_case",
]
