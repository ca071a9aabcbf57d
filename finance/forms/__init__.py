from finance.forms.components import KINDS, ComponentForm
from finance.forms.inputs import FiguresForm, InputForm
from finance.forms.keys import CompareForm, CopyKeyForm, KeyForm, ProposeForm, RemovePartForm

__all__ = [
    "KINDS",
    "CompareForm",
    "ComponentForm",
    "CopyKeyForm",
    "FiguresForm",
    "InputForm",
    "KeyForm",
    "ProposeForm",
    "RemovePartForm",
]
