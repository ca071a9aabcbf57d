from phases.views.begin import create, register
from phases.views.checklist import item, phase, tick
from phases.views.moves import advance, go_back, take_over_process
from phases.views.process import process
from phases.views.requirement import assess, requirement, waive, withdraw_waiver

__all__ = [
    "advance",
    "assess",
    "create",
    "go_back",
    "item",
    "phase",
    "process",
    "register",
    "requirement",
    "take_over_process",
    "tick",
    "waive",
    "withdraw_waiver",
]
