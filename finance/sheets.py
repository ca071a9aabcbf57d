"""The table of a business case as a spreadsheet: exactly what its editor holds, with typed cells and no formulas. Pure.

A line is a row, or a row for each municipality where the figures are each one's own. What is not opened has no column.
`finance.case_import` reads the same columns back, so their heads are no words of the page: they are never translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from common.formats import year_range
from finance.lines import KRONER, TOGETHER, LineData
from finance.vocabulary import LineKind, Uncertainty, Unit

TABLE, GUIDE, SCENARIOS = "Tabel", "Vejledning", "Scenarier"
ID, SCENARIO, KIND, NAME, UNIT, RATE = "Linje-id", "Scenarie", "Slags", "Linje", "Enhed", "Kr. pr. årsværk"
MUNICIPALITY, SOURCE, UNCERTAINTY = "Kommune", "Kilde eller forudsætning", "Usikkerhed"
HEADS = (ID, SCENARIO, KIND, NAME, UNIT, RATE, MUNICIPALITY, SOURCE, UNCERTAINTY)
LOW, LIKELY, HIGH = "lavt", "sandsynligt", "højt"
WIDTHS = {ID: 9, SCENARIO: 9, KIND: 12, NAME: 34, UNIT: 9, RATE: 14, MUNICIPALITY: 18, SOURCE: 40, UNCERTAINTY: 12}
WHOLE, WITH_DECIMALS = "#,##0", "#,##0.00"
CHOICES = {KIND: LineKind.labels, UNIT: Unit.labels, UNCERTAINTY: Uncertainty.labels}
ROOM = 200  # empty rows that offer the same choices

Value = str | int | Decimal | None


@dataclass(frozen=True)
class Table:
    """What the editor of one version holds. `names` are those of the municipalities by code, who pays first.

    `parties` are the codes of those who pay: each has a row where a line's figures are each one's own. `scenarios` are
    what the two come to (`finance.scenarios`), where there are two.
    """

    years: range
    lines: tuple[LineData, ...]
    names: Mapping[str, str]
    parties: tuple[str, ...]
    with_scenario: bool = False
    with_municipalities: bool = False
    with_estimates: bool = False
    scenario_name: str = ""
    scenarios: Sequence[Mapping[str, str]] = ()

    @property
    def heads(self) -> list[str]:
        closed = {
            SCENARIO: not self.with_scenario,
            MUNICIPALITY: not self.with_municipalities,
        }
        return [*(each for each in HEADS if not closed.get(each)), *self.cells]

    @cached_property
    def cells(self) -> dict[str, tuple[int, str]]:
        """The heads of the figures, with the year and the estimate that each is about."""
        if not self.with_estimates:
            return {str(year): (year, LIKELY) for year in self.years}
        return {f"{year}, {each}": (year, each) for year in self.years for each in (LOW, LIKELY, HIGH)}

    @property
    def span(self) -> str:
        return year_range(self.years[0], self.years[-1])


def rows(table: Table) -> Iterator[dict[str, Value]]:
    """Every row, its values by head."""
    for line in table.lines:
        own = [*table.parties, *(code for code in line.amounts if code not in (*table.parties, TOGETHER))]
        for code in own if line.by_municipality else (TOGETHER,):
            yield {
                ID: line.pk,
                SCENARIO: line.scenario,
                KIND: str(LineKind(line.kind.value).label),
                NAME: line.name,
                UNIT: str(Unit(line.unit).label),
                RATE: line.rate,
                MUNICIPALITY: table.names.get(code, code),
                SOURCE: line.source,
                UNCERTAINTY: str(Uncertainty(line.uncertainty).label) if line.uncertainty else "",
                **_figures(table, line, code),
            }


def _figures(table: Table, line: LineData, code: str) -> dict[str, Decimal | None]:
    held = {LOW: line.low, LIKELY: line.amounts, HIGH: line.high}
    return {head: held[each].get(code, {}).get(year) for head, (year, each) in table.cells.items()}


def write_table(table: Table) -> bytes:
    """An Excel file with the table, and a sheet that says how to work in it."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        _fill(book, table)
        if table.scenarios:
            _side_by_side(book, table.scenarios)
        _guide(book, table)
    return buffer.getvalue()


