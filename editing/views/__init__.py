"""Pages of `/redaktion/`, one module for each group of addresses."""

from editing.views.drafts import begin, discard, draft, kind, preview, publish, version
from editing.views.entries import add_entry, entry, move_entry, remove_entry
from editing.views.law import add_rule, begin_rule, check_rule, end_rule, rule, rules
from editing.views.rule_drafts import discard_rule, publish_rule, rule_draft

__all__ = [
    "add_entry",
    "add_rule",
    "begin",
    "begin_rule",
    "check_rule",
    "discard",
    "discard_rule",
    "draft",
    "end_rule",
    "entry",
    "kind",
    "move_entry",
    "preview",
    "publish",
    "publish_rule",
    "remove_entry",
    "rule",
    "rule_draft",
    "rules",
    "version",
]
