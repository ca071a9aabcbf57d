"""Forms of the model guide's words. Which answer says something about which model is shown and not written."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.formats import join_words
from common.forms import LinesField, TextField
from editing.documents import Document, Entry, find
from editing.forms.base import EntryForm, check_braces
from models_catalog.names import form_names

SAYS = "says_"
# As the page of the result names them.
SAYING_NAMES = {
    "for": _("Taler for %(about)s"),
    "against": _("Taler imod %(about)s"),
    "demands": _("Det kræver %(about)s"),
    "conflict": _("Kræver afklaring for %(about)s"),
    "remark": _("Bemærk"),
}


class GroupForm(EntryForm):
    title = forms.CharField(label=_("Overskrift"), max_length=80)
    help = TextField(label=_("Hjælp under overskriften"), max_length=300, rows=2)


class GuideQuestionForm(EntryForm):
    text = TextField(label=_("Spørgsmål"), max_length=200, rows=2)
    help = TextField(label=_("Hjælp til svaret (valgfrit)"), max_length=200, rows=2, required=False)
    source = forms.CharField(label=_("Kilde"), max_length=200)

    def values(self) -> Entry:
        """As the file has it: help that is empty is not written."""
        values = super().values()
        return values if values["help"] or "help" in self.entry else {k: v for k, v in values.items() if k != "help"}


class AnswerForm(EntryForm):
    """An answer and the sentences that it gives. `words` names models and forms."""

    label = forms.CharField(label=_("Svar"), max_length=60)

    def set_up(self) -> None:
        if not self.entry["answer"]:  # a number is typed
            del self.fields["label"]
        for place, saying in enumerate(self.entry["says"]):
            self.fields[f"{SAYS}{place}"] = TextField(
                label=self._named(saying), max_length=200, rows=2, initial=saying["text"]
            )

    def clean(self) -> dict:
        data = super().clean()
        named = () if self.entry["answer"] else ("number",)
        for name in [name for name in self.fields if name.startswith(SAYS)]:
            try:
                check_braces(data.get(name, ""), *named)
            except forms.ValidationError as error:
                self.add_error(name, error)
        return data

    def values(self) -> Entry:
        values = super().values()
        says = [{**each, "text": values.pop(f"{SAYS}{place}")} for place, each in enumerate(self.entry["says"])]
        return {**values, "says": says}

    def _named(self, saying: Entry) -> str:
        names = [self.words["names"][key].lower() for key in saying.get("about", ())]
        return SAYING_NAMES[saying["kind"]] % {"about": join_words(names) if names else gettext("alle modeller")}


class ClashForm(EntryForm):
    text = TextField(label=_("Modstrid"), max_length=300)

    checked_label = _("Vises ved svarene")

    def clean_text(self) -> str:
        check_braces(self.cleaned_data["text"], *sorted(self.entry["when"]))
        return self.cleaned_data["text"]

    @property
    def checked(self) -> str:
        """Which answers contradict each other, in words."""
        given = [answered(self.document, key, value) for key, value in sorted(self.entry["when"].items())]
        return f"{join_words(given)}."

    def said(self) -> list[tuple[str, str]]:
        return [*super().said(), (str(self.checked_label), self.checked)]


class ModelForm(EntryForm):
    """A model as the page of the result shows it."""

    obvious_when = TextField(label=_("Hvornår er modellen oplagt?"), max_length=300)
    speaks_for = LinesField(label=_("Taler for"), max_length=1000, help_text=_("Skriv én ting på hver linje."))
    speaks_against = LinesField(label=_("Taler imod"), max_length=1000, help_text=_("Skriv én ting på hver linje."))
    preconditions = LinesField(label=_("Det kræver"), max_length=1500, help_text=_("Skriv én ting på hver linje."))
    gains = LinesField(
        label=_("Gevinster"),
        max_length=1500,
        rows=4,
        help_text=_("Skriv én gevinst på hver linje: slags, kolon, gevinst. For eksempel Økonomi: I køber billigere."),
    )
    challenges = LinesField(
        label=_("Typiske udfordringer"), max_length=1500, help_text=_("Skriv én udfordring på hver linje.")
    )
    projects = LinesField(
        label=_("Hvad laver I typisk?"), max_length=1500, help_text=_("Skriv ét projekt på hver linje.")
    )
    source = forms.CharField(label=_("Kilde"), max_length=200)

    def initial_of(self, entry: Entry) -> dict:
        gains = tuple(f"{each['type']}: {each['text']}" for each in entry["gains"])
        return {**super().initial_of(entry), "gains": gains}

    def clean_gains(self) -> tuple[str, ...]:
        gains = self.cleaned_data["gains"]
        for each in gains:
            kind, _colon, text = each.partition(":")
            if not (kind.strip() and text.strip()):
                raise forms.ValidationError(gettext("Skriv slags, kolon og gevinst: “%(line)s”.") % {"line": each})
        return gains

    def values(self) -> Entry:
        values = super().values()
        parted = [each.partition(":") for each in values["gains"]]
        return {**values, "gains": [{"type": kind.strip(), "text": text.strip()} for kind, _colon, text in parted]}


class ApprovalForm(EntryForm):
    text = TextField(
        label=_("Godkendelse"),
        max_length=200,
        rows=2,
        help_text=_("Skriv {body}, hvor der skal stå, hvem der godkender efter loven."),
    )

    def clean_text(self) -> str:
        check_braces(self.cleaned_data["text"], "body")
        return self.cleaned_data["text"]


def answered(document: Document, key: str, value: str | int | dict[str, int]) -> str:
    """A question and an answer to it, in words. A number may be any between two bounds."""
    question = find(document, "questions", key)
    if isinstance(value, dict):
        value = in_bounds(**value)
    found = (each for each in document["answers"] if (each["question"], each["answer"]) == (key, value))
    label = next((each["label"] for each in found), form_names().get(value, value))
    return f"“{question['text'].removesuffix(' (valgfrit)')}” {label}"


def in_bounds(at_least: int | None = None, at_most: int | None = None) -> str:
    said = {"least": at_least, "most": at_most}
    if at_least is None:
        return gettext("højst %(most)d") % said
    if at_most is None:
        return gettext("mindst %(least)d") % said
    return gettext("%(least)d til %(most)d") % said
