"""The kinds of documents that are edited entry by entry, by the word that stands in the address."""

from editing.kinds.base import Kind
from editing.kinds.clauses import ClausesKind
from editing.kinds.guide import GuideKind
from editing.kinds.process import ProcessKind
from editing.kinds.questions import QuestionsKind

KINDS: dict[str, Kind] = {
    "proces": ProcessKind(),
    "spoergsmaal": QuestionsKind(),
    "klausuler": ClausesKind(),
    "modelguide": GuideKind(),
}
