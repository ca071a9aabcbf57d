"""The filters of the editors' queue. They live in the address; a value that is not known is left out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class QueueForm(forms.Form):
    tilstand = forms.ChoiceField(
        label=_("Tilstand"),
        required=False,
        choices=[
            ("", _("Venter på dig")),
            ("kladde", _("Kladde")),
            ("gennemsyn", _("Til gennemsyn")),
            ("udgivet", _("Udgivet")),
            ("opdateres", _("Bør opdateres")),
            ("trukket", _("Trukket tilbage")),
            ("alle", _("Alle")),
        ],
    )
    soeg = forms.CharField(label=_("Titel"), max_length=200, required=False)
    soegninger = forms.ChoiceField(required=False, choices=[("", ""), ("alle", "")], widget=forms.HiddenInput)
    side = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    @property
    def chosen(self) -> str:
        return self.cleaned_data.get("tilstand", "")

    @property
    def words(self) -> str:
        return self.cleaned_data.get("soeg", "")

    @property
    def wants_all_searches(self) -> bool:
        return self.cleaned_data.get("soegninger", "") == "alle"

    @property
    def page(self) -> str:
        return self.cleaned_data.get("side", "") or "1"

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self["soeg"], self["tilstand"]]
