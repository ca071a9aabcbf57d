from phases.views.attachments import attach_to_item, detach_from_item
from phases.views.begin import create, register
from phases.views.checklist import item, phase, tick
from phases.views.moves import advance, go_back, take_over_process
from phases.views.process import process
from phases.views.requirement import assess, requirement, waive, withdraw_waiver

__all__ = [
    "advance",
    "assess",
    "attach_to_item",
    "create",
    "detach_from_item",
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
