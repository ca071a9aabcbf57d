"""A line of the table in the editor of a business case: its cells, and where its figures come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.amounts import NotAnAmount, read_amount
from finance.appraisal import Kind
from finance.forms.fields import AmountField, GrowingText
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
from finance.models.cases import ALTERNATIVE, MAIN
from finance.vocabulary import LineKind, Uncertainty, Unit

LIKELY = "y"  # what the field of a year is called by, alone or between the two others
ESTIMATES = {"low": gettext_lazy("Lav"), LIKELY: gettext_lazy("Mest sandsynlig"), "high": gettext_lazy("Høj")}


@dataclass(frozen=True)
class Cell:
    """One field of a year; `estimate` is which of three it holds, and empty where it is the only one."""

    field: BoundField
    estimate: str = ""

    @property
    def is_below_zero(self) -> bool:
        """Then it is asked whether it is meant."""
        try:
            return read_amount(str(self.field.value() or "0")) < 0
        except NotAnAmount:
            return False


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
    name = forms.CharField(label=gettext_lazy("Navn"), max_length=120, required=False, widget=GrowingText)
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
        called = capfirst(self.called)
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
    def is_further_wrong(self) -> bool:
        """Is something wrong with what stands below the cells, out of sight while it is folded?"""
        return self.is_bound and any(field.errors for field in self.further)

    @property
    def called(self) -> str:
        """What the line is called where one of its fields is named; a new one by where it stands."""
        if name := self["name"].value():
            return str(name)
        said = {"kind": dict(LineKind.choices).get(self["kind"].value(), "")}
        if str(self["scenario"].value()) == str(ALTERNATIVE):
            return _("ny linje under %(kind)s, det andet scenarie") % said
        return _("ny linje under %(kind)s") % said

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
