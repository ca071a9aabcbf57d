"""The parts of the editor of a business case: what it is about, its lines, gains, risks and prices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import DateField
from common.once import OnceForm
from finance.appraisal import MAX_RISKS, Kind
from finance.forms.drafts import AboutDraft
from finance.forms.fields import AmountField
from finance.lines import (
    DECIMALS,
    KRONER,
    LARGEST,
    LARGEST_RATE,
    TOGETHER,
    WORK_YEARS,
    Cells,
    LineData,
    fault_of_estimates,
)
from finance.models import BusinessCase, CaseGain, CaseRisk
from finance.models.cases import ALTERNATIVE, MAIN, MAX_YEARS
from finance.vocabulary import Approach, Extra, GainKind, LineKind, Uncertainty, Unit

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
            "key": gettext_lazy("Fordelingsnøgle (valgfrit)"),
            "description": gettext_lazy("Gevinsterne i ord (valgfrit)"),
            "reason": gettext_lazy("Hvorfor regner I ikke på det?"),
            "not_included": gettext_lazy("Hvad er ikke med? (valgfrit)"),
            "scenario_name": gettext_lazy("Hvad hedder scenariet? (valgfrit)"),
            "discount_rate": gettext_lazy("Rente i procent om året"),
            "discount_source": gettext_lazy("Kilde til renten (valgfrit)"),
        }
        help_texts = {
            "price_year": gettext_lazy("Alle beløb er i dette års priser."),
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
            self.fields[name] = forms.IntegerField(
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


LIKELY = "y"  # what the field of a year is called by, alone or between the two others
ESTIMATES = {"low": gettext_lazy("Lav"), LIKELY: gettext_lazy("Mest sandsynlig"), "high": gettext_lazy("Høj")}


@dataclass(frozen=True)
class Cell:
    """One field of a year; `estimate` is which of three it holds, and empty where it is the only one."""

    field: BoundField
    estimate: str = ""


class LineForm(forms.Form):
    """One line of the table. A cell is a year; with estimates there is a low and a high beside the likely figure."""

    line = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=LineKind.choices, widget=forms.HiddenInput)
    scenario = forms.TypedChoiceField(
        label=gettext_lazy("Scenarie"),
        choices=[(MAIN, MAIN), (ALTERNATIVE, ALTERNATIVE)],
        coerce=int,
        initial=MAIN,
        widget=forms.HiddenInput,
    )
    name = forms.CharField(label=gettext_lazy("Linje"), max_length=120, required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Enhed"), choices=Unit.choices, required=False)
    rate = AmountField(label=gettext_lazy("Kr. pr. årsværk"), required=False, min_value=0, max_value=LARGEST_RATE)
    source = forms.CharField(label=gettext_lazy("Kilde eller forudsætning"), max_length=300, required=False)
    uncertainty = forms.ChoiceField(
        label=gettext_lazy("Usikkerhed"),
        choices=[("", gettext_lazy("Ikke vurderet")), *Uncertainty.choices],
        required=False,
    )

    def __init__(self, *args, years: Sequence[int], with_estimates: bool, data_line: LineData | None = None, **kwargs):
        if data_line:
            kwargs["initial"] = _initial(data_line, years)
        super().__init__(*args, **kwargs)
        self.years, self.with_estimates, self.data_line = years, with_estimates, data_line
        self.fields["unit"].initial = KRONER
        if not (data_line and data_line.by_municipality):
            for year in years:
                for name, label, _estimate in self._cells(year):
                    self.fields[name] = AmountField(
                        label=label, required=False, decimals=DECIMALS, min_value=-LARGEST, max_value=LARGEST
                    )
        self._name_the_fields()

    def _name_the_fields(self) -> None:
        """A cell's label is its line and its year, which only who sees the table sees."""
        called = str(self["name"].value() or _("Ny linje"))
        for name, field in self.fields.items():
            if not field.widget.is_hidden:
                alone = name in ("name", "rate", "source", "uncertainty", "DELETE")
                field.widget.attrs |= {"class": "form-select" if name in ("unit", "uncertainty") else "form-control"}
                if not alone or name == "name":
                    field.widget.attrs["aria-label"] = f"{called}, {field.label}"

    def _cells(self, year: int) -> list[tuple[str, str, str]]:
        """Name, label and estimate of each field of a year."""
        if not self.with_estimates:
            return [(f"{LIKELY}{year}", str(year), "")]
        return [(f"{name}{year}", f"{year}, {str(said).lower()}", str(said)) for name, said in ESTIMATES.items()]

    @property
    def cells(self) -> list[tuple[int, list[Cell]]]:
        """The years in turn with their fields."""
        return [
            (year, [Cell(self[name], said) for name, _label, said in self._cells(year) if name in self.fields])
            for year in self.years
        ]

    @property
    def further(self) -> list[BoundField]:
        """What is asked beside the cells."""
        return [self[name] for name in ("rate", "source", "uncertainty")]

    @property
    def called(self) -> str:
        """What the line is called where one of its fields is named."""
        return self["name"].value() or _("ny linje")

    @property
    def is_own(self) -> bool:
        """Are its figures each municipality's own? Then they stand on a page by themselves."""
        return bool(self.data_line and self.data_line.by_municipality)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.has_changed() and not self.data_line:
            return data
        if not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Skriv et navn på linjen."))
        in_kroner = data.get("unit") != WORK_YEARS
        if not in_kroner and data.get("rate") is None and "rate" not in self.errors and self._has_figures(data):
            self.add_error("rate", _("Skriv, hvad et årsværk koster."))
        for year in self.years:
            self._check_year(year, data, in_kroner=in_kroner)
        return data

    def _check_year(self, year: int, data: dict[str, Any], *, in_kroner: bool) -> None:
        names = [name for name, _label, _estimate in self._cells(year)]
        for name in names:
            amount = data.get(name)
            if in_kroner and amount is not None and amount != amount.to_integral_value():
                self.add_error(name, _("Skriv hele kroner."))
        if not self.with_estimates or any(name in self.errors for name in names):
            return
        if fault := fault_of_estimates(*(data.get(name) for name in names)):
            self.add_error(names[1], fault)

    def _has_figures(self, data: dict[str, Any]) -> bool:
        return self.is_own or any(data.get(f"y{year}") is not None for year in self.years)

    @property
    def written(self) -> LineData | None:
        """The line as values; None for a new one that nobody has touched."""
        data, held = self.cleaned_data, self.data_line
        if held is None and not self.has_changed():
            return None
        return LineData(
            kind=Kind(data["kind"]),
            name=data["name"],
            unit=data["unit"] or KRONER,
            rate=data["rate"],
            amounts=held.amounts if self.is_own else self._figures("y", held and held.amounts),
            low=held.low if self.is_own else self._figures("low", held and held.low),
            high=held.high if self.is_own else self._figures("high", held and held.high),
            source=data["source"],
            uncertainty=data["uncertainty"],
            scenario=data["scenario"],
            pk=held.pk if held else None,
        )

    def _figures(self, prefix: str, held: Cells | None = None) -> dict[str, dict[int, Decimal]]:
        """What was typed, and what stands in years that were not on the page: they may be taken in again."""
        data = self.cleaned_data
        kept = {
            year: figure
            for year, figure in (held or {}).get(TOGETHER, {}).items()
            if self.add_prefix(f"{prefix}{year}") not in self.data
        }
        typed = {year: data[f"{prefix}{year}"] for year in self.years if data.get(f"{prefix}{year}") is not None}
        return {TOGETHER: {**kept, **typed}}


