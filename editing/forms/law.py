"""Forms of rules of law."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, TextField
from common.once import OnceForm
from editing.documents import Entry
from editing.forms.base import EntryForm, TypesField


class RuleForm(EntryForm):
    """One wording of a rule. The key is written once, with a new rule, or made from where it stands in the law."""

    statement = TextField(label=_("Regel"), max_length=2000, rows=4)
    body = forms.CharField(
        label=_("Hvem"), max_length=80, help_text=_("Den, der skal beslutte, godkende eller orienteres.")
    )
    organisation_types = TypesField()
    legal_basis = forms.CharField(
        label=_("Hjemmel"),
        max_length=200,
        help_text=_("Lov og paragraf, fx Kommunestyrelsesloven §\u00a040."),
    )
    source_title = forms.CharField(label=_("Kilde"), max_length=200)
    source_url = forms.URLField(
        label=_("Adresse på kilden (valgfrit)"), max_length=300, required=False, assume_scheme="https"
    )
    valid_from = DateField(
        label=_("Gælder fra"),
        help_text=_("Skriv dd.mm.åååå. Den gamle udgave slutter dagen før, så datoen skal være kendt."),
    )
    valid_to = DateField(label=_("Gælder til og med (valgfrit)"), required=False)
    key = forms.SlugField(
        label=_("Teknisk nøgle (valgfrit)"),
        max_length=40,
        required=False,
        help_text=_("Krav i processen finder reglen ved den. Lad feltet stå tomt, så bliver den lavet af hjemlen."),
    )

    def initial_of(self, entry: Entry) -> dict:
        return {**super().initial_of(entry), **{name: _date(entry.get(name)) for name in ("valid_from", "valid_to")}}

    def set_up(self) -> None:
        if self.entry.get("key"):
            del self.fields["key"]
        if not self.words.get("follows"):
            start = self.fields["valid_from"]
            start.label, start.required = _("Gælder fra (valgfrit)"), False
            start.help_text = _("Skriv dd.mm.åååå. Lad feltet stå tomt, hvis du ikke ved, hvornår reglen begyndte.")

    def values(self) -> Entry:
        values = super().values()
        return values | {name: values[name] and values[name].isoformat() for name in ("valid_from", "valid_to")}

    def clean(self) -> dict:
        data = super().clean()
        if data.get("valid_from") and data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            self.add_error("valid_to", gettext("Slutdatoen kan ikke ligge før startdatoen."))
        return data


class PublishRuleForm(OnceForm):
    reason = forms.CharField(
        label=_("Hvorfor ændres reglen?"),
        max_length=300,
        help_text=_("Skriv det, så en anden kan forstå det om fem år."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, is_new: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["reason"].label = _("Hvorfor tilføjes reglen?")


class CheckRuleForm(OnceForm):
    note = forms.CharField(label=_("Bemærkning (valgfrit)"), max_length=300, required=False)


class EndRuleForm(OnceForm):
    on = DateField(label=_("Sidste dag, reglen gælder"))
    reason = forms.CharField(
        label=_("Hvorfor ophører reglen?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class RuleFilterForm(forms.Form):
    """What the list of rules shows."""

    vis = forms.ChoiceField(
        label=_("Vis"),
        choices=[("", _("Regler, der gælder nu")), ("alle", _("Alle, også dem der er ophørt"))],
        required=False,
    )

    def apply_to(self, rules):
        return rules if self.is_valid() and self.cleaned_data["vis"] == "alle" else rules.valid()


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
