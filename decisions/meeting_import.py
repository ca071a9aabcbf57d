"""Meetings as somebody pastes them: one a line, with a date and the body. Pure.

Taken are the separators `;`, tab and `,`, a head line, and the usual names of the bodies. A line that can not be read
is said by its number, and the others are read all the same.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.dates import is_likely, unlikely_sentence
from common.forms import DATE_FORMATS
from decisions.vocabulary import Body

MAX_LINES = 500
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

    @property
    def body_label(self) -> str:
        return str(Body(self.body).label) if self.body else ""


def read_lines(text: str) -> list[Line]:
    """Every line that says something; a head line and lines that say the same once more are left out."""
    found, seen = [], set()
    for line in _lines(text):
        if line.error or (line.date, line.body) not in seen:
            seen.add((line.date, line.body))
            found.append(line)
    return found


def _lines(text: str) -> Iterator[Line]:
    lines = [(number, line.strip()) for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1)]
    for place, (number, line) in enumerate((number, line) for number, line in lines if line):
        if place >= MAX_LINES:
            yield Line(number, line, error=_("Der er flere end %(count)d linjer. Del dem op.") % {"count": MAX_LINES})
            return
        read = _read(number, line)
        if place == 0 and read.error and not re.search(r"\d", line):
            continue  # the heads of columns
        yield read


def _read(number: int, line: str) -> Line:
    separator = next((each for each in (";", "\t", ",") if each in line), ";")
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    date = next((found for cell in cells if (found := _date(cell))), None)
    if date is None:
        return Line(number, line, error=_("Datoen kan ikke læses. Skriv den som dd.mm.åååå."))
    if not is_likely(date):
        return Line(number, line, error=unlikely_sentence())
    rest = [cell for cell in cells if cell and _date(cell) is None]
    named = next(((cell, body) for cell in rest for pattern, body in NAMES if pattern.search(cell)), None)
    if named is None:
        return Line(number, line, error=_("Skriv kommunalbestyrelse, økonomiudvalg eller fagudvalg."))
    cell, body = named
    note = cell if body == Body.COMMITTEE and cell.lower() not in ("fagudvalg", "udvalg") else ""
    return Line(number, line, date, body.value, note[:120])


def _date(text: str) -> dt.date | None:
    for form in DATE_FORMATS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    return None
