"""What a spreadsheet that came in would change, as its page shows it before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.formats import counted, join_words, number
from finance.case_changes import Changes, LineChange, compare
from finance.case_import import read_lines
from finance.case_reading import load_case
from finance.case_tables import table_of
from finance.forms.importing import packed
from finance.lines import LineData
from finance.models import BusinessCase
from finance.models.cases import ALTERNATIVE, MAIN
from finance.services.cases import MAX_LINES
from finance.sheet_reading import Sheet

MAX_FAULTS = 50
MAX_CHANGES = 300  # rows of the page; a table for a hundred municipalities has thousands of cells


@dataclass(frozen=True)
class Preview:
    """`faults` are all that is wrong; while there are any, `changes` is None and nothing can be loaded."""

    faults: tuple[str, ...]
    changes: Changes | None
    others: tuple[str, ...]  # heads of columns that are not read
    packed: str = ""

    @property
    def shown_faults(self) -> tuple[str, ...]:
        return self.faults[:MAX_FAULTS]

    @property
    def more_faults(self) -> str:
        more = len(self.faults) - MAX_FAULTS
        return _("Og %(count)s til.") % {"count": number(more)} if more > 0 else ""

    @property
    def sentence(self) -> str:
        """`1 ny linje, 2 ændrede, 0 slettede og 9 uændrede.`"""
        found = self.changes
        if not found.count:
            return _("Ingen ændringer. Regnearket og kladden siger det samme.")
        return _("%(parts)s.") % {
            "parts": join_words(
                [
                    counted(len(found.changed), _("ændret linje"), _("ændrede linjer")),
                    counted(len(found.new), _("ny"), _("nye")),
                    counted(len(found.gone), _("slettet"), _("slettede")),
                    counted(found.unchanged, _("uændret"), _("uændrede")),
                ]
            )
        }

    @property
    def load(self) -> str:
        """What the button says."""
        said = ngettext("Indlæs %(count)s ændring", "Indlæs %(count)s ændringer", self.changes.count)
        return said % {"count": number(self.changes.count)}

    @property
    def shown(self) -> list[LineChange]:
        """As many lines as the page has room for."""
        found, room = [], MAX_CHANGES
        for line in self.changes.each:
            if room > 0:
                found.append(LineChange(line.name, line.kind, line.scenario, line.changes[:room]))
            room -= len(line.changes)
        return found

    @property
    def more(self) -> str:
        more = sum(len(line.changes) for line in self.changes.each) - MAX_CHANGES
        return _("Og %(count)s rettelser til, som ikke er vist.") % {"count": number(more)} if more > 0 else ""

    @property
    def ignored(self) -> str:
        if not self.others:
            return ""
        said = {"heads": join_words(f"“{each[:60]}”" for each in self.others[:10])}
        return _("Disse kolonner bliver ikke læst: %(heads)s.") % said


def preview(case: BusinessCase, sheet: Sheet) -> Preview:
    """The sheet beside the draft as it is now. A table that could not be saved is said to be wrong here."""
    table = table_of(load_case(case))
    reading = read_lines(sheet, table)
    faults = (*reading.faults, *_too_many(reading.lines))
    if faults:
        return Preview(faults, None, sheet.others)
    changes = compare(table, reading.lines)
    return Preview((), changes, sheet.others, packed(sheet, case.pk, case.version) if changes.count else "")


def _too_many(lines: Sequence[LineData]) -> list[str]:
    counts = [sum(1 for line in lines if line.scenario == each) for each in (MAIN, ALTERNATIVE)]
    text = _("Der kan højst være %(count)d linjer. Saml nogle af dem.") % {"count": MAX_LINES}
    return [text] if max(counts) > MAX_LINES else []
