"""The parts of the editor of a business case: what it is about, its gains, risks and prices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import DateField
from common.once import OnceForm
from finance.appraisal import MAX_RISKS
from finance.forms.drafts import AboutDraft
from finance.forms.fields import AmountField, Deletable, GrowingText, YearField
from finance.lines import DECIMALS, LARGEST
from finance.models import BusinessCase, CaseGain, CaseRisk
from finance.models.cases import MAX_YEARS
from finance.vocabulary import Approach, Extra, GainKind

YEARS = (1990, 2100)
LARGEST_DISCOUNT = 20  # per cent a year, as `BusinessCase.discount_rate` has it


class DoorForm(OnceForm):
    """One of the two doors; each is a button."""

    approach = forms.ChoiceField(choices=Approach.choices, widget=forms.HiddenInput)


class DetailsForm(forms.ModelForm):
    """What holds for the whole draft. Which fields there are depends on the door and on what is opened."""

    case = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = BusinessCase
        fields = (
            "first_year",
            "year_count",
            "price_year",
            "key",
            "discount_rate",
            "discount_source",
            "description",
            "reason",
            "not_included",
            "scenario_name",
        )
        labels = {
            "price_year": gettext_lazy("Beløbene er i priser fra år"),
            "key": gettext_lazy("Fordelingsnøgle (valgfrit)"),
            "description": gettext_lazy("Gevinsterne i ord (valgfrit)"),
            "reason": gettext_lazy("Hvorfor regner I ikke på det?"),
            "not_included": gettext_lazy("Hvad er ikke med? (valgfrit)"),
            "scenario_name": gettext_lazy("Hvad hedder scenariet? (valgfrit)"),
            "discount_rate": gettext_lazy("Rente i procent om året"),
            "discount_source": gettext_lazy("Kilde til renten (valgfrit)"),
        }
        help_texts = {
            "price_year": gettext_lazy("Samme år for alle beløb."),
            "not_included": gettext_lazy("Skriv det, som læseren ellers kunne tro var med."),
        }
        widgets = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "not_included": forms.Textarea(attrs={"rows": 3}),
            "reason": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {
            "first_year": {"required": gettext_lazy("Skriv det første år.")},
            "year_count": {"required": gettext_lazy("Skriv, hvor mange år casen dækker.")},
            "price_year": {"required": gettext_lazy("Skriv, hvilket års priser beløbene er i.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.instance
        self.initial |= {"case": case.pk, "version": case.version, "scenario_name": case.other_scenario}
        self.fields["key"].queryset = case.collaboration.keys.all()
        self.fields["key"].empty_label = _("Ikke valgt")
        for name in ("first_year", "price_year"):
            asked = self.fields[name]
            self.fields[name] = YearField(
                label=asked.label,
                help_text=asked.help_text,
                error_messages={"required": asked.error_messages["required"]},
                min_value=YEARS[0],
                max_value=YEARS[1],
            )
        rate = self.fields["discount_rate"]
        self.fields["discount_rate"] = AmountField(
            label=rate.label, required=False, decimals=DECIMALS, min_value=0, max_value=LARGEST_DISCOUNT
        )
        self.fields["year_count"].validators.append(MinValueValidator(1))
        self.fields["year_count"].error_messages["min_value"] = _("Vælg mindst 1 år.")
        self.fields["year_count"].error_messages["max_value"] = _("Vælg højst %(count)d år.") % {"count": MAX_YEARS}
        for name in self._left_out(case):
            del self.fields[name]

    def _left_out(self, case: BusinessCase) -> list[str]:
        discount = [] if case.has(Extra.DISCOUNT) else ["discount_rate", "discount_source"]
        if case.is_in_words:
            return [
                "first_year",
                "year_count",
                "price_year",
                "key",
                "scenario_name",
                "discount_rate",
                "discount_source",
            ]
        scenario = [] if case.has(Extra.SCENARIO) else ["scenario_name"]
        return ["reason", *([] if case.description else ["description"]), *scenario, *discount]

    @property
    def usual(self) -> list[BoundField]:
        """Which years and prices, and who shares: what stands above the table."""
        return [self[name] for name in ("first_year", "year_count", "price_year", "key") if name in self.fields]

    @property
    def discount(self) -> list[BoundField]:
        return [self[name] for name in ("discount_rate", "discount_source") if name in self.fields]


class GainForm(forms.ModelForm):
    new = gettext_lazy("Ny gevinst i ord")  # what a row without words of its own is called

    kind = forms.ChoiceField(
        label=gettext_lazy("Slags"),
        choices=[("", gettext_lazy("Vælg")), *GainKind.choices],
        error_messages={"required": gettext_lazy("Vælg, hvilken slags gevinst det er.")},
    )

    class Meta:
        model = CaseGain
        fields = ("kind", "text", "owner")
        labels = {"text": gettext_lazy("Hvad bliver bedre?")}
        widgets = {"text": GrowingText}
        error_messages = {"text": {"required": gettext_lazy("Skriv, hvad der bliver bedre.")}}


class RiskForm(forms.ModelForm):
    new = gettext_lazy("Ny risiko")

    probability = AmountField(
        label=gettext_lazy("Sandsynlighed i procent"),
        decimals=2,
        min_value=0,
        max_value=100,
        error_messages={"required": gettext_lazy("Skriv, hvor sandsynlig risikoen er.")},
    )
    cost = AmountField(
        label=gettext_lazy("Pris i kr., hvis den sker"),
        min_value=0,
        max_value=LARGEST,
        error_messages={"required": gettext_lazy("Skriv, hvad det koster, hvis den sker.")},
    )

    class Meta:
        model = CaseRisk
        fields = ("text", "probability", "cost", "response")
        labels = {"response": gettext_lazy("Hvad gør I ved den? (valgfrit)")}
        widgets = {"text": GrowingText, "response": GrowingText}
        error_messages = {"text": {"required": gettext_lazy("Skriv, hvad risikoen er.")}}


class RowFormSet(Deletable, forms.BaseModelFormSet):
    """Rows of the draft, with an empty one at the end."""


ROWS = {"formset": RowFormSet, "extra": 1, "can_delete": True}
GainFormSet = forms.modelformset_factory(CaseGain, form=GainForm, max_num=40, **ROWS)
RiskFormSet = forms.modelformset_factory(CaseRisk, form=RiskForm, max_num=MAX_RISKS, **ROWS)


class PricesForm(forms.Form):
    """By how many per cent prices rise from the year before, a field for each year between, and one source."""

    def __init__(self, *args, years: Iterable[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.years = list(years)
        for year in self.years:
            self.fields[f"p{year}"] = AmountField(
                label=_("%(year)d, pct.") % {"year": year}, required=False, decimals=2, min_value=-50, max_value=50
            )
        self.fields["source"] = forms.CharField(label=_("Kilde"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if any(data.get(f"p{year}") is not None for year in self.years) and not data.get("source"):
            self.add_error("source", _("Skriv, hvor procenterne kommer fra."))
        return data

    @property
    def rises(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        return [
            {"year": year, "percent": data[f"p{year}"], "source": data["source"]}
            for year in self.years
            if data.get(f"p{year}") is not None
        ]


class ApproveForm(AboutDraft):
    """`seen` is the fingerprint of the case as the page showed it: its key and its municipalities may change alone."""

    approved_as = forms.CharField(
        label=gettext_lazy("Godkendt af"),
        max_length=100,
        help_text=gettext_lazy("Fx: styregruppen."),
        error_messages={"required": gettext_lazy("Skriv, hvem der har godkendt den.")},
    )
    approved_on = DateField(
        label=gettext_lazy("Dato"), error_messages={"required": gettext_lazy("Skriv, hvornår den blev godkendt.")}
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("approved_as", "approved_on", "seen")}


class DiscardForm(AboutDraft):
    """Asked once more; there is nothing to write."""
