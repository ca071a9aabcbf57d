"""The standard sets of questions as a document: questions, the rounds of each form, and what stands in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.standard_sets import read_sets
from editing.documents import Document, Entry
from editing.forms.catalogues import TYPE_NAMES, PlaceForm, QuestionForm, RoundForm, with_authority
from editing.kinds.base import Part
from editing.kinds.catalogues import CatalogueKind
from models_catalog.models import OrganisationType
from phases.process import newest_process

DEFAULTS = {
    "scope": "each",
    "binding": True,
    "bodies": [],
    "text": "",
    "requires": [],
    "may_be_irrelevant": False,
    "optional": False,
    "rule": "",
}


def document_of(content: dict[str, Any]) -> Document:
    # The database does not keep the order of an object's names.
    library = sorted(content["library"].items())
    questions = [{**DEFAULTS, **each, "key": name, "asks": each.get("key", name)} for name, each in library]
    rounds, places = [], []
    for form in (key for key in OrganisationType.Key.values if key in content["sets"]):
        given, numbers = content["sets"][form], {}
        for number, each in enumerate(given["rounds"], start=1):
            rounds.append({"key": f"{form}-{number}", "form": form, "number": number, "name": each["name"]})
            numbers |= dict.fromkeys(each["questions"], number)
        order = given.get("order", [*numbers, *given.get("outside", ())])
        places += [
            {"key": f"{form}--{name}", "form": form, "question": name, "round": numbers.get(name, 0)} for name in order
        ]
    law = {form: given["by_law"] for form, given in content["sets"].items() if "by_law" in given}
    return {"by_law": law, "questions": questions, "rounds": rounds, "places": places}


def content_of(document: Document) -> dict[str, Any]:
    library = {}
    for each in document["questions"]:
        said = {
            name: value for name, value in each.items() if name not in ("key", "asks") and value != DEFAULTS.get(name)
        }
        library[each["key"]] = said if each["asks"] == each["key"] else {"key": each["asks"], **said}
    sets: dict[str, Any] = {}
    for form in dict.fromkeys(each["form"] for each in document["rounds"]):
        places = [each for each in document["places"] if each["form"] == form]
        sets[form] = {
            **({"by_law": document["by_law"][form]} if form in document["by_law"] else {}),
            "rounds": [
                {"name": each["name"], "questions": [p["question"] for p in places if p["round"] == each["number"]]}
                for each in document["rounds"]
                if each["form"] == form
            ],
            "outside": [each["question"] for each in places if not each["round"]],
            "order": [each["question"] for each in places],
        }
    return {"library": library, "sets": sets}


def _form(entry: Entry) -> str:
    return TYPE_NAMES[entry["form"]]


def _round(entry: Entry) -> str:
    return gettext("Runde %(number)d") % {"number": entry["round"]} if entry["round"] else gettext("Uden for runderne")


def _title(question: Entry) -> str:
    return with_authority(question["title"])


def _question(place: Entry, document: Document) -> Entry:
    return next(each for each in document["questions"] if each["key"] == place["question"])


def asked_by_requirements() -> dict[str, set[str]]:
    """By form the questions that requirements of the newest process rest on."""
    asked: dict[str, set[str]] = {key: set() for key in OrganisationType.Key.values}
    process = newest_process()
    for each in process.requirements if process else ():
        for key in each.organisation_types or OrganisationType.Key.values:
            asked[key] |= set(each.parameters.get("facts", ()))
    return asked


class QuestionPreviewForm(forms.Form):
    form = forms.ChoiceField(label=_("Organisationsform"), choices=list(TYPE_NAMES.items()), required=False)


class QuestionsKind(CatalogueKind):
    name = "questions"
    label = _("Spørgsmål til kommunerne")
    question = _("Hvad bliver kommunerne spurgt om i hver organisationsform?")
    document_of = staticmethod(document_of)
    content_of = staticmethod(content_of)
    parts = (
        Part(
            "questions",
            "spoergsmaal",
            _("Spørgsmål"),
            _("spørgsmål"),
            QuestionForm,
            title=lambda each: _title(each),
            under=lambda each: each["explanation"],
            may_add=True,
            may_remove=True,
            removal=_("Samarbejder, der har spørgsmålet, beholder det med svarene."),
        ),
        Part(
            "rounds",
            "runder",
            _("Runder"),
            _("runde"),
            RoundForm,
            title=lambda each: each["name"],
            heading=_form,
        ),
        Part(
            "places",
            "saet",
            _("Hvad hver form spørger om"),
            _("spørgsmål i et sæt"),
            PlaceForm,
            title=lambda each: each["question"],
            titled=lambda each, document: _title(_question(each, document)),
            heading=_form,
            lane=lambda each: each["form"],
            under=_round,
            may_add=True,
            may_move=True,
            may_remove=True,
            removal=_("Samarbejder, der har spørgsmålet, beholder det med svarene. Nye får det ikke foreslået."),
        ),
    )

    def new_entry(self, part: Part, document: Document, values: Entry) -> Entry:
        if part.name == "places":
            return {**values, "key": f"{values['form']}--{values['question']}"}
        key = self._free_key(part, document, values["title"])
        return {**DEFAULTS, **values, "key": key, "asks": key}

    def may_not_go(self, part: Part, entry: Entry, document: Document) -> str:
        if part.name == "questions" and any(each["question"] == entry["key"] for each in document["places"]):
            return gettext("Spørgsmålet står i et sæt. Fjern det fra sættet først.")
        if part.name == "places" and _asks(entry, document) in asked_by_requirements()[entry["form"]]:
            return gettext("Et krav i processen bygger på svaret. Spørgsmålet kan ikke fjernes.")
        return ""

    def faults(self, document: Document, before: Document) -> list[str]:
        try:
            read_sets(content_of(document))
        except (KeyError, ValueError) as error:
            return [gettext("Sættene hænger ikke sammen: %(error)s") % {"error": error}]
        found = []
        for form, wanted in asked_by_requirements().items():
            here = {_asks(each, document) for each in document["places"] if each["form"] == form}
            had = {_asks(each, before) for each in before["places"] if each["form"] == form}
            found += [
                gettext("%(form)s skal spørge om “%(key)s”, for et krav bygger på svaret.")
                % {"form": TYPE_NAMES[form], "key": key}
                for key in sorted((wanted & had) - here)
            ]
        return found

    def preview(self, document: Document, query) -> tuple[str, dict]:
        form = QuestionPreviewForm(query or {"form": "section-60"})
        chosen = form.cleaned_data.get("form") if form.is_valid() else ""
        shown = read_sets(content_of(document)).get(chosen or "section-60")
        named = [replace(each, title=with_authority(each.title)) for each in shown.questions] if shown else []
        return "editing/questions_preview.html", {"set": shown, "questions": named, "preview_form": form}


def _asks(place: Entry, document: Document) -> str:
    """What requirements call the question in that place."""
    return _question(place, document)["asks"]
