from finance.services.inputs import remove_input, save_input, set_input_values
from finance.services.keys import (
    PartGone,
    add_component,
    add_key,
    change_component,
    change_key,
    copy_key,
    key_fingerprint,
    newest_version,
    propose_key,
    remove_component,
    remove_key,
)

__all__ = [
    "PartGone",
    "add_component",
    "add_key",
    "change_component",
    "change_key",
    "copy_key",
    "key_fingerprint",
    "newest_version",
    "propose_key",
    "remove_component",
    "remove_input",
    "remove_key",
    "save_input",
    "set_input_values",
]
