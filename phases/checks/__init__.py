"""How each kind of requirement is found to be met or not. One small function each, by the name that the data uses.

Which requirement uses which check, with what parameters and for which organisation types, stands in the process data;
so do the sentences of the checks of facts and items. All functions are pure: they read `Facts` and nothing else.
"""

from phases.checks.base import CHECKS, Finding, Question
from phases.checks.economy import APPROPRIATIONS
from phases.checks.general import PER_MUNICIPALITY

__all__ = ["ASKED_OF_EACH", "CHECKS", "OF_LAW_AND_EACH", "Finding", "Question"]

# Each municipality has a fact of its own recorded.
OF_LAW_AND_EACH = frozenset({PER_MUNICIPALITY, APPROPRIATIONS})
ASKED_OF_EACH = frozenset({"item-per-municipality", "roles-described"}) | OF_LAW_AND_EACH
