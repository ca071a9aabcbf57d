from decisions.views.clauses import (
    add_annex,
    add_clause,
    clause,
    move_clause,
    remove_annex,
    remove_clause,
    take_clauses,
)
from decisions.views.corrections import correct, lift, take_back
from decisions.views.matrix import cell, matrix, question
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
    "add_question",
    "add_text",
    "cell",
    "change_question",
    "choose_municipality",
    "clause",
    "compare",
    "correct",
    "lift",
    "matrix",
    "move_clause",
    "move_question",
    "plan",
    "publish",
    "question",
    "questions",
    "record",
    "record_once",
    "remove_annex",
    "remove_clause",
    "remove_question",
    "round_deadline",
    "take_back",
    "take_clauses",
    "take_set",
    "text",
    "texts",
    "version",
]
