"""Figures of one line for each municipality and year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from finance.forms.fields import AmountField
from finance.lines import DECIMALS, KRONER, LARGEST, TOGETHER, LineData
from finance.reading import Party


class OwnFiguresForm(forms.Form):
    """A field for each municipality and year. All of them empty gives the line back its one figure a year."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, line: LineData, parties: Sequence[Party], years: Sequence[int], version: int, **kwargs):
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.line, self.parties, self.years = line, parties, years
        decimals = 0 if line.unit == KRONER else DECIMALS
        for party in parties:
            for year in years:
                self.fields[_name(party, year)] = AmountField(
                    label=f"{party.name}, {year}",
                    required=False,
                    decimals=decimals,
                    min_value=-LARGEST,
                    max_value=LARGEST,
                    initial=line.amounts.get(party.code, {}).get(year),
                )
                self.fields[_name(party, year)].widget.attrs |= {
                    "aria-label": f"{party.name}, {year}",
                    "class": "form-control",
                }

    @property
    def rows(self) -> list[tuple[Party, list[tuple[int, BoundField]]]]:
        """Each municipality with its years and their fields."""
        return [(party, [(year, self[_name(party, year)]) for year in self.years]) for party in self.parties]

    @property
    def amounts(self) -> dict[str, dict[int, Decimal]]:
        """What was typed, with figures of years that are not on the page; nothing typed is one figure for all."""
        typed = {
            party.code: {
                year: self.cleaned_data[_name(party, year)]
                for year in self.years
                if self.cleaned_data[_name(party, year)] is not None
            }
            for party in self.parties
        }
        return typed if any(typed.values()) else {TOGETHER: {}}

    @property
    def replaces(self) -> str:
        """What is said before figures for all together are replaced; empty where there are none."""
        if self.line.amounts.get(TOGETHER):
            return _("Tallene her træder i stedet for linjens fælles tal.")
        return ""


def _name(party: Party, year: int) -> str:
    return f"k{party.code}-{year}"
