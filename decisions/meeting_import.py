"""Meetings as somebody pastes them: one a line, with a date and the body. Pure.

Taken are the separators `;`, tab and `,`, a head line, and the usual names of the bodies. A line that can not be read
is said by its number, and the others are read all the same.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from common.dates import is_likely, unlikely_sentence
from common.forms import DATE_FORMATS
from decisions.vocabulary import Body

MAX_LINES = 500
# "12. januar 2027", with a weekday before it or not
IN_WORDS = re.compile(r"(?:[a-zæøå]+dag\s+(?:den\s+|d\.\s*)?)?(\d{1,2})\.?\s+([a-zæøå]{3,9})\.?\s+(\d{4})")
# A date among other words
IN_A_LINE = re.compile(r"\b\d{1,2}[.\-/]\d{1,2}[.\-/]\d{4}\b")
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# The first that fits decides: "økonomiudvalg" is an udvalg too.
NAMES = (
    (re.compile(r"kommunalbestyrelse|byråd|borgerrepræsentation|\bkb\b", re.IGNORECASE), Body.COUNCIL),
    (re.compile(r"økonomi|magistrat|\bøu\b", re.IGNORECASE), Body.FINANCE),
    (re.compile(r"udvalg", re.IGNORECASE), Body.COMMITTEE),
)


@dataclass(frozen=True)
class Line:
    """A line as it was read: a meeting, or what is wrong with it."""

    number: int
    text: str
    date: dt.date | None = None
    body: str = ""
    note: str = ""
    error: str = ""
    repeats: int = 0  # the number of an earlier line that says the same

    @property
    def body_label(self) -> str:
        return str(Body(self.body).label) if self.body else ""


def read_lines(text: str, *, body: str = Body.COUNCIL) -> list[Line]:
    """Every line that says something, but for a head line. `body` is meant where a line names none."""
    found, seen = [], {}
    for line in _lines(text, body):
        first = 0 if line.error else seen.setdefault((line.date, line.body), line.number)
        found.append(line if first in (0, line.number) else replace(line, repeats=first))
    return found


def _lines(text: str, body: str) -> Iterator[Line]:
    lines = [(number, line.strip()) for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1)]
    for place, (number, line) in enumerate((number, line) for number, line in lines if line):
        if place >= MAX_LINES:
            yield Line(number, line, error=_("Der er flere end %(count)d linjer. Del dem op.") % {"count": MAX_LINES})
            return
        read = _read(number, line, body)
        if place == 0 and read.error and not re.search(r"\d", line):
            continue  # the heads of columns
        yield read


def _read(number: int, line: str, usual: str) -> Line:
    separator = next((each for each in (";", "\t", ",") if each in line), ";")
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    cells = [part for cell in cells for part in _parts(cell)]
    date = next((found for cell in cells if (found := _date(cell))), None)
    if date is None and any(IN_A_LINE.fullmatch(cell) for cell in cells):
        return Line(number, line, error=_("Datoen findes ikke. Ret den."))
    if date is None:
        return Line(number, line, error=_("Datoen kan ikke læses. Skriv den som dd.mm.åååå."))
    if not is_likely(date):
        return Line(number, line, error=unlikely_sentence())
    rest = [cell for cell in cells if cell and _date(cell) is None]
    named = next(((cell, body) for cell in rest for pattern, body in NAMES if pattern.search(cell)), None)
    if named is None and rest:
        return Line(number, line, error=_("Skriv kommunalbestyrelse, økonomiudvalg eller fagudvalg."))
    cell, body = named or ("", Body(usual))
    note = cell if body == Body.COMMITTEE and cell.lower() not in ("fagudvalg", "udvalg") else ""
    return Line(number, line, date, body.value, note[:120])


def _parts(cell: str) -> list[str]:
    """A cell that says more than a date is taken apart: the date, and the other words."""
    found = IN_A_LINE.search(cell)
    if found is None or found[0] == cell:
        return [cell]
    return [found[0], f"{cell[: found.start()]} {cell[found.end() :]}".strip()]


def _date(text: str) -> dt.date | None:
    if in_words := IN_WORDS.fullmatch(text.lower()):
        day, month, year = in_words.groups()
        text = f"{day}.{MONTHS.index(month[:3]) + 1}.{year}" if month[:3] in MONTHS else text
    for form in DATE_FORMATS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    return None
