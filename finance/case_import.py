"""A spreadsheet's cells as lines of a business case, or what is wrong with them. Pure.

The columns are those that `finance.sheets` writes. A row belongs to the line whose id it has, and without one to the
line of the same kind and name; rows of one line differ in their municipality. Everything that is wrong is said, by row
and column as the spreadsheet shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from common.formats import join_words
from finance import sheets
from finance.amounts import NotAnAmount, read_amount
from finance.appraisal import Kind
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
from finance.sheet_reading import DATE, ERROR, FLAG, FORMULA, NUMBER, Cell, Row, Sheet
from finance.sheets import HIGH, LIKELY, LOW, Table
from finance.vocabulary import LineKind, Uncertainty, Unit

CELL = re.compile(rf"(\d{{4}})(?:, ({LOW}|{LIKELY}|{HIGH}))?")
LENGTHS = {sheets.NAME: 120, sheets.SOURCE: 300}
OPENED_BY = {
    sheets.SCENARIO: "with_scenario",
    sheets.MUNICIPALITY: "with_municipalities",
}


@dataclass(frozen=True)
class Reading:
    """Lines in the order of the sheet; none while something is wrong."""

    lines: tuple[LineData, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One row as values. `figures` are by estimate and year."""

    row: int
    pk: int | None
    scenario: int
    kind: Kind
    name: str
    unit: str
    rate: Decimal | None
    code: str
    source: str
    uncertainty: str
    figures: Mapping[str, Mapping[int, Decimal]]

    @property
    def of_line(self) -> dict[str, object]:
        """What has to be the same in all rows of a line."""
        return {
            sheets.NAME: plain(self.name),
            sheets.SCENARIO: self.scenario,
            sheets.KIND: self.kind,
            sheets.UNIT: self.unit,
            sheets.RATE: self.rate,
            sheets.SOURCE: plain(self.source),
            sheets.UNCERTAINTY: self.uncertainty,
        }


@dataclass
class _Faults:
    found: list[str] = field(default_factory=list)

    def at(self, row: int, head: str, text: str) -> None:
        said = {"row": row, "column": head, "text": f"{text[0].lower()}{text[1:]}"}
        self.found.append(_("Række %(row)d, %(column)s: %(text)s") % said)

    def row(self, row: int, text: str) -> None:
        self.found.append(_("Række %(row)d: %(text)s") % {"row": row, "text": f"{text[0].lower()}{text[1:]}"})


def is_wanted(head: str) -> bool:
    """Is this a column of the table, of any case?"""
    return head in sheets.HEADS or CELL.fullmatch(head) is not None


def plain(text: str) -> str:
    """As it is compared: spaces and capitals make no other line."""
    return " ".join(text.split()).casefold()


def read_lines(sheet: Sheet, table: Table) -> Reading:
    """The lines that the sheet holds, with what `table` has of them beside what it shows: years that are left out."""
    faults = _Faults(list(_faults_of_heads(sheet, table)))
    if faults.found:
        return Reading(faults=tuple(faults.found))
    codes = _codes(table)
    entries = [entry for row in sheet.rows if (entry := _Reader(sheet, table, faults, codes, row).entry()) is not None]
    if not sheet.rows and table.lines:
        faults.found.append(_("Der er ingen linjer i arket. Hent tabellen, og ret i den."))
    groups = _grouped(entries, table)
    for held, group in groups:
        _check_group(held, group, faults)
    if faults.found:
        return Reading(faults=tuple(faults.found))
    return Reading(lines=tuple(_line(held, group, table) for held, group in groups))


