"""What the address of the catalogue says. A value that makes no sense is left out, and the page says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.core.validators import slug_re
from django.utils.translation import gettext_lazy

from cases.facets import FACETS

MOST_LETTERS = 200
BEST = "match"
SORTS = {
    BEST: gettext_lazy("Bedste match"),
    "titel": gettext_lazy("Titel"),
    "nyeste": gettext_lazy("Nyeste"),
    "parter": gettext_lazy("Flest parter"),
}
FORMATS = ("xlsx", "csv", "json")
Options = Mapping[str, Sequence[tuple[str, str]]]


class KnownChoices(forms.MultipleChoiceField):
    """Keeps the values that it knows, each once, and passes over the others."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value) -> list[str]:
        return [key for key in dict.fromkeys(value or []) if self.valid_value(key)]


class KnownChoice(forms.ChoiceField):
    def clean(self, value) -> str:
        return value if value and self.valid_value(value) else ""


class Words(forms.CharField):
    """What is searched for, in one line. More letters than anybody searches with are cut off."""

    def clean(self, value) -> str:
        return " ".join((value or "").replace("\x00", " ").split())[:MOST_LETTERS]


class PageNumber(forms.CharField):
    def clean(self, value) -> int:
        return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 6 else 1


class CatalogueForm(forms.Form):
    """`options` are the keys and labels of each facet. Always valid: see `ignored` for what was not understood."""

    q = Words(
        label=gettext_lazy("Søg i cases"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": MOST_LETTERS, "autocomplete": "off"}),
    )
    sorter = KnownChoice(label=gettext_lazy("Sortering"), required=False, choices=list(SORTS.items()))
    side = PageNumber(label=gettext_lazy("Side"), required=False)
    format = KnownChoice(label=gettext_lazy("Format"), required=False, choices=[(each, each) for each in FORMATS])

    def __init__(self, *args, options: Options, **kwargs):
        super().__init__(*args, **kwargs)
        for facet, label in FACETS.items():
            self.fields[facet] = KnownChoices(label=label, required=False, choices=options[facet])

    @property
    def words(self) -> str:
        return self.cleaned_data["q"]

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The facets that are filtered by."""
        return {facet: self.cleaned_data[facet] for facet in FACETS if self.cleaned_data[facet]}

    @property
    def sort(self) -> str:
        """By match where there are words to match, else by title."""
        sort = self.cleaned_data["sorter"]
        if not self.words:
            return sort if sort and sort != BEST else "titel"
        return sort or BEST

    @property
    def ignored(self) -> list[str]:
        """The labels of what the address said and nobody understands."""
        said = []
        for name, field in self.fields.items():
            given, kept = self[name].data, self.cleaned_data[name]
            if isinstance(field, KnownChoices):
                wrong = set(given or []) - set(kept)
            elif isinstance(field, PageNumber):
                wrong = given and given != str(kept)
            elif isinstance(field, KnownChoice):
                wrong = given and given != kept
            else:
                wrong = len(given or "") > MOST_LETTERS
            if wrong:
                said.append(str(field.label))
        return said


class Slugs(forms.MultipleChoiceField):
    """Words of addresses, each once; anything else is passed over."""

    def clean(self, value) -> list[str]:
        return [slug for slug in dict.fromkeys(value or []) if slug_re.match(slug)]


class CompareForm(forms.Form):
    """The cases that are to stand side by side, by their slugs."""

    case = Slugs(label=gettext_lazy("Cases"), required=False)

    @property
    def slugs(self) -> list[str]:
        return self.cleaned_data["case"]
