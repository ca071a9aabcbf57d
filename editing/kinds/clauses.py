"""The catalogue of clauses as a document: graded clauses, lists of headings, and what to look out for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.clauses import FOUNDING, catalogue_of, read
from decisions.vocabulary import TextKind
from editing.documents import Document, Entry
from editing.forms.catalogues import LISTS, TYPE_NAMES, ClauseForm, ListedForm, LookForForm
from editing.kinds.base import Part
from editing.kinds.catalogues import CatalogueKind, without_empty


def document_of(content: dict[str, Any]) -> Document:
    listed = []
    for name in LISTS:  # the database does not keep the order of an object's names
        form, kind = name.split("-")
        listed += [{"note": "", "reviewed": True, **each, "list": name} for each in content["lists"][form][kind]]
    looked = [{**each, "organisation_types": each["types"]} for each in content["look_for"]]
    for each in looked:
        del each["types"]
    return {
        "last_checked": content["last_checked"],
        "grading_note": content["grading_note"],
        "clauses": [{"notes": {}, **each} for each in content["clauses"]],
        "listed": listed,
        "look_for": looked,
    }


def content_of(document: Document) -> dict[str, Any]:
    lists: dict[str, dict[str, list[Entry]]] = {}
    for name in LISTS:
        form, kind = name.split("-")
        entries = [without_empty(each, "note") for each in document["listed"] if each["list"] == name]
        lists.setdefault(form, {})[kind] = [{n: v for n, v in each.items() if n != "list"} for each in entries]
    looked = [{**each, "types": each["organisation_types"]} for each in document["look_for"]]
    return {
        "last_checked": document["last_checked"],
        "grading_note": document["grading_note"],
        "clauses": [without_empty(each, "notes") for each in document["clauses"]],
        "lists": lists,
        "look_for": [{n: v for n, v in each.items() if n != "organisation_types"} for each in looked],
    }


def _grading(entry: Entry) -> str:
    names = {"R": gettext("skal være med"), "o": gettext("anbefalet")}
    return ", ".join(f"{TYPE_NAMES[key]}: {names[level]}" for key, level in entry["types"].items())


class ClausePreviewForm(forms.Form):
    form = forms.ChoiceField(label=_("Organisationsform"), choices=list(TYPE_NAMES.items()), required=False)
    tekst = forms.ChoiceField(label=_("Tekst"), choices=TextKind, required=False)


class ClausesKind(CatalogueKind):
    name = "clauses"
    label = _("Bestemmelser i tekster")
    question = _("Hvad skal stå i vedtægter og aftaler?")
    document_of = staticmethod(document_of)
    content_of = staticmethod(content_of)
    parts = (
        Part(
            "clauses",
            "bestemmelser",
            _("Bestemmelser i stiftende tekster"),
            _("bestemmelse"),
            ClauseForm,
            title=lambda each: each["heading"],
            under=_grading,
            may_add=True,
            may_move=True,
            may_remove=True,
            removal=_("Tekster, der har bestemmelsen, beholder den. Nye tekster får den ikke foreslået."),
        ),
        Part(
            "listed",
            "lister",
            _("Overskrifter til andre tekster"),
            _("overskrift"),
            ListedForm,
            title=lambda each: each["heading"],
            heading=lambda each: str(LISTS[each["list"]]),
            lane=lambda each: each["list"],
            under=lambda each: each["note"],
            may_add=True,
            may_move=True,
            may_remove=True,
            removal=_("Tekster, der har overskriften, beholder den. Nye tekster får den ikke foreslået."),
        ),
        Part(
            "look_for",
            "se-efter",
            _("Se efter"),
            _("bemærkning"),
            LookForForm,
            title=lambda each: each["text"],
        ),
    )

    def new_entry(self, part: Part, document: Document, values: Entry) -> Entry:
        return {**values, "key": self._free_key(part, document, values["heading"])}

    def may_not_go(self, part: Part, entry: Entry, document: Document) -> str:
        for each in document["look_for"]:
            if entry["key"] in each["clauses"]:
                return gettext("En bemærkning ser efter noget i bestemmelsen. Den kan ikke fjernes.")
        if part.name == "listed" and sum(each["list"] == entry["list"] for each in document["listed"]) == 1:
            return gettext("Teksten skal have mindst én overskrift.")
        return ""

    def faults(self, document: Document, before: Document) -> list[str]:
        try:
            read(content_of(document))
        except ValueError as error:
            return [gettext("Kataloget hænger ikke sammen: %(error)s") % {"error": error}]
        return []

    def preview(self, document: Document, query) -> tuple[str, dict]:
        form = ClausePreviewForm(query or {"form": "section-60", "tekst": FOUNDING["section-60"][0]})
        chosen = form.cleaned_data if form.is_valid() else {}
        entries = catalogue_of(read(content_of(document)), chosen.get("form"), chosen.get("tekst"))
        return "editing/clauses_preview.html", {"entries": entries, "preview_form": form}