def _faults_of_heads(sheet: Sheet, table: Table) -> Iterator[str]:
    missing = [f"“{head}”" for head in table.heads if head not in sheet.letters]
    if len(missing) == 1:
        yield _("Kolonnen %(head)s mangler. Hent tabellen, og ret i den.") % {"head": missing[0]}
    elif missing:
        yield _("Kolonnerne %(heads)s mangler. Hent tabellen, og ret i den.") % {"heads": join_words(missing)}
    for head in sheet.repeated:
        yield _("Kolonnen “%(head)s” står der to gange. Slet den ene.") % {"head": head}
    for head in sheet.letters:
        found = CELL.fullmatch(head)
        if found is None or head in table.cells:
            continue
        said = {"head": head, "years": table.span}
        if int(found[1]) not in table.years:
            text = _("Kolonnen “%(head)s” er ikke et af casens år, %(years)s. Slet den, eller ret casens år først.")
        elif table.with_estimates:
            text = _("Kolonnen “%(head)s” siger ikke, hvilket skøn det er. Hent tabellen, og ret i den.")
        else:
            text = _("Kolonnen “%(head)s” kræver, at I tilføjer lavt, sandsynligt og højt skøn i kladden først.")
        yield text % said


class _Reader:
    """One row and its cells. What is wrong is noted and left out, so that the rest of the row is read all the same."""

    def __init__(self, sheet: Sheet, table: Table, faults: _Faults, codes: Mapping[str, str], row: Row):
        self.sheet, self.table, self.faults, self.codes, self.row = sheet, table, faults, codes, row
        self.before = len(faults.found)

    def entry(self) -> Entry | None:
        """The row; None where something is wrong with it."""
        unit = self.choice(sheets.UNIT, {**_choices(Unit), "kr": KRONER, "kroner": KRONER}) or KRONER
        kind = self.choice(sheets.KIND, _choices(LineKind), is_required=True)
        figures = {each: self.figures(each, unit) for each in (LOW, LIKELY, HIGH)}
        entry = Entry(
            row=self.row.number,
            pk=self.identity(),
            scenario=int(self.choice(sheets.SCENARIO, {"1": "1", "2": "2"}) or 1),
            kind=Kind(kind or Kind.INVESTMENT),
            name=self.text(sheets.NAME, is_required=True),
            unit=unit,
            rate=self.rate(unit, figures),
            code=self.municipality(),
            source=self.text(sheets.SOURCE),
            uncertainty=self.choice(sheets.UNCERTAINTY, _choices(Uncertainty)),
            figures=figures,
        )
        self.check_estimates(figures)
        self.check_opened()
        return entry if len(self.faults.found) == self.before else None

    def wrong(self, head: str, text: str) -> None:
        self.faults.at(self.row.number, head, text)

    def cell(self, head: str) -> Cell | None:
        """What stands there; None where nothing does, and where it is nothing that can be read."""
        cell = self.row.cells.get(head)
        if cell is None or cell.kind not in (FORMULA, ERROR, DATE, FLAG):
            return cell
        is_figure = head == sheets.RATE or head in self.table.cells
        said = {
            "cell": f"{self.sheet.letters[head]}{self.row.number}",
            "error": cell.text,
            "what": _("tallet") if is_figure else _("teksten"),
        }
        text = {
            FORMULA: _("Celle %(cell)s indeholder en formel. Indsæt %(what)s i stedet."),
            ERROR: _("Celle %(cell)s har fejlen %(error)s. Indsæt %(what)s i stedet."),
            DATE: _("Celle %(cell)s er en dato. Skriv %(what)s i stedet."),
            FLAG: _("Celle %(cell)s er SAND eller FALSK. Skriv %(what)s i stedet."),
        }[cell.kind]
        self.faults.found.append(text % said)
        return None

    def is_unread(self, head: str) -> bool:
        """Does something stand there that has been pointed out already?"""
        return head in self.row.cells and self.row.cells[head].kind in (FORMULA, ERROR, DATE, FLAG)

    def text(self, head: str, *, is_required: bool = False) -> str:
        cell = self.cell(head)
        text = "" if cell is None else _as_text(cell)
        if not text and is_required and not self.is_unread(head):
            self.wrong(head, _("Skriv et navn på linjen."))
        if len(text) > LENGTHS.get(head, len(text)):
            self.wrong(head, _("Skriv højst %(count)d tegn.") % {"count": LENGTHS[head]})
        return text

    def choice(self, head: str, choices: Mapping[str, str], *, is_required: bool = False) -> str:
        text = self.text(head)
        if plain(text) in choices:
            return choices[plain(text)]
        if text or (is_required and not self.is_unread(head)):
            self.wrong(head, _("Skriv %(choices)s.") % {"choices": join_words(_shown(head), _("eller")).rstrip(".")})
        return ""

    def identity(self) -> int | None:
        text = self.text(sheets.ID)
        if text and not (text.isascii() and text.isdecimal() and len(text) < 10):
            self.wrong(sheets.ID, _("Lad linje-id stå, som det var, eller tøm feltet."))
            return None
        return int(text) if text else None

    def municipality(self) -> str:
        text = self.text(sheets.MUNICIPALITY)
        asked = plain(text)
        code = self.codes.get(asked) or self.codes.get(asked.removesuffix(" kommune"))
        if text and code is None:
            said = {"name": text[:60]}
            self.wrong(sheets.MUNICIPALITY, _("“%(name)s” deltager ikke. Skriv navnet, som det står på siden.") % said)
        return code or TOGETHER

    def figures(self, estimate: str, unit: str) -> dict[int, Decimal]:
        found = {}
        for head, (year, each) in self.table.cells.items():
            if each == estimate and (amount := self.amount(head, unit == KRONER)) is not None:
                found[year] = amount
        return found

    def amount(self, head: str, is_whole: bool) -> Decimal | None:
        cell = self.cell(head)
        if cell is None:
            return None
        try:
            amount = Decimal(cell.text) if cell.kind == NUMBER else read_amount(cell.text)
        except NotAnAmount:
            self.wrong(head, _("Skriv et tal, fx 1.234.567."))
            return None
        if abs(amount) > LARGEST:
            self.wrong(head, _("Tallet er for stort."))
            return None
        if is_whole and amount != amount.to_integral_value():
            self.wrong(head, _("Skriv hele kroner."))
        elif amount != round(amount, DECIMALS):
            self.wrong(head, _("Skriv højst %(decimals)d decimaler.") % {"decimals": DECIMALS})
        return amount

    def rate(self, unit: str, figures: Mapping[str, Mapping]) -> Decimal | None:
        rate = self.amount(sheets.RATE, is_whole=True)
        if rate is not None and not 0 <= rate <= LARGEST_RATE:
            self.wrong(sheets.RATE, _("Skriv et beløb mellem 0 og 1 mia. kr."))
        if unit == WORK_YEARS and rate is None and figures[LIKELY] and not self.is_unread(sheets.RATE):
            self.wrong(sheets.RATE, _("Skriv, hvad et årsværk koster."))
        return rate

    def check_estimates(self, figures: Mapping[str, Mapping[int, Decimal]]) -> None:
        heads = {year: head for head, (year, each) in self.table.cells.items() if each == LIKELY}
        for year in self.table.years if self.table.with_estimates else ():
            if any(self.is_unread(f"{year}, {each}") for each in (LOW, LIKELY, HIGH)):
                continue
            if fault := fault_of_estimates(*(figures[each].get(year) for each in (LOW, LIKELY, HIGH))):
                self.wrong(heads[year], fault)

    def check_opened(self) -> None:
        """What is closed in the draft can not be written in the sheet either."""
        for head, opened in OPENED_BY.items():
            if head in self.row.cells and not getattr(self.table, opened) and _as_text(self.row.cells[head]) != "1":
                what = _("et scenarie mere") if head == sheets.SCENARIO else _("tal for hver kommune")
                self.wrong(head, _("Tilføj %(what)s i kladden først, eller tøm feltet.") % {"what": what})