def _initial(line: LineData, years: Iterable[int]) -> dict[str, Any]:
    found = {
        "line": line.pk,
        "kind": line.kind.value,
        "scenario": line.scenario,
        "name": line.name,
        "unit": line.unit,
        "rate": line.rate,
        "source": line.source,
        "uncertainty": line.uncertainty,
    }
    for prefix, cells in (("y", line.amounts), ("low", line.low), ("high", line.high)):
        for year in years:
            found[f"{prefix}{year}"] = cells.get(TOGETHER, {}).get(year)
    return found


class GainForm(forms.ModelForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Slags"),
        choices=[("", gettext_lazy("Vælg")), *GainKind.choices],
        error_messages={"required": gettext_lazy("Vælg, hvilken slags gevinst det er.")},
    )

    class Meta:
        model = CaseGain
        fields = ("kind", "text", "owner")
        labels = {"text": gettext_lazy("Hvad bliver bedre?")}
        error_messages = {"text": {"required": gettext_lazy("Skriv, hvad der bliver bedre.")}}


class RiskForm(forms.ModelForm):
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
        error_messages = {"text": {"required": gettext_lazy("Skriv, hvad risikoen er.")}}


GainFormSet = forms.modelformset_factory(CaseGain, form=GainForm, extra=1, can_delete=True, max_num=40)
RiskFormSet = forms.modelformset_factory(CaseRisk, form=RiskForm, extra=1, can_delete=True, max_num=MAX_RISKS)


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
