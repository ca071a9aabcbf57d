"""What may be done with phases, checklist and requirements: every write, each in one transaction and with its trace.

A broken rule raises `common.exceptions.DomainError` with the sentence for the user, a form read before somebody else
saved raises `common.exceptions.StaleVersion`. Who may do it is decided before, by `collaborations.access`; what cannot
be done by anybody is refused here.
"""

from phases.services.items import answer_item, hand_over_items, item_for_documents
from phases.services.moves import advance, go_back, register_existing, start_collaboration, take_over_newest_process
from phases.services.records import waive, withdraw_waiver
from phases.services.versions import publish_process

__all__ = [
    "advance",
    "answer_item",
    "go_back",
    "hand_over_items",
    "item_for_documents",
    "publish_process",
    "register_existing",
    "start_collaboration",
    "take_over_newest_process",
    "waive",
    "withdraw_waiver",
]
