"""Forms of the decisions' pages. A form checks what was typed; whether it may be written is the service's to say."""

from decisions.forms.calendars import MeetingsForm, PlannerForm, PracticeForm, RecessForm
from decisions.forms.comings import ComingForm
from decisions.forms.decisions import (
    AnswerForm,
    CorrectionForm,
    LiftForm,
    MatrixFilter,
    MeetingForm,
    PlanForm,
    QuestionForm,
    RoundForm,
    StandardSetForm,
    answer_of,
    meeting_of,
)
from decisions.forms.texts import (
    AnnexForm,
    ClauseForm,
    ClausesForm,
    CompareForm,
    PublishForm,
    RemoveClauseForm,
    TextForm,
)

__all__ = [
    "AnnexForm",
    "AnswerForm",
    "ClauseForm",
    "ClausesForm",
    "ComingForm",
    "CompareForm",
    "CorrectionForm",
    "LiftForm",
    "MatrixFilter",
    "MeetingForm",
    "MeetingsForm",
    "PlanForm",
    "PlannerForm",
    "PracticeForm",
    "PublishForm",
    "QuestionForm",
    "RecessForm",
    "RemoveClauseForm",
    "RoundForm",
    "StandardSetForm",
    "TextForm",
    "answer_of",
    "meeting_of",
]
