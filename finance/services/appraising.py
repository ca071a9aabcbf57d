"""Looking at a draft without saving it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from common.formats import join_words
from finance.appraisal import Kind
from finance.case_reading import LoadedCase
from finance.lines import LineData, moved_cells
from finance.models import CaseRisk
from finance.services.cases import Written


def as_typed(loaded: LoadedCase, written: Written) -> LoadedCase:
    """The draft as it would be if it were saved now."""
    case = loaded.case
    for name, value in written.details.items():
        setattr(case, name, value)
    risks = tuple(
        CaseRisk(**{name: value for name, value in each.items() if name != "pk"}, case=case) for each in written.risks
    )
    lines = tuple(_moved(line, written.moved_by) for line in written.lines)
    return replace(loaded, case=case, lines=lines, risks=risks)


def _moved(line: LineData, by: int) -> LineData:
    amounts, low, high = (moved_cells(each, by) for each in (line.amounts, line.low, line.high))
    return replace(line, amounts=amounts, low=low, high=high)


def doubts_about(loaded: LoadedCase) -> list[str]:
    """What can hardly be meant. It is asked about and stops nothing."""
    result = loaded.result
    if result is None:
        return []
    found = []
    for kind, said in (
        (Kind.INVESTMENT, _("Investeringen er negativ i %(year)d. Er det rigtigt?")),
        (Kind.GAIN, _("Gevinsten er negativ i %(year)d. Er det rigtigt?")),
    ):
        found += [said % {"year": year} for year, amount in result.by_kind[kind].items() if amount < 0]
    if result.total(Kind.GAIN) and not result.total(Kind.INVESTMENT) and not result.total(Kind.OPERATION):
        found.append(_("Casen har gevinster, men ingen udgifter. Er det rigtigt?"))
    for kind, said in (
        (Kind.OPERATION, _("Driften er ikke oplyst. Skriv tallene, eller skriv 0, hvis der ikke er nogen.")),
        (Kind.GAIN, _("Gevinsten er ikke oplyst. Skriv tallene, eller skriv 0, hvis der ikke er nogen.")),
    ):
        found += [said] if kind in result.untold else []
    if loaded.empty_lines:
        found.append(_("Uden tal og ikke med i noget: %(lines)s.") % {"lines": join_words(loaded.empty_lines)})
    for years, names in loaded.ended_lines.items():
        said = {"years": join_words(years), "lines": join_words(names)}
        text = _("Ingen tal for %(lines)s i %(years)s. Skriv tallene, eller skriv 0, hvis der ikke er nogen.")
        found.append(text % said)
    return [*found, *loaded.left_out]
