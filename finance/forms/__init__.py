from finance.forms.cases import ApproveForm, DiscardForm, DoorForm
from finance.forms.editor import CaseEditor

__all__ = ["ApproveForm", "CaseEditor", "DiscardForm", "DoorForm"]
