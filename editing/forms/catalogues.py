"""Forms of the catalogue of clauses and of the standard sets of questions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.danish import sort_key
from common.forms import LinesField, TextField
from decisions.vocabulary import MUNICIPAL_BODIES, Scope, TextKind
from editing.documents import Entry
from editing.forms.base import EntryForm, TypesField, check_braces
from models_catalog.names import form_names

# The forms whose founding texts are graded; a company has lists of its own, and “andet” reads as an agreement.
GRADED = ("section-60", "section-60a", "association", "agreement")
LEVELS = [("", _("Ikke med")), ("o", _("Anbefalet")), ("R", _("Skal være med"))]
LISTS = {
    "company-statutes": _("A/S: vedtægter"),
    "company-shareholders": _("A/S: ejeraftale"),
    "any-intent": _("Alle former: hensigtserklæring"),
}
TYPE_NAMES = form_names()
LEVEL, NOTE = "level_", "note_"


class _Clause(EntryForm):
    heading = forms.CharField(label=_("Overskrift"), max_length=120)
    guidance = TextField(label=_("Vejledning"), max_length=800)
    sources = LinesField(label=_("Kilder"), max_length=800, help_text=_("Skriv én kilde på hver linje."))


class ClauseForm(_Clause):
    """A clause of founding texts, with what each form asks of it."""

    def set_up(self) -> None:
        types, notes = self.entry.get("types", {}), self.entry.get("notes", {})
        for key in GRADED:
            name = TYPE_NAMES[key]
            self.fields[LEVEL + key] = forms.ChoiceField(
                label=name, choices=LEVELS, required=False, initial=types.get(key, "")
            )
            self.fields[NOTE + key] = forms.CharField(
                label=gettext("Bemærkning ved %(type)s (valgfrit)") % {"type": name},
                required=False,
                max_length=300,
                initial=notes.get(key, ""),
                help_text=gettext("Skriv {authority}, hvor der skal stå, hvem der godkender efter loven."),
            )

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not any(data.get(LEVEL + key) for key in GRADED):
            self.add_error(LEVEL + GRADED[0], gettext("Vælg mindst én form, som bestemmelsen er med i."))
        for key in GRADED:
            try:
                check_braces(data.get(NOTE + key, ""), "authority")
            except forms.ValidationError as error:
                self.add_error(NOTE + key, error)
        return data

    def values(self) -> Entry:
        values = super().values()
        levels = {key: values.pop(LEVEL + key) for key in GRADED}
        notes = {key: values.pop(NOTE + key) for key in GRADED}
        return {
            **values,
            "types": {key: level for key, level in levels.items() if level},
            "notes": {key: note for key, note in notes.items() if note},
        }


class ListedForm(_Clause):
    """A heading for a text that founds nothing, or for a company; nothing in it is required."""

    list = forms.ChoiceField(label=_("Tekst"), choices=list(LISTS.items()))
    note = forms.CharField(label=_("Bemærkning (valgfrit)"), required=False, max_length=300)
    reviewed = forms.BooleanField(label=_("Gennemgået af en jurist"), required=False)

    field_order = ("list", "heading", "guidance", "note", "reviewed", "sources")

    def set_up(self) -> None:
        if self.entry.get("key"):
            del self.fields["list"]

    def clean_note(self) -> str:
        check_braces(self.cleaned_data["note"], "authority")
        return self.cleaned_data["note"]


class LookForForm(EntryForm):
    """The words that are searched for are a pattern of the program: it is shown and not written."""

    text = TextField(label=_("Bemærkning"), max_length=400)
    organisation_types = TypesField(label=_("Organisationsformer"), required=True, help_text="")
    source = forms.CharField(label=_("Kilde"), max_length=200)

    checked_label = _("Der ledes efter")

    @property
    def checked(self) -> str:
        return gettext("Ord, der passer på mønsteret %(pattern)s.") % {"pattern": self.entry["pattern"]}

    def said(self) -> list[tuple[str, str]]:
        said = [self.entry["pattern"], self.entry.get("harmless", ""), ", ".join(self.entry["clauses"])]
        return [*super().said(), (str(self.checked_label), "\n".join(each for each in said if each))]


class QuestionForm(EntryForm):
    """A question. Who answers and whether it binds is chosen once: answers and requirements rest on it."""

    title = forms.CharField(label=_("Hvad skal besluttes?"), max_length=80)
    explanation = TextField(label=_("Forklaring"), max_length=300)
    scope = forms.ChoiceField(label=_("Hvem svarer?"), choices=Scope)
    binding = forms.BooleanField(label=_("Svaret er bindende"), required=False, initial=True)
    text = forms.ChoiceField(label=_("Tekst (valgfrit)"), choices=[("", _("Ingen")), *TextKind.choices], required=False)
    bodies = forms.MultipleChoiceField(
        label=_("Hvem kan svare? (valgfrit)"),
        choices=[(each.value, each.label) for each in MUNICIPAL_BODIES],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        help_text=_("Sæt ingen krydser, hvis kommunen selv bestemmer."),
    )
    may_be_irrelevant = forms.BooleanField(label=_("“Ikke relevant” med en begrundelse er et svar"), required=False)
    optional = forms.BooleanField(label=_("Foreslås, men er ikke valgt fra begyndelsen"), required=False)
    source = forms.CharField(label=_("Kilde"), max_length=200)

    def set_up(self) -> None:
        if self.entry.get("key"):
            del self.fields["scope"], self.fields["binding"], self.fields["text"]
            if not set(self.entry["bodies"]) <= {each.value for each in MUNICIPAL_BODIES}:
                del self.fields["bodies"]  # the collaboration's own body answers


class RoundForm(EntryForm):
    name = forms.CharField(label=_("Rundens navn"), max_length=80)


class PlaceForm(EntryForm):
    """A question in the set of one form, in a round or outside of them."""

    form = forms.ChoiceField(label=_("Organisationsform"), choices=list(TYPE_NAMES.items()))
    question = forms.ChoiceField(label=_("Spørgsmål"))
    round = forms.ChoiceField(label=_("Runde"))

    def set_up(self) -> None:
        # Two questions may have the same title: what they explain tells them apart.
        self.fields["question"].choices = [
            (each["key"], f"{with_authority(each['title'])}: {each['explanation']}")
            for each in sorted(self.document["questions"], key=lambda each: sort_key(with_authority(each["title"])))
        ]
        most = max(each["number"] for each in self.document["rounds"])
        rounds = [(str(each), gettext("Runde %(number)d") % {"number": each}) for each in range(1, most + 1)]
        self.fields["round"].choices = [("0", _("Uden for runderne")), *rounds]
        if self.entry.get("key"):
            del self.fields["form"], self.fields["question"]

    def initial_of(self, entry: Entry) -> dict:
        return {**super().initial_of(entry), "round": str(entry.get("round", 0))}

    def values(self) -> Entry:
        values = super().values()
        return {**values, "round": int(values["round"])}

    def clean(self) -> dict:
        data = super().clean()
        form = data.get("form") or self.entry.get("form")
        question, number = data.get("question"), int(data.get("round") or 0)
        known = {each["number"] for each in self.document["rounds"] if each["form"] == form}
        if number and number not in known:
            self.add_error("round", gettext("Formen har ikke så mange runder. Vælg en anden runde."))
        if question and any((each["form"], each["question"]) == (form, question) for each in self.document["places"]):
            self.add_error("question", gettext("Spørgsmålet er allerede med i formens sæt."))
        return data


def with_authority(text: str) -> str:
    """As it is read before anybody has chosen a form."""
    return text.replace("{authority}", gettext("Myndigheden"))
