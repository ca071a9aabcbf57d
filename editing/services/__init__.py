"""Every write on a draft, and its publishing. Who may do it is decided by the pages: administrators alone."""

from editing.services.drafts import (
    EntryGone,
    add_entry,
    begin_draft,
    change_entry,
    discard_draft,
    move_entry,
    remove_entry,
)
from editing.services.law import add_rule, begin_rule, change_rule, publish_rule_draft
from editing.services.publishing import publish_draft

__all__ = [
    "EntryGone",
    "add_entry",
    "add_rule",
    "begin_draft",
    "begin_rule",
    "change_entry",
    "change_rule",
    "discard_draft",
    "move_entry",
    "publish_draft",
    "publish_rule_draft",
    "remove_entry",
]
