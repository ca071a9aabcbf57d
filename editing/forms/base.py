"""What the form of every entry is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.conflicts import seen
from common.formats import join_words
from common.forms import in_words
from common.once import OnceForm
from editing.documents import Document, Entry, digest
from models_catalog.names import form_names

NOT_SAID = ("version", "seen", "form_token")


class TypesField(forms.MultipleChoiceField):
    """Organisation forms; none means all of them."""

    def __init__(self, **kwargs):
        given = {
            "label": _("Organisationsformer (valgfrit)"),
            "required": False,
            "help_text": _("Sæt ingen krydser, hvis det gælder alle former."),
        }
        super().__init__(
            choices=list(form_names().items()),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
            **given | kwargs,
        )


class EntryForm(OnceForm):
    """One entry. Fields are called as what they write; `set_up` adds those that depend on the document."""

    version = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, entry: Entry, document: Document, words: Mapping[str, Any]):
        initial = self.initial_of(entry) | {"version": digest(entry) if entry.get("key") else ""}
        super().__init__(data, initial=initial)
        self.entry, self.document, self.words = entry, document, words
        self.set_up()
        if not self.is_bound:
            self.initial["seen"] = seen(self)

    def initial_of(self, entry: Entry) -> dict:
        """By the names of the fields."""
        return {name: entry[name] for name in entry.keys() & self.base_fields.keys()}

    def set_up(self) -> None:
        """Choices and fields that depend on the entry or the document."""

    def values(self) -> Entry:
        """What was typed, as the entry has it."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in self.cleaned_data.items()
            if name not in NOT_SAID
        }

    def said(self) -> list[tuple[str, str]]:
        """Label and text of each field, of a form that is made from an entry; empty fields are left out."""
        pairs = [
            (_without_optional(str(field.label)), in_words(field, self.get_initial_for_field(field, name)))
            for name, field in self.fields.items()
            if name not in NOT_SAID
        ]
        return [(label, text) for label, text in pairs if text]

    def clean(self) -> dict:
        """The § is tied to its number, as in the files."""
        return {name: _tied(value) for name, value in super().clean().items()}


def _tied(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_tied(each) for each in value)
    return value.replace("§ ", "§\u00a0") if isinstance(value, str) else value


def _without_optional(label: str) -> str:
    return label.removesuffix(" (valgfrit)")


def check_braces(text: str, *names: str) -> None:
    """Words in braces are filled in where the text is shown: these alone, or none. Raises ValidationError."""
    # All in one pass, and something is left where each stood: what stands around a name never becomes a name itself.
    rest = re.sub("|".join(re.escape(f"{{{name}}}") for name in names), "-", text)
    if "{" not in rest and "}" not in rest:
        return
    if not names:
        raise forms.ValidationError(gettext("Skriv teksten uden krøllede parenteser."))
    allowed = {"names": join_words(f"{{{name}}}" for name in names)}
    raise forms.ValidationError(gettext("Brug kun krøllede parenteser om %(names)s.") % allowed)
