from followup.views.board import board, first_task, log, plan, record
from followup.views.figures import change_figure, define_figure, figure, figures, record_value, take_back_value
from followup.views.tools import tool

__all__ = [
    "board",
    "change_figure",
    "define_figure",
    "figure",
    "figures",
    "first_task",
    "log",
    "plan",
    "record",
    "record_value",
    "take_back_value",
    "tool",
]
