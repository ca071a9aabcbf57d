from followup.models.figures import KeyFigure, KeyFigureValue
from followup.models.planning import FollowUp, Plan
from followup.models.tools import ToolEntry

__all__ = ["FollowUp", "KeyFigure", "KeyFigureValue", "Plan", "ToolEntry"]
