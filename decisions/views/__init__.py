from decisions.views.agenda import addendum, agenda, agenda_layout, write_agenda
from decisions.views.attachments import (
    attach_to_decision,
    attach_to_question,
    detach_from_question,
)
from decisions.views.calendars import (
    add_meetings,
    add_recess,
    calendar,
    calendars,
    practice,
    remove_meeting,
    remove_recess,
)
from decisions.views.clauses import (
    add_annex,
    add_clause,
    clause,
    move_clause,
    remove_annex,
    remove_clause,
    take_clauses,
)
from decisions.views.comings import coming, what_if
from decisions.views.corrections import correct, lift, take_back
from decisions.views.form_test import form_test
from decisions.views.matrix import cell, matrix, question
from decisions.views.planning import planner, sheet
from decisions.views.recording import choose_municipality, plan, record, record_once
from decisions.views.setup import (
    add_question,
    change_question,
    move_question,
    questions,
    remove_question,
    round_deadline,
    take_set,
)
from decisions.views.texts import add_text, compare, publish, text, texts, version

__all__ = [
    "add_annex",
    "add_clause",
    "add_meetings",
    "add_question",
    "add_recess",
    "add_text",
    "addendum",
    "agenda",
    "agenda_layout",
    "attach_to_decision",
    "attach_to_question",
    "calendar",
    "calendars",
    "cell",
    "change_question",
    "choose_municipality",
    "clause",
    "coming",
    "compare",
    "correct",
    "detach_from_question",
    "form_test",
    "lift",
    "matrix",
    "move_clause",
    "move_question",
    "plan",
    "planner",
    "practice",
    "publish",
    "question",
    "questions",
    "record",
    "record_once",
    "remove_annex",
    "remove_clause",
    "remove_meeting",
    "remove_question",
    "remove_recess",
    "round_deadline",
    "sheet",
    "take_back",
    "take_clauses",
    "take_set",
    "text",
    "texts",
    "version",
    "what_if",
    "write_agenda",
]
