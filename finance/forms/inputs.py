"""What is counted in each municipality: what it is, and one figure for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.conflicts import seen
from common.forms import DateField
from common.once import OnceForm
from finance.forms.fields import AmountField
from finance.keys import HUNDRED
from finance.models import KeyInput
from finance.parts import percent_sentence
from municipalities.models import Municipality


class InputForm(OnceForm):
    """What is counted, on which day and from which source."""

    name = forms.CharField(
        label=_("Hvad tælles?"),
        max_length=80,
        help_text=_("Fx: Årsværk, Pc'er eller Måltider."),
        error_messages={"required": _("Skriv, hvad der tælles.")},
    )
    unit = forms.CharField(
        label=_("Enhed"),
        max_length=30,
        help_text=_("Fx: årsværk, stk., timer, pct. eller kr."),
        error_messages={"required": _("Skriv, hvilken enhed der tælles i.")},
    )
    date = DateField(label=_("Opgjort pr. (valgfrit)"), required=False)
    source = forms.CharField(label=_("Kilde (valgfrit)"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, row: KeyInput | None = None, **kwargs):
        names = ("name", "unit", "date", "source", "version")
        initial = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_date(self) -> dt.date | None:
        day = self.cleaned_data["date"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Dagen ligger ude i fremtiden. Skriv, hvornår der blev talt."))
        return day

    @property
    def values(self) -> dict:
        return {**self.cleaned_data, "version": self.cleaned_data["version"] or 0}


class FiguresForm(forms.Form):
    """A field for each of these municipalities; empty is not known, which is not 0.

    Percentages of all who take part must make a hundred. Who writes only the own is not asked to see to that.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, row: KeyInput, places: Sequence[Municipality], must_be_whole: bool = False, **kwargs):
        held = {each.municipality_id: each.value for each in row.values.all()}
        super().__init__(*args, initial={"version": row.version}, **kwargs)
        self.places, self.must_be_whole = list(places), must_be_whole
        for place in self.places:
            label = f"{place.name} ({row.unit})"
            self.fields[_name(place)] = AmountField(
                label=label, decimals=4, min_value=0, max_value=9_999_999_999, required=False
            )
            self.initial[_name(place)] = held.get(place.pk)
        if not self.is_bound:
            self.initial["seen"] = seen(self)

    def clean(self) -> dict:
        cleaned = super().clean()
        given = [cleaned.get(_name(place)) for place in self.places]
        if self.must_be_whole and None not in given and not self.errors and sum(given, Decimal(0)) != HUNDRED:
            raise forms.ValidationError(percent_sentence(sum(given, Decimal(0)), _("Procenterne")))
        return cleaned

    @property
    def values(self) -> dict[Municipality, Decimal | None]:
        return {place: self.cleaned_data[_name(place)] for place in self.places}


def _name(place: Municipality) -> str:
    return f"k{place.code}"
