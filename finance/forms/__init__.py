from finance.forms.cases import ApproveForm, DiscardForm, DoorForm
from finance.forms.editor import CaseEditor
from finance.forms.own_figures import OwnFiguresForm

__all__ = ["ApproveForm", "CaseEditor", "DiscardForm", "DoorForm", "OwnFiguresForm"]
