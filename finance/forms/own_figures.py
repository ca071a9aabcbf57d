"""Figures of one line for each municipality and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from collaborations.conflicts import seen
from finance.forms.drafts import AboutDraft
from finance.forms.fields import AmountField
from finance.forms.sent import MAX_SENT_YEARS
from finance.lines import DECIMALS, KRONER, LARGEST, TOGETHER, Cells, LineData
from finance.reading import Party

FIELD = re.compile(r"k(?P<code>\d{3})-(?P<year>(?:19|20)\d\d)")


class OwnFiguresForm(AboutDraft):
    """A field for each municipality and year. All of them emptied gives the line back its one figure a year."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, line: LineData, parties: Sequence[Party], **kwargs):
        super().__init__(data, **kwargs)
        self.line, self.parties = line, parties
        self.years = sorted({*self.draft.years, *_years(data or {})})
        decimals = 0 if line.unit == KRONER else DECIMALS
        for party in parties:
            for year in self.years:
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
        self.initial["seen"] = seen(self)

    @property
    def rows(self) -> list[tuple[Party, list[tuple[int, BoundField]]]]:
        """Each municipality with its years and their fields."""
        return [(party, [(year, self[_name(party, year)]) for year in self.years]) for party in self.parties]

    @property
    def amounts(self) -> Cells:
        """What was typed, and what stands in years and of municipalities that are not on the page.

        Where no own figure is left the line has one for all again, which is as it was where there was none before.
        """
        typed = {
            (party.code, year): self.cleaned_data[_name(party, year)]
            for party in self.parties
            for year in self.years
            if _name(party, year) in self.data
        }
        own = {code: dict(cells) for code, cells in self.line.amounts.items() if code != TOGETHER}
        for (code, year), figure in typed.items():
            own.setdefault(code, {})[year] = figure
        found = {code: entered for code, cells in own.items() if (entered := _entered(cells))}
        return found or {TOGETHER: self.line.amounts.get(TOGETHER, {})}

    @property
    def notes(self) -> list[str]:
        """What is said before the fields: what becomes of the figures that are not on the page."""
        shown = {(party.code, year) for party in self.parties for year in self.years}
        held = {(code, year) for code, cells in self.line.amounts.items() for year in cells if code != TOGETHER}
        found = []
        if self.line.amounts.get(TOGETHER):
            found.append(_("Tallene her træder i stedet for linjens fælles tal."))
        if held - shown:
            found.append(_("Linjen har også tal for andre år eller kommuner end dem, der står her. De bliver stående."))
        else:
            found.append(_("Er alle felter tomme, har linjen ét fælles tal om året."))
        return found


def sent_figures(data: QueryDict) -> dict[str, dict[int, str]]:
    """What was typed, by municipality's code and year, whoever takes part now."""
    found: dict[str, dict[int, str]] = {}
    for name in data:
        if (cell := FIELD.fullmatch(name)) and data[name].strip():
            found.setdefault(cell["code"], {})[int(cell["year"])] = data[name].strip()
    return found


def _years(data: QueryDict | dict) -> set[int]:
    found = {int(cell["year"]) for name in data if (cell := FIELD.fullmatch(name))}
    return found if len(found) <= MAX_SENT_YEARS else set()


def _entered(cells: dict[int, Decimal | None]) -> dict[int, Decimal]:
    return {year: figure for year, figure in cells.items() if figure is not None}


def _name(party: Party, year: int) -> str:
    return f"k{party.code}-{year}"
