"""Every write on the catalogue, each in one transaction and with its trace."""

from cases.services.indexing import index_case
from cases.services.publishing import (
    NotGoodEnough,
    confirm,
    create_case,
    delete_case,
    publish,
    restore,
    save_draft,
    send_back,
    submit_for_review,
    undo_withdrawal,
    withdraw,
)

__all__ = [
    "NotGoodEnough",
    "confirm",
    "create_case",
    "delete_case",
    "index_case",
    "publish",
    "restore",
    "save_draft",
    "send_back",
    "submit_for_review",
    "undo_withdrawal",
    "withdraw",
]
