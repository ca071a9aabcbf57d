from finance.forms.appropriations import AppropriationForm, TakeBackGrantForm
from finance.forms.cases import ApproveForm, DiscardForm, DoorForm
from finance.forms.components import KINDS, ComponentForm
from finance.forms.editor import CaseEditor
from finance.forms.importing import SheetForm
from finance.forms.inputs import FiguresForm, InputForm
from finance.forms.keys import CompareForm, CopyKeyForm, KeyForm, ProposeForm, RemoveForm
from finance.forms.measuring import MeasurementForm, TakeBackForm
from finance.forms.own_figures import OwnFiguresForm
from finance.forms.sent import is_about

__all__ = [
    "KINDS",
    "AppropriationForm",
    "ApproveForm",
    "CaseEditor",
    "CompareForm",
    "ComponentForm",
    "CopyKeyForm",
    "DiscardForm",
    "DoorForm",
    "FiguresForm",
    "InputForm",
    "KeyForm",
    "MeasurementForm",
    "OwnFiguresForm",
    "ProposeForm",
    "RemoveForm",
    "SheetForm",
    "TakeBackForm",
    "TakeBackGrantForm",
    "is_about",
]
