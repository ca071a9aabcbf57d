"""The words of the model guide as a document: headings, questions, answers, contradictions, models and approvals.

The logic stands in it too, as the file has it, and no form writes it: which answer points at which model, and what is
said about what.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editing.documents import Document, Entry, find
from editing.forms.base import check_braces
from editing.forms.guide import (
    AnswerForm,
    ApprovalForm,
    ClashForm,
    GroupForm,
    GuideQuestionForm,
    ModelForm,
    in_bounds,
)
from editing.kinds.base import Part, Words
from editing.kinds.catalogues import CatalogueKind
from modelguide.forms import AnswersForm
from modelguide.told import tell
from models_catalog.guide import Guide, read_guide
from models_catalog.names import form_names, model_names

OF_ANSWERS = ("options", "numbers")


def document_of(content: dict[str, Any]) -> Document:
    answers = []
    for question in content["questions"]:
        for place, each in enumerate(each for name in OF_ANSWERS for each in question.get(name, ())):
            row = {"label": "", "says": [], **{name: value for name, value in each.items() if name != "key"}}
            key = f"{question['key']}--{each.get('key', place + 1)}"
            answers.append({**row, "key": key, "question": question["key"], "answer": each.get("key", "")})
    return {
        "groups": content["groups"],
        "questions": [_without(each, *OF_ANSWERS) for each in content["questions"]],
        "answers": answers,
        "clashes": [{**each, "key": _clash_key(each)} for each in content["clashes"]],
        "models": [{**content["models"][key], "key": key} for key in model_names() if key in content["models"]],
        "approvals": [{"key": key, "text": text} for key, text in sorted(content["approvals"].items())],
    }


def content_of(document: Document) -> dict[str, Any]:
    questions = []
    for question in document["questions"]:
        rows = [each for each in document["answers"] if each["question"] == question["key"]]
        given = {
            "options": [{"key": each["answer"], **_row(each)} for each in rows if each["answer"]],
            "numbers": [_row(each) for each in rows if not each["answer"]],
        }
        questions.append({**question, **{name: each for name, each in given.items() if each}})
    return {
        "groups": document["groups"],
        "questions": questions,
        "clashes": [_without(each, "key") for each in document["clashes"]],
        "models": {each["key"]: _without(each, "key") for each in document["models"]},
        "approvals": {each["key"]: each["text"] for each in document["approvals"]},
    }


def guide_of(document: Document) -> Guide:
    return read_guide(content_of(document))


def _row(answer: Entry) -> Entry:
    """As the file has it: what is empty is not written."""
    row = _without(answer, "key", "question", "answer")
    return {name: value for name, value in row.items() if value or name not in ("label", "says")}


def _without(entry: Entry, *names: str) -> Entry:
    return {name: value for name, value in entry.items() if name not in names}


def _clash_key(clash: Entry) -> str:
    """By the answers that contradict each other: the database does not keep their order."""
    return "--".join(f"{key}-{_slug(value)}" for key, value in sorted(clash["when"].items()))


def _slug(value: str | int | dict[str, int]) -> str:
    """Of a number between bounds their names and sizes."""
    return (
        "-".join(f"{name}-{bound}" for name, bound in sorted(value.items())) if isinstance(value, dict) else str(value)
    )


def _answer_title(answer: Entry) -> str:
    if answer["answer"]:
        return answer["label"]
    said = in_bounds(answer.get("at_least"), answer.get("at_most"))
    return said[:1].upper() + said[1:]


def _wrong_braces(document: Document) -> list[str]:
    """The texts with words in braces that nothing fills in, which could not be shown, as sentences."""
    texts = [(each["text"], sorted(each["when"])) for each in document["clashes"]]
    for answer in document["answers"]:
        texts += [(saying["text"], () if answer["answer"] else ("number",)) for saying in answer["says"]]
    texts += [(each["text"], ("body",)) for each in document["approvals"]]
    found = []
    for text, names in texts:
        try:
            check_braces(text, *names)
        except ValidationError as error:
            found.append(f"“{text}”: {error.message}")
    return found


class GuideKind(CatalogueKind):
    name = "guide"
    label = _("Modelguiden")
    question = _("Hvad spørger modelguiden om, og hvad siger den om svarene?")
    document_of = staticmethod(document_of)
    content_of = staticmethod(content_of)
    parts = (
        Part("groups", "overskrifter", _("Overskrifter"), _("overskrift"), GroupForm, title=lambda each: each["title"]),
        Part(
            "questions",
            "spoergsmaal",
            _("Spørgsmål"),
            _("spørgsmål"),
            GuideQuestionForm,
            title=lambda each: each["text"],
            headed=lambda each, document: find(document, "groups", each["group"])["title"],
            under=lambda each: each.get("help", ""),
        ),
        Part(
            "answers",
            "svar",
            _("Svar, og hvad de siger"),
            _("svar"),
            AnswerForm,
            title=_answer_title,
            headed=lambda each, document: find(document, "questions", each["question"])["text"],
            under=lambda each: " ".join(saying["text"] for saying in each["says"]),
        ),
        Part("clashes", "modstrid", _("Modstrid"), _("modstrid"), ClashForm, title=lambda each: each["text"]),
        Part(
            "models",
            "modeller",
            _("Modeller"),
            _("model"),
            ModelForm,
            title=lambda each: model_names().get(each["key"], each["key"]),
            under=lambda each: each["obvious_when"],
        ),
        Part(
            "approvals",
            "godkendelse",
            _("Godkendelse i tabellen over former"),
            _("godkendelse"),
            ApprovalForm,
            title=lambda each: each["text"].replace("{body}", gettext("Myndigheden")),
        ),
    )

    def words(self) -> Words:
        return {"names": {**model_names(), **form_names()}}

    def may_not_go(self, part: Part, entry: Entry, document: Document) -> str:
        return gettext("Guidens spørgsmål og svar er en del af programmet. De kan omskrives, men ikke fjernes.")

    def faults(self, document: Document, before: Document) -> list[str]:
        try:
            guide_of(document)
            return _wrong_braces(document)  # what the forms refuse may come from a file
        except (KeyError, TypeError, ValueError) as error:
            return [gettext("Guiden hænger ikke sammen: %(error)s") % {"error": error}]

    def preview(self, document: Document, query) -> tuple[str, dict]:
        """The guide, answered. Until somebody answers otherwise every answer that points at a model is given."""
        if faults := self.faults(document, document):
            return "editing/guide_preview.html", {"faults": faults}
        guide = guide_of(document)
        given = {each.key: option.key for each in guide.questions for option in each.options if option.points}
        form = AnswersForm(query or given, asked=guide)
        told = tell(form.answers, day=timezone.localdate(), asked=guide)
        return "editing/guide_preview.html", {"form": form, "told": told}
