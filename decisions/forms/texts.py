"""Forms of texts, clauses and publishing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration, DocumentVersion
from common.once import OnceForm
from decisions.clauses import CatalogueEntry
from decisions.vocabulary import TextKind
from finance.models import KeyVersion


class TextForm(OnceForm):
    """A new text."""

    kind = forms.ChoiceField(label=_("Hvilken slags tekst?"), choices=TextKind, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Titel"), max_length=140, help_text=_("Fx: Vedtægter for Fælles it-drift I/S."))


class ClausesForm(OnceForm):
    """Clauses of the catalogue that go into the draft; the required ones are ticked to begin with."""

    keys = forms.MultipleChoiceField(
        label=_("Bestemmelser"), widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
    )

    def __init__(self, *args, entries: Iterable[CatalogueEntry], **kwargs):
        super().__init__(*args, **kwargs)
        entries = list(entries)
        self.fields["keys"].choices = [(each.key, each) for each in entries]
        self.fields["keys"].initial = [each.key for each in entries if each.level == "required"]
        self.fields["keys"].error_messages["required"] = _("Vælg mindst én bestemmelse.")


class ClauseForm(OnceForm):
    """One clause. `version` is the one that the page showed."""

    heading = forms.CharField(label=_("Overskrift"), max_length=160)
    body = forms.CharField(
        label=_("Tekst"), max_length=20_000, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RemoveClauseForm(forms.Form):
    """Taking a clause out. `version` is the one that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AnnexForm(OnceForm):
    """A document of the collaboration, or one of its frozen keys, that goes with the text."""

    document = forms.ModelChoiceField(
        label=_("Dokument (valgfrit)"), queryset=None, required=False, empty_label=_("Vælg dokument")
    )
    key_version = forms.ModelChoiceField(
        label=_("Eller en foreslået fordelingsnøgle (valgfrit)"),
        queryset=None,
        required=False,
        empty_label=_("Vælg nøgle"),
    )
    title = forms.CharField(
        label=_("Titel på bilaget (valgfrit)"),
        max_length=140,
        required=False,
        help_text=_("Ellers dokumentets eller nøglens navn."),
    )

    def __init__(self, *args, collaboration: Collaboration, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = DocumentVersion.objects.newest_of(collaboration)
        keys = KeyVersion.objects.filter(key__collaboration=collaboration).select_related("key").order_by("-pk")
        self.fields["key_version"].queryset = keys

    def clean(self) -> dict:
        cleaned = super().clean()
        chosen = [name for name in ("document", "key_version") if cleaned.get(name)]
        if len(chosen) != 1 and not self.errors:
            self.add_error("document", _("Vælg et dokument eller en fordelingsnøgle, og kun én af dem."))
        return cleaned


class PublishForm(OnceForm):
    """Publishing for decision. `newest` is the number of the version that the page showed as the newest.

    `draft` is the fingerprint of the draft as it was when the page was opened.
    """

    note = forms.CharField(
        label=_("Hvad er nyt?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Alle kan læse det. Er det kun en skrivefejl, så skriv hvilken."),
    )
    is_typo = forms.BooleanField(
        label=_("Det er kun en skrivefejl, der er rettet"),
        required=False,
        help_text=_("Så skal ingen kommune beslutte igen. Det må ikke ændre, hvad teksten betyder."),
    )
    newest = forms.IntegerField(widget=forms.HiddenInput, required=False)
    draft = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, has_versions: bool, **kwargs):
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        note.required = has_versions
        note.error_messages["required"] = _("Skriv, hvad der er nyt.")
        if not has_versions:
            del self.fields["is_typo"]
            note.label, note.help_text = _("Bemærkning (valgfrit)"), ""

    def see_again(self, seen: dict[str, Any]) -> None:
        """The page shows the text as it is now, so that to press once more is a choice. What was typed stays."""
        data = self.data.copy()
        data.update({name: str(value) for name, value in seen.items()})
        self.data = data


class CompareForm(forms.Form):
    """The two versions that are shown side by side."""

    fra = forms.IntegerField(label=_("Fra version"), min_value=1)
    til = forms.IntegerField(label=_("Til version"), min_value=1)
