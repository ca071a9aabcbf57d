"""Every write on the catalogue, each in one transaction and with its trace."""

from cases.search_index import forget_words
from cases.services.drafting import begin_case, create_draft
from cases.services.importing import load_cases
from cases.services.indexing import index_case
from cases.services.publishing import (
    CaseGone,
    NotGoodEnough,
    confirm,
    delete_case,
    publish,
    restore,
    save_draft,
    send_back,
    submit_for_review,
    undo_withdrawal,
    withdraw,
)
from cases.services.references import stop_using_case, use_case
from cases.services.searches import forget_searches, record_search
from cases.services.topics import (
    add_topic,
    discard_topic_draft,
    publish_topic,
    remove_topic,
    why_topic_stays,
    write_topic,
)

__all__ = [
    "CaseGone",
    "NotGoodEnough",
    "add_topic",
    "begin_case",
    "confirm",
    "create_draft",
    "delete_case",
    "discard_topic_draft",
    "forget_searches",
    "forget_words",
    "index_case",
    "load_cases",
    "publish",
    "publish_topic",
    "record_search",
    "remove_topic",
    "restore",
    "save_draft",
    "send_back",
    "stop_using_case",
    "submit_for_review",
    "undo_withdrawal",
    "use_case",
    "why_topic_stays",
    "withdraw",
    "write_topic",
]
