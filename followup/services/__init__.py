"""What may be done about follow-up. All take `actor`, run in one transaction and write to the history.

A broken rule raises `common.exceptions.DomainError` with the sentence for the user.
"""

from followup.services.figures import change_key_figure, define_key_figure, record_value, take_back_value
from followup.services.planning import plan_follow_up, record_follow_up
from followup.services.tools import set_tool

__all__ = [
    "change_key_figure",
    "define_key_figure",
    "plan_follow_up",
    "record_follow_up",
    "record_value",
    "set_tool",
    "take_back_value",
]
