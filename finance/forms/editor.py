"""The editor of a draft: every part of the page as one, read together and saved together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.text import capfirst

from finance.appraisal import Kind
from finance.case_reading import LoadedCase
from finance.forms.cases import DetailsForm, GainFormSet, PricesForm, RiskFormSet
from finance.forms.fields import Deletable
from finance.forms.lines import LineForm
from finance.forms.sent import GAINS, LINES, PRICES, RISKS, seen, without_gone, without_scenario, years_sent
from finance.forms.years import LeavingForm, amounts_leaving, moved_as_far
from finance.lines import LineData
from finance.models.cases import ALTERNATIVE, MAIN
from finance.services.cases import DETAILS, MAX_LINES, Written
from finance.vocabulary import Extra, LineKind


class BaseLineFormSet(Deletable, forms.BaseFormSet):
    """The lines that are there, and one empty line of each kind to write the next in."""

    def __init__(self, *args, lines: list[LineData | tuple[Kind, int]], options: dict, **kwargs):
        self.begun, self.options = lines, options
        super().__init__(*args, **kwargs)

    def initial_form_count(self) -> int:
        return len(self.begun)

    def total_form_count(self) -> int:
        return len(self.begun)

    def get_form_kwargs(self, index: int | None) -> dict:
        if index is None:
            return self.options
        begun = self.begun[index]
        if isinstance(begun, LineData):
            return {**self.options, "data_line": begun}
        kind, scenario = begun
        return {**self.options, "initial": {"kind": kind.value, "scenario": scenario, "unit": "kr"}}


LineFormSet = forms.formset_factory(
    LineForm, formset=BaseLineFormSet, extra=0, can_delete=True, max_num=2 * MAX_LINES, absolute_max=2 * MAX_LINES + 12
)


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong, for the box at the top of the page."""

    where: str
    error: str
    field: BoundField | None = None


@dataclass(frozen=True)
class LineGroup:
    """The lines of one kind and scenario, as the page shows them."""

    kind: LineKind
    lines: list[LineForm]