def _codes(table: Table) -> dict[str, str]:
    """The municipalities by what may be written for them: name or code, which a spreadsheet takes for a number."""
    names = {plain(name): code for code, name in table.names.items()}
    return {**names, **{code.lstrip("0"): code for code in table.names}, **{code: code for code in table.names}}


def _choices(values) -> dict[str, str]:
    return {plain(str(label)): value for value, label in values.choices}


def _shown(head: str) -> list[str]:
    return [str(each) for each in sheets.CHOICES.get(head, ("1", "2"))]


def _as_text(cell: Cell) -> str:
    return cell.text.replace(".", ",") if cell.kind == NUMBER else cell.text


## Rows to lines


def _grouped(entries: list[Entry], table: Table) -> list[tuple[LineData | None, list[Entry]]]:
    """The rows of each line in the order of the sheet, with the line of the draft that they are about.

    An id that the draft does not have is from another version: then the name says which line it is.
    """
    groups: dict[object, list[Entry]] = {}
    for entry in entries:
        key = entry.pk or (entry.scenario, entry.kind, plain(entry.name))
        groups.setdefault(key, []).append(entry)
    held = {line.pk: line for line in table.lines}
    free = [line for line in table.lines if line.pk not in groups]
    found = []
    for key, group in groups.items():
        line = held.get(key) if isinstance(key, int) else None
        if line is None:
            line = next((each for each in free if _called(each) == _called(group[0])), None)
            free = [each for each in free if each is not line]
        found.append((line, group))
    return found


