"""What may be done with texts, questions and decisions: every write, each in one transaction and with its trace.

A broken rule raises `common.exceptions.DomainError` with the sentence for the user, a form read before somebody else
saved raises `common.exceptions.StaleVersion`, and a decision that somebody else has written about since raises
`Overtaken`. Who may do it is decided before, by `collaborations.access`.
"""

from decisions.services.agenda import choose_layout, write_addendum, write_agenda
from decisions.services.catalogues import publish_catalogue
from decisions.services.comings import record_coming
from decisions.services.decisions import (
    Answer,
    Meeting,
    Overtaken,
    correct_decision,
    lift_reservation,
    newest_entry,
    plan_meeting,
    record_decisions,
    take_back_decision,
)
from decisions.services.meetings import add_recess, remove_meeting, remove_recess, save_meetings, set_practice
from decisions.services.questions import (
    add_question,
    change_question,
    move_question,
    record_assessment,
    remove_question,
    set_round_deadline,
    take_standard_set,
    title_of,
)
from decisions.services.texts import (
    ClauseGone,
    MissingClauses,
    add_annex,
    add_catalogue_clauses,
    add_clause,
    create_text,
    draft_fingerprint,
    move_clause,
    publish_version,
    remove_annex,
    remove_clause,
    write_clause,
)

__all__ = [
    "Answer",
    "ClauseGone",
    "Meeting",
    "MissingClauses",
    "Overtaken",
    "add_annex",
    "add_catalogue_clauses",
    "add_clause",
    "add_question",
    "add_recess",
    "change_question",
    "choose_layout",
    "correct_decision",
    "create_text",
    "draft_fingerprint",
    "lift_reservation",
    "move_clause",
    "move_question",
    "newest_entry",
    "plan_meeting",
    "publish_catalogue",
    "publish_version",
    "record_assessment",
    "record_coming",
    "record_decisions",
    "remove_annex",
    "remove_clause",
    "remove_meeting",
    "remove_question",
    "remove_recess",
    "save_meetings",
    "set_practice",
    "set_round_deadline",
    "take_back_decision",
    "take_standard_set",
    "title_of",
    "write_addendum",
    "write_agenda",
    "write_clause",
]
