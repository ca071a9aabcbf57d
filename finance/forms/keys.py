"""Forms of keys, of what they count, and of their comparison."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.once import OnceForm
from finance.forms.fields import AmountField, YearField
from finance.models import DistributionKey
from finance.reading import EQUAL, FIXED, FIXED_SHARE, POPULATION, LoadedKey, Party

MOST_KEYS = 3
YEARS = {"min_value": 2000, "max_value": 2100}


def percent_field(label: str, **kwargs) -> AmountField:
    return AmountField(label=label, decimals=2, min_value=0, max_value=100, **kwargs)


class CompareForm(forms.Form):
    """What the page of keys is asked, all of it in the address."""

    beloeb = AmountField(
        label=_("Beløb, der deles (valgfrit)"),
        min_value=1,
        required=False,
        help_text=_("I kroner, fx 12,4 mio. En nøgle med egne priser har ikke brug for det."),
    )
    aar = YearField(
        label=_("År (valgfrit)"),
        required=False,
        help_text=_("Betyder noget for halve år og startkapital. Skriver du intet, er det i år."),
        **YEARS,
    )
    noegle = forms.MultipleChoiceField(label=_("Nøgler, højst tre"), required=False)
    fast = percent_field(
        _("Fast del i “Fast del + indbyggere”, i procent (valgfrit)"),
        required=False,
        help_text=_("Så mange procent deles lige. Skriver du intet, er det 20."),
    )
    med = forms.ChoiceField(label=_("Hvad nu hvis en kommune kommer med? (valgfrit)"), required=False)
    uden = forms.ChoiceField(label=_("Hvad nu hvis en kommune træder ud? (valgfrit)"), required=False)

    def __init__(
        self, *args, keys: Sequence[LoadedKey], here: Sequence[Party], others: Sequence[tuple[str, str]], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.fields["noegle"].choices = [(each.slug, each.name) for each in keys]
        self.fields["noegle"].error_messages["invalid_choice"] = _("Nøglen %(value)s findes ikke. Vælg en anden.")
        self.fields["uden"].choices = [("", _("Ingen")), *((each.code, each.name) for each in here)]
        self.fields["med"].choices = [("", _("Ingen")), *others]

    def clean_noegle(self) -> list[str]:
        chosen = list(dict.fromkeys(self.cleaned_data["noegle"]))
        if len(chosen) > MOST_KEYS:
            raise forms.ValidationError(
                _("Vælg højst tre nøgler. Du har valgt %(count)d."), params={"count": len(chosen)}
            )
        return chosen


class KeyForm(OnceForm):
    """A key's name and what holds for all of it. `begin` is what a new key begins with."""

    name = forms.CharField(
        label=_("Hvad hedder nøglen?"),
        max_length=100,
        help_text=_("Fx: Drift efter årsværk."),
        error_messages={"required": _("Skriv, hvad nøglen hedder.")},
    )
    begin = forms.ChoiceField(
        label=_("Begynd med"),
        choices=[
            ("", _("En tom nøgle, som du bygger selv")),
            (EQUAL, _("Lige dele")),
            (POPULATION, _("Indbyggere")),
            (FIXED, _("Fast del + indbyggere")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    fixed = percent_field(
        _("Fast del i procent (valgfrit)"), required=False, help_text=_("Kun til “Fast del + indbyggere”. Ellers 20.")
    )
    regulation = forms.CharField(
        label=_("Hvornår reguleres nøglen? (valgfrit)"),
        max_length=120,
        required=False,
        help_text=_("Fx: hvert år den 1. januar efter nye indbyggertal."),
    )
    without_start_capital = forms.BooleanField(label=_("Der betales ingen startkapital"), required=False)
    source = forms.CharField(
        label=_("Kilde (valgfrit)"), max_length=200, required=False, help_text=_("Fx: vedtægternes § 8.")
    )
    note = forms.CharField(
        label=_("Bemærkning (valgfrit)"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, key: DistributionKey | None = None, **kwargs):
        if key:
            names = ("name", "regulation", "without_start_capital", "source", "note", "version")
            kwargs["initial"] = {name: getattr(key, name) for name in names}
        super().__init__(*args, **kwargs)
        began = self.initial.get("begin")
        if began and "name" not in self.initial:
            self.initial["name"] = str(dict(self.fields["begin"].choices).get(began, ""))
        if key:
            del self.fields["begin"], self.fields["fixed"]
        self.fields["source"].help_text = _("Fx: vedtægternes §\u00a08.")

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields if name in WRITTEN}

    @property
    def fixed_share(self) -> Decimal:
        given = self.cleaned_data.get("fixed")
        return FIXED_SHARE if given is None else given


WRITTEN = ("name", "regulation", "without_start_capital", "source", "note")


class CopyKeyForm(OnceForm):
    name = forms.CharField(
        label=_("Hvad skal kopien hedde?"),
        max_length=100,
        error_messages={"required": _("Skriv, hvad kopien skal hedde.")},
    )


class RemoveForm(forms.Form):
    """Asked once more. `version` is the one that the page showed, for a part that of its key."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen_version(self) -> int:
        """0, which nothing has, where the page did not say."""
        return (self.cleaned_data["version"] if self.is_valid() else None) or 0


class ProposeForm(OnceForm):
    """Freezing a key for decision. `draft` is the fingerprint of what the page showed."""

    amount = AmountField(label=_("Beløb, der deles (valgfrit)"), min_value=1, required=False)
    year = YearField(
        label=_("År, beløbene gælder for"),
        error_messages={"required": _("Skriv, hvilket år beløbene gælder for.")},
        **YEARS,
    )
    note = forms.CharField(
        label=_("Begrundelse (valgfrit)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alle kan læse den. Mangler der tal, så skriv, hvorfor nøglen foreslås alligevel."),
    )
    draft = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, asks_for_amount: bool, lacks_something: bool = False, **kwargs):
        initial = {"year": timezone.localdate().year} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        if not asks_for_amount:
            del self.fields["amount"]
        if lacks_something:
            self.fields["note"].label = _("Hvorfor foreslår I nøglen, selv om der mangler noget?")
            self.fields["note"].help_text = _("Alle kan læse det.")

    @property
    def values(self) -> dict:
        return {"amount": None} | self.cleaned_data

    def see_again(self, draft: str) -> None:
        """The page shows the key as it is now, so that to press once more is a choice. What was typed stays."""
        self.data = self.data.copy()
        self.data["draft"] = draft
