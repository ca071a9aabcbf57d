"""Amounts in years that are taken out of a case: named, and not saved before somebody says what becomes of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import number
from finance.forms.sent import YEARS
from finance.freezing import sha256_of
from finance.lines import WORK_YEARS, LineData
from finance.models.cases import ALTERNATIVE

MOVE, LEAVE = "move", "leave"


@dataclass(frozen=True)
class Leaving:
    """What one line has in one year that the case does not cover any more."""

    line: str
    year: int
    amount: str


def amounts_leaving(lines: Iterable[LineData], years: Iterable[int]) -> list[Leaving]:
    """Line by line, in the order of the years."""
    years = sorted(years)
    return [
        Leaving(_called(line), year, _amount(line, year)) for line in lines for year in years if _figures(line, year)
    ]


def _called(line: LineData) -> str:
    return _("%(line)s, det andet scenarie") % {"line": line.name} if line.scenario == ALTERNATIVE else line.name


def _figures(line: LineData, year: int) -> list[Decimal]:
    """The likely figures of that year; where there are none, the lowest and the highest."""
    by_estimate = [
        [cells[year] for cells in each.values() if year in cells] for each in (line.amounts, line.low, line.high)
    ]
    return by_estimate[0] or [figure for figures in by_estimate for figure in figures]


def _amount(line: LineData, year: int) -> str:
    said = number(Decimal(f"{sum(_figures(line, year)).normalize():f}"))
    return _("%(count)s årsværk") % {"count": said} if line.unit == WORK_YEARS else f"{said}\u00a0kr."


class LeavingForm(forms.Form):
    """What becomes of the amounts. `of` says which ones the page named, so that others are asked about anew."""

    what = forms.ChoiceField(
        label=gettext_lazy("Hvad skal der ske med beløbene?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvad der skal ske med beløbene, eller ret årene.")},
    )
    of = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, str], *, leaving: Sequence[Leaving], moved: int, first_year: int):
        named = sha256_of([[each.line, each.year, each.amount] for each in leaving])[:12]
        is_answer = data.get(f"{YEARS}-of") == named
        super().__init__(data if is_answer else None, prefix=YEARS, initial={"of": named})
        self.leaving, self.moved = leaving, moved
        self.was_asked = f"{YEARS}-of" in data  # on the page that was sent, if only about other amounts
        leave = (LEAVE, _("Gem uden dem. De vises ikke og tæller ikke med, før casen dækker årene igen."))
        move = (MOVE, _said_of_moving(moved, first_year))
        self.fields["what"].choices = [move, leave] if moved else [leave]

    @property
    def years(self) -> list[int]:
        return sorted({each.year for each in self.leaving})

    @property
    def moved_by(self) -> int:
        return self.moved if self.cleaned_data["what"] == MOVE else 0


def _said_of_moving(by: int, first_year: int) -> str:
    """`first_year` is the one that it had."""
    said = {"count": abs(by), "old": first_year, "new": first_year + by}
    if by > 0:
        return _("Flyt alle casens beløb %(count)d år frem. Så bliver %(old)d til %(new)d.") % said
    return _("Flyt alle casens beløb %(count)d år tilbage. Så bliver %(old)d til %(new)d.") % said


def moved_as_far(lines: Iterable[LineData], old: range, new: range, shown: Collection[int]) -> int:
    """By how many years all amounts can follow the first year; 0 where it stands, or where some would still fall out.

    `shown` are the years that the page had cells for.
    """
    by = new[0] - old[0]
    leaves = any(_figures(line, year) for line in lines for year in shown if year + by not in new)
    return 0 if leaves else by
