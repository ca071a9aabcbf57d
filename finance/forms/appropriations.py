"""Forms of appropriations: to write one down, and to take it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import DateField
from common.once import OnceForm
from finance.forms.cases import LARGEST
from finance.forms.fields import AmountField, YearField
from finance.reading import Party
from finance.services.appropriations import SCHEMES
from finance.vocabulary import GrantKind

WRONG_LINK = _("Skriv en hel adresse, der begynder med http:// eller https://.")


class AppropriationForm(OnceForm):
    """What a council has granted for one year. `seen` is the newest row that the page showed."""

    municipality = forms.ChoiceField(label=_("Kommune"), error_messages={"required": _("Vælg en kommune.")})
    year = YearField(
        label=_("Budgetår"), min_value=2000, max_value=2100, error_messages={"required": _("Skriv budgetåret.")}
    )
    amount = AmountField(
        label=_("Beløb i kroner"),
        min_value=1,
        max_value=LARGEST,
        help_text=_("Fx 1.200.000 eller 1,2 mio."),
        error_messages={"required": _("Skriv, hvor meget der er bevilget.")},
    )
    kind = forms.ChoiceField(
        label=_("Hvordan er bevillingen givet?"),
        choices=GrantKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvordan bevillingen er givet.")},
    )
    date = DateField(
        label=_("Hvornår blev det besluttet?"), error_messages={"required": _("Skriv, hvornår det blev besluttet.")}
    )
    link = forms.URLField(
        label=_("Link til beslutningen (valgfrit)"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": WRONG_LINK},
    )
    note = forms.CharField(
        label=_("Finansiering eller bemærkning"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Skal skrives ved en tillægsbevilling: hvor kommer pengene fra? Ellers er feltet valgfrit."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, parties: Sequence[Party], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(each.code, each.name) for each in parties]
        self.fields["municipality"].choices = choices if len(choices) == 1 else [("", _("Vælg kommune")), *choices]
        self.fields["link"].validators = [URLValidator(schemes=SCHEMES, message=WRONG_LINK)]

    def clean_date(self) -> dt.date:
        if self.cleaned_data["date"] > timezone.localdate():
            raise forms.ValidationError(_("Datoen ligger i fremtiden. Registrér bevillingen, når den er givet."))
        return self.cleaned_data["date"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == GrantKind.SUPPLEMENTARY and "note" not in self.errors and not cleaned.get("note"):
            self.add_error("note", _("Skriv, hvordan tillægsbevillingen finansieres."))
        return cleaned

    @property
    def code(self) -> str:
        return self.cleaned_data["municipality"]

    @property
    def values(self) -> dict[str, int | str | Decimal | dt.date]:
        names = ("year", "amount", "kind", "date", "link", "note")
        return {**{name: self.cleaned_data[name] for name in names}, "seen": self.cleaned_data["seen"]}

    def see_again(self, newest: int) -> None:
        """The page shows what somebody else wrote, so that to press once more is a choice. What was typed stays."""
        self.data = self.data.copy()
        self.data["seen"] = str(newest)


class TakeBackGrantForm(OnceForm):
    """Why an appropriation does not hold."""

    reason = forms.CharField(
        label=_("Hvorfor gælder bevillingen ikke?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Alle kan læse begrundelsen."),
        error_messages={"required": _("Skriv, hvorfor bevillingen ikke gælder.")},
    )
