"""Statistikbanken's population of the municipalities: fetched, or read from a file that somebody fetched. No database.

FOLK1A counts the population on the first day of a quarter. The interface needs no sign-in; its figures may be used with
the source named (CC BY 4.0, https://www.dst.dk/da/Statistik/hjaelp-til-statistikbanken/api).
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

import requests
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from common.exceptions import DomainError

TABLE = "FOLK1A"
SOURCE = f"Danmarks Statistik, {TABLE}"
AREA, PERIOD, CONTENT = "OMRÅDE", "TID", "INDHOLD"
UNKNOWN = ("", "..", "x")
QUARTER = re.compile(r"(\d{4})[KQ]([1-4])")
MAX_BYTES = 1_000_000
RETRIES = 2


class NotAvailable(DomainError):
    """Statistikbanken did not answer, or not with figures. What is there stays."""


@dataclass(frozen=True)
class Population:
    """Inhabitants by municipality code on a day."""

    date: dt.date
    values: dict[str, int]


def fetch(url: str, *, timeout: float, backoff: float = 1.0) -> str:
    """The newest quarter as CSV. Tries twice more, ever later, where the server fails. Raises NotAvailable."""
    retry = Retry(RETRIES, backoff_factor=backoff, status_forcelist=(429, 500, 502, 503, 504), raise_on_status=False)
    asked = {"valuePresentation": "Code", "delimiter": "Semicolon", AREA: "*", "Tid": "(1)"}
    with requests.Session() as session:
        session.mount("https://", HTTPAdapter(max_retries=retry))
        session.mount("http://", HTTPAdapter(max_retries=retry))
        try:
            with session.get(f"{url}/data/{TABLE}/CSV", params=asked, timeout=timeout, stream=True) as answer:
                return _text(answer)
        except requests.RequestException as error:
            raise NotAvailable(_("Statistikbanken svarer ikke: %(error)s") % {"error": error}) from error


def read(text: str, codes: Collection[str]) -> Population:
    """The figures of these municipalities; what the table says of others is left out.

    Raises DomainError where the text is no such table, holds more than one quarter, or lacks a municipality.
    """
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines(), delimiter=";")
    if not {AREA, PERIOD, CONTENT} <= set(rows.fieldnames or ()):
        raise DomainError(_("Filen er ikke tabellen %(table)s med områder, tid og indhold.") % {"table": TABLE})
    found, quarters = {}, set()
    for row in rows:
        if row[AREA] in codes:
            quarters.add(row[PERIOD])
            found[row[AREA]] = _number(row)
    if missing := sorted(set(codes) - set(found)):
        said = {"count": len(missing), "codes": ", ".join(missing[:5])}
        raise DomainError(_("Der mangler %(count)d kommuner, blandt andre %(codes)s.") % said)
    if len(quarters) != 1:
        raise DomainError(_("Filen skal have ét kvartal. Den har %(count)d.") % {"count": len(quarters)})
    return Population(_first_day(quarters.pop()), found)


def _text(answer: requests.Response) -> str:
    content = answer.raw.read(MAX_BYTES + 1, decode_content=True)
    if answer.status_code != requests.codes.ok:
        said = {"status": answer.status_code, "message": _message(content)}
        raise NotAvailable(_("Statistikbanken svarede %(status)s: %(message)s") % said)
    if len(content) > MAX_BYTES:
        raise NotAvailable(_("Statistikbanken svarede med mere, end tabellen fylder."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAvailable(_("Statistikbanken svarede med noget, der ikke er tekst.")) from error


def _message(content: bytes) -> str:
    """The beginning of what the server says of its error, whether it is JSON or a page."""
    return " ".join(content[:200].decode("utf-8", errors="replace").split())


def _number(row: dict[str, str]) -> int:
    text = (row[CONTENT] or "").strip()
    if text in UNKNOWN or not text.isdecimal() or int(text) == 0:
        raise DomainError(
            _("Indbyggertallet for %(code)s kan ikke bruges: “%(text)s”.") % {"code": row[AREA], "text": text}
        )
    return int(text)


def _first_day(quarter: str) -> dt.date:
    if not (found := QUARTER.fullmatch(quarter.strip())):
        raise DomainError(_("“%(quarter)s” er ikke et kvartal.") % {"quarter": quarter})
    return dt.date(int(found[1]), 3 * int(found[2]) - 2, 1)
