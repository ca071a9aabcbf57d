"""What the form of every entry is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.conflicts import seen
from common.once import OnceForm
from editing.documents import Document, Entry, digest
from models_catalog.models import OrganisationType

NOT_SAID = ("version", "seen", "form_token")


class LinesField(forms.CharField):
    """Several short texts, one on each line."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return "\n".join(line for line in lines if line)


class TextField(forms.CharField):
    def __init__(self, *, rows: int = 3, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class TypesField(forms.MultipleChoiceField):
    """Organisation forms; none means all of them."""

    def __init__(self, **kwargs):
        given = {
            "label": _("Organisationsformer (valgfrit)"),
            "required": False,
            "help_text": _("Sæt ingen krydser, hvis det gælder alle former."),
        }
        super().__init__(
            choices=OrganisationType.Key.choices,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
            **given | kwargs,
        )


class EntryForm(OnceForm):
    """One entry. Fields are called as what they write; `set_up` adds those that depend on the document."""

    version = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, entry: Entry, document: Document, words: Mapping[str, Any]):
        initial = self.initial_of(entry)
        lines = [name for name, field in self.base_fields.items() if isinstance(field, LinesField)]
        initial |= {name: "\n".join(initial.get(name) or ()) for name in lines}
        initial["version"] = digest(entry) if entry.get("key") else ""
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
            name: value.splitlines() if isinstance(self.fields[name], LinesField) else value
            for name, value in self.cleaned_data.items()
            if name not in NOT_SAID
        }

    def said(self) -> list[tuple[str, str]]:
        """Label and text of each field, of a form that is made from an entry; empty fields are left out."""
        pairs = [
            (_without_optional(str(field.label)), _text(field, self.get_initial_for_field(field, name)))
            for name, field in self.fields.items()
            if name not in NOT_SAID
        ]
        return [(label, text) for label, text in pairs if text]

    def clean(self) -> dict:
        """The § is tied to its number, as in the files."""
        cleaned = super().clean()
        return {name: _tied(value) if isinstance(value, str) else value for name, value in cleaned.items()}


def _tied(text: str) -> str:
    return text.replace("§ ", "§\u00a0")


def _without_optional(label: str) -> str:
    return label.removesuffix(" (valgfrit)")


def _text(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return gettext("Ja") if value else gettext("Nej")
    if isinstance(field, forms.MultipleChoiceField):
        names = dict(field.choices)
        return ", ".join(str(names.get(each, each)) for each in value or ())
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))
    return "" if value is None else str(value)
