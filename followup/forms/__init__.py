"""Forms of follow-up. A form checks what was typed; whether it may be done is the service's to say."""

from followup.forms.figures import KeyFigureForm, TakeBackValueForm, ValueForm
from followup.forms.planning import FirstTaskForm, FollowUpForm, PlanForm
from followup.forms.tools import ToolForm

__all__ = [
    "FirstTaskForm",
    "FollowUpForm",
    "KeyFigureForm",
    "PlanForm",
    "TakeBackValueForm",
    "ToolForm",
    "ValueForm",
]
