from finance.services.appraising import as_typed, doubts_about
from finance.services.cases import (
    approve_case,
    close_extra,
    discard_draft,
    missing_before_approval,
    open_extra,
    revise_case,
    save_case,
    save_own_figures,
    start_case,
)

__all__ = [
    "approve_case",
    "as_typed",
    "close_extra",
    "discard_draft",
    "doubts_about",
    "missing_before_approval",
    "open_extra",
    "revise_case",
    "save_case",
    "save_own_figures",
    "start_case",
]