class CaseEditor:
    """The page's forms. Bound where `data` was sent, which may be from a page with other rows than there are now.

    A row that was sent and is not there any more is shown as a new one, and a year that was moved out of range has its
    cells still, so that nothing that was typed is lost. A part that was not on the page is shown as it is saved.
    """

    def __init__(self, loaded: LoadedCase, data: QueryDict | None = None, *, years: Iterable[int] = ()):
        case = loaded.case
        self.case, self.loaded, self.years_before = case, loaded, case.years
        self.data = data = _fitted(loaded, data) if data is not None else None
        self.details = DetailsForm(data, instance=case)
        self.years = sorted({*case.years, *years, *(years_sent(data) if data is not None else ())})
        self.lines = LineFormSet(
            data,
            prefix=LINES,
            lines=self._begun(),
            options={"years": self.years, "with_estimates": case.has(Extra.ESTIMATES)},
        )
        self.gains = GainFormSet(data, prefix=GAINS, queryset=case.gains.all())
        self.risks = None
        if case.has(Extra.RISKS):
            sent = self._sent_part(f"{RISKS}-TOTAL_FORMS")
            self.risks = RiskFormSet(sent, prefix=RISKS, queryset=case.risks.all())
        self.prices = None
        if case.has(Extra.PRICES):
            between = range(min(case.price_year, case.first_year) + 1, max(case.price_year, self.years[-1]) + 1)
            held = {f"p{each.year}": each.percent for each in loaded.price_rises}
            source = next((each.source for each in loaded.price_rises), "")
            sent = self._sent_part(f"{PRICES}-source")
            self.prices = PricesForm(sent, prefix=PRICES, years=between, initial={**held, "source": source})

    def _sent_part(self, mark: str) -> QueryDict | None:
        """What was sent, where the page had the part that this field belongs to."""
        return self.data if self.data is not None and mark in self.data else None

    def _begun(self) -> list[LineData | tuple[Kind, int]]:
        if self.case.is_in_words:
            return []
        if self.data is not None:
            return self._sent()
        scenarios = (MAIN, ALTERNATIVE) if self.case.has(Extra.SCENARIO) else (MAIN,)
        return [
            each
            for scenario in scenarios
            for kind in Kind
            for each in (*(line for line in self.loaded.lines_of(scenario) if line.kind == kind), (kind, scenario))
        ]

    def _sent(self) -> list[LineData | tuple[Kind, int]]:
        """What each form of the page that was sent is about."""
        held = {line.pk: line for line in self.loaded.lines}
        found: list[LineData | tuple[Kind, int]] = []
        for place in range(min(_number(self.data.get(f"{LINES}-TOTAL_FORMS")), 2 * MAX_LINES + 12)):
            line = held.get(_number(self.data.get(f"{LINES}-{place}-line")))
            kind = self.data.get(f"{LINES}-{place}-kind")
            scenario = ALTERNATIVE if self.data.get(f"{LINES}-{place}-scenario") == str(ALTERNATIVE) else MAIN
            found.append(line or (Kind(kind) if kind in set(Kind) else Kind.INVESTMENT, scenario))
        return found

    @property
    def sets(self) -> list[forms.BaseFormSet]:
        return [each for each in (self.lines, self.gains, self.risks) if each is not None]

    @property
    def plain(self) -> list[forms.BaseForm]:
        return [each for each in (self.details, self.prices) if each is not None]

    @property
    def all_forms(self) -> list[forms.BaseForm]:
        return [*self.plain, *(form for each in self.sets for form in each.forms)]

    @property
    def seen(self) -> str:
        """What the fields began with, so that those that nobody touched can follow what somebody else saves."""
        return self.data.get("seen", "") if self.data is not None else seen(self.all_forms)

    def groups(self, scenario: int) -> list[LineGroup]:
        return [
            LineGroup(
                kind,
                [
                    form
                    for form in self.lines
                    if form["kind"].value() == kind.value and str(form["scenario"].value()) == str(scenario)
                ],
            )
            for kind in LineKind
        ]

    @property
    def main_groups(self) -> list[LineGroup]:
        return self.groups(MAIN)

    @property
    def other_groups(self) -> list[LineGroup]:
        return self.groups(ALTERNATIVE) if self.case.has(Extra.SCENARIO) else []

    def is_valid(self) -> bool:
        """Asks every part, so that all that is wrong is said at once."""
        return not [each for each in (*self.plain, *self.sets) if each.is_bound and not each.is_valid()]

    @property
    def is_settled(self) -> bool:
        """Can it be saved? Not while amounts would fall away that nobody has said what becomes of."""
        return self.is_valid() and not self.is_open_where_amounts_go

    @property
    def is_open_where_amounts_go(self) -> bool:
        """Would amounts fall out of the years, and has nobody said what becomes of them?"""
        return self.leaving is not None and not self.leaving.is_valid()

    @cached_property
    def leaving(self) -> LeavingForm | None:
        """The question about amounts in years that the page showed and the case would not cover; None without any."""
        if self.data is None or self.case.is_in_words or not self.is_valid():
            return None
        details = self.details.cleaned_data
        years = range(details["first_year"], details["first_year"] + details["year_count"])
        lines = [line for form in self._kept_lines if (line := form.written) is not None]
        shown = years_sent(
            self.data
        )  # a year that somebody else added is not on this page, and not this user's to drop
        found = amounts_leaving(lines, shown - set(years))
        moved = moved_as_far(lines, self.years_before, years, shown)
        first = self.years_before[0]
        return LeavingForm(self.data, leaving=found, moved=moved, first_year=first) if found else None

    @property
    def _kept_lines(self) -> list[LineForm]:
        return [form for form in self.lines.forms if form not in self.lines.deleted_forms]

    @property
    def wrong(self) -> list[Wrong]:
        """Everything that is wrong on the page, in its order. A cell is named by its line and year."""
        if self.data is None:
            return []
        found = [Wrong("", str(error)) for form in self.plain for error in form.non_field_errors()]
        found += [
            _wrong(field, str(field.label), error) for form in self.plain for field in form for error in field.errors
        ]
        for formset in self.sets:
            for form in formset.forms:
                found += [
                    _wrong(field, f"{_called(form)}, {field.label}", error) for field in form for error in field.errors
                ]
            found += [Wrong("", str(error)) for error in formset.non_form_errors()]
        return found

    @property
    def written(self) -> Written:
        details = {name: value for name, value in self.details.cleaned_data.items() if name in DETAILS}
        risks_sent = self.risks is not None and self.risks.is_bound
        prices_sent = self.prices is not None and self.prices.is_bound
        return Written(
            details=details,
            lines=[line for form in self._kept_lines if (line := form.written) is not None],
            gains=_rows(self.gains),
            risks=_rows(self.risks) if risks_sent else (),
            rises=self.prices.rises if prices_sent else (),
            rise_years=self.prices.years if prices_sent else (),
            removed={
                "lines": [form.data_line.pk for form in self.lines.deleted_forms if form.data_line],
                "gains": _removed(self.gains),
                "risks": _removed(self.risks) if risks_sent else (),
            },
            moved_by=self.leaving.moved_by if self.leaving and self.leaving.is_valid() else 0,
        )


def _fitted(loaded: LoadedCase, data: QueryDict) -> QueryDict:
    data = without_gone(data, GAINS, [each.pk for each in loaded.gains])
    data = without_gone(data, RISKS, [each.pk for each in loaded.risks])
    return data if loaded.case.has(Extra.SCENARIO) else without_scenario(data, ALTERNATIVE)


def _rows(formset) -> list[dict]:
    """The rows that were written or stand as they were, without those that go and the empty one at the end."""
    found = []
    for form in formset.forms:
        if form in formset.deleted_forms or (form.instance.pk is None and not form.has_changed()):
            continue
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        found.append({**values, "pk": form.instance.pk})
    return found


def _removed(formset) -> list[int]:
    return [form.instance.pk for form in formset.deleted_forms if form.instance.pk]


def _called(form: forms.BaseForm) -> str:
    """What a row is called in the box of what is wrong: by its own words, a new one by what it is."""
    if isinstance(form, LineForm):
        return capfirst(form.called)
    return str(form["text"].value() or form.new)


def _wrong(field: BoundField, where: str, error: str) -> Wrong:
    return Wrong(where, error, field)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
