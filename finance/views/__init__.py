from finance.views.appropriations import (
    appropriation_history,
    appropriations,
    record_appropriation,
    take_back_appropriation,
)
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
from finance.views.comparing import key_list
from finance.views.components import add_component, change_component, remove_component
from finance.views.economy import economy
from finance.views.inputs import add_input, change_input, key_input, key_inputs, remove_input
from finance.views.keys import add_key, change_key, copy_key, key, key_version, propose_key, remove_key
from finance.views.measuring import measured, record_measurement, take_back_measurement
from finance.views.own_figures import own_figures
from finance.views.sheets import draft_sheet, import_case, version_sheet

__all__ = [
    "add_component",
    "add_input",
    "add_key",
    "appropriation_history",
    "appropriations",
    "approve_case",
    "case",
    "case_totals",
    "case_version",
    "change_component",
    "change_input",
    "change_key",
    "copy_key",
    "discard_case",
    "draft_sheet",
    "economy",
    "edit_case",
    "import_case",
    "key",
    "key_input",
    "key_inputs",
    "key_list",
    "key_version",
    "measured",
    "open_door",
    "own_figures",
    "propose_key",
    "record_appropriation",
    "record_measurement",
    "remove_component",
    "remove_input",
    "remove_key",
    "revise_case",
    "take_back_appropriation",
    "take_back_measurement",
    "version_sheet",
]