def _fill(book: xlsxwriter.Workbook, table: Table) -> None:
    """The head row and the line's name stay in sight."""
    sheet, bold = book.add_worksheet(TABLE), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {each: book.add_format({"num_format": each}) for each in (WHOLE, WITH_DECIMALS)}
    heads, count = table.heads, 0
    for column, head in enumerate(heads):
        _write(sheet, 0, column, int(head) if head.isdecimal() else head, bold)
        sheet.set_column(column, column, WIDTHS.get(head, 14))
    for count, row in enumerate(rows(table), start=1):
        in_kroner = row[UNIT] == str(Unit(KRONER).label)
        for column, head in enumerate(heads):
            is_figure = head == RATE or head in table.cells
            form = formats[WHOLE if in_kroner or head == RATE else WITH_DECIMALS] if is_figure else None
            _write(sheet, count, column, row[head], form)
    sheet.freeze_panes(1, heads.index(NAME) + 1)
    for head, choices in CHOICES.items():
        column = heads.index(head)
        offered = {"validate": "list", "source": [str(each) for each in choices], "error_type": "warning"}
        sheet.data_validation(1, column, count + ROOM, column, offered)


def _write(sheet, row: int, column: int, value: Value, form) -> None:
    """Text is written as text: what begins with an equals sign is never run."""
    if isinstance(value, Decimal | int):
        sheet.write_number(row, column, value, form)
    elif value:
        sheet.write_string(row, column, value, form)


def _side_by_side(book: xlsxwriter.Workbook, scenarios: Sequence[Mapping[str, str]]) -> None:
    """What the two came to when the file was made; it is not read back."""
    sheet, bold = book.add_worksheet(SCENARIOS), book.add_format({"bold": True})
    whole, sums = book.add_format({"num_format": WHOLE}), [*LineKind.values, "net_total"]
    heads = [SCENARIO, *(str(each) for each in LineKind.labels), _("Netto"), _("Tjent hjem")]
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(heads) - 1, 14)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for row, each in enumerate(scenarios, start=1):
        sheet.write_string(row, 0, each["name"])
        for column, name in enumerate(sums, start=1):
            sheet.write_number(row, column, Decimal(each[name]), whole)
        sheet.write_string(row, len(heads) - 1, each["earned_home_label"])


def _guide(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet, wrap = book.add_worksheet(GUIDE), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    for number, text in enumerate(guide(table)):
        sheet.write_string(number, 0, text, wrap)


def guide(table: Table) -> list[str]:
    """How to work in the table, a sentence or two each."""
    said = [
        _("Ret i arket “Tabel”, gem filen, og indlæs den på kladdens side. Du ser ændringerne, før noget bliver gemt."),
        _("Lad linje-id stå. Det fortæller, hvilken linje du retter. Tøm feltet i en ny linje."),
        _("Skriv Investering, Drift eller Gevinst i Slags. Skriv kr. eller årsværk i Enhed."),
        _("Skriv beløb uden minus, også udgifter. En tom celle er et år uden beløb."),
        _("Skriv tal, ikke formler. Kopiér cellerne, og indsæt dem som værdier, hvis du har regnet i dem."),
        _("Sletter du en række, bliver linjen slettet i kladden. Rækkefølgen bliver ikke læst."),
        _("Tabellen dækker %(years)s. Ret årene på kladdens side, hvis du skal bruge flere.") % {"years": table.span},
        _("Egne kolonner med andre overskrifter bliver ikke læst."),
    ]
    if table.with_municipalities:
        said.append(_("En tom kommune er et fælles tal. Skriv ellers en række for hver kommune med egne tal."))
    if table.with_estimates:
        said.append(_("Skriv alle tre skøn, eller kun det sandsynlige."))
    if table.with_scenario:
        said.append(_("Skriv 1 eller 2 i Scenarie. 2 er “%(name)s”.") % {"name": table.scenario_name})
    if table.scenarios:
        said.append(_("Arket “Scenarier” er regnet ud, da filen blev hentet. Det bliver ikke læst."))
    return said