def _called(line: LineData | Entry) -> tuple[int, str, str]:
    return line.scenario, line.kind, plain(line.name)


def _check_group(held: LineData | None, group: list[Entry], faults: _Faults) -> None:
    first, codes = group[0], {}
    for entry in group:
        said = {"row": first.row}
        different = [head for head, value in entry.of_line.items() if value != first.of_line[head]]
        if different and entry.pk and sheets.NAME in different:
            text = _("Linje-id er det samme som i række %(row)d. Tøm feltet, hvis det er en ny linje.")
            faults.row(entry.row, text % said)
        elif different:
            text = _("Skriv det samme som i række %(row)d. De to rækker er den samme linje.") % said
            faults.at(entry.row, different[0], text)
        elif entry.code in codes:
            text = _("Rækken gentager række %(row)d. Slet den ene, eller giv den et andet navn.")
            faults.row(entry.row, text % {"row": codes[entry.code]})
        elif TOGETHER in codes or (codes and entry.code == TOGETHER):
            text = _("Linjen har både et fælles tal og tal for kommuner. Behold det ene.")
            faults.at(entry.row, sheets.MUNICIPALITY, text)
        elif entry.code and (entry.figures[LOW] or entry.figures[HIGH]):
            text = _("Skriv kun det sandsynlige tal, når en kommune har sit eget.")
            faults.at(entry.row, sheets.MUNICIPALITY, text)
        codes.setdefault(entry.code, entry.row)


def _line(held: LineData | None, group: list[Entry], table: Table) -> LineData:
    first = group[0]
    new = LineData(
        kind=first.kind,
        name=_kept(held and held.name, first.name),
        unit=first.unit,
        rate=first.rate,
        source=_kept(held and held.source, first.source),
        uncertainty=first.uncertainty,
        scenario=first.scenario,
        amounts=_cells(held and held.amounts, group, LIKELY, table),
        low=_cells(held and held.low, group, LOW, table),
        high=_cells(held and held.high, group, HIGH, table),
    )
    return replace(new, pk=held.pk) if held else new


def _kept(held: str | None, read: str) -> str:
    """A spreadsheet turns some spaces and line breaks into others: that is no change."""
    return held if held is not None and held.split() == read.split() else read


def _cells(held: Cells | None, group: list[Entry], estimate: str, table: Table) -> Cells:
    """What was read, and what the draft holds for years that it does not show: they may be taken in again."""
    found = {}
    for entry in group:
        before = (held or {}).get(entry.code, {})
        hidden = {year: figure for year, figure in before.items() if year not in table.years}
        if cells := {**hidden, **entry.figures[estimate]}:
            found[entry.code] = cells
    return found
