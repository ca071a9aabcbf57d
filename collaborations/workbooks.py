"""Is an uploaded file an Excel workbook that may be unpacked? Asked before anything in it is read as a whole."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from django.utils.translation import gettext as _

from collaborations.models import DocumentVersion
from collaborations.uploads import judge
from common.exceptions import DomainError

MAX_UNPACKED = 20_000_000
MAX_PARTS = 500
# Of the whole file, all sheets together: Excel keeps rows that only have a colour, and each cell has four signs "<".
MAX_ROWS_KEPT = 50_000
MAX_TAGS = 1_000_000
CHUNK = 1 << 16
TYPES = "[Content_Types].xml"
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")


def check_workbook(content: bytes, too_many_rows: Callable[[], DomainError]) -> None:
    """Before anything is unpacked as a whole: is it a workbook, and does it stay within what a table can be?"""
    if not content:
        raise DomainError(_("Filen er tom. Vælg en anden."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DomainError(_("Filen er låst eller gemt i det gamle Excel-format. Gem den som .xlsx uden adgangskode."))
    no_workbook = DomainError(_("Filen er ikke et Excel-regneark. Åbn den i Excel, og gem den som .xlsx."))
    if not content.startswith(b"PK\x03\x04"):
        raise no_workbook
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_parts(archive, too_many_rows)
    except DomainError:
        raise
    except Exception as error:  # a damaged file can raise anything
        raise DomainError(_("Regnearket kan ikke læses. Gem det igen i Excel, og vælg den nye fil.")) from error
    if judge(BytesIO(content), len(content)) != DocumentVersion.Kind.XLSX:
        raise no_workbook


def _check_parts(archive: zipfile.ZipFile, too_many_rows: Callable[[], DomainError]) -> None:
    parts = archive.infolist()
    if any(each.flag_bits & 1 for each in parts):
        raise DomainError(_("Filen er låst med en adgangskode. Fjern den, og vælg filen igen."))
    if len(parts) > MAX_PARTS:
        raise too_packed()
    if any(b"macroEnabled" in archive.open(each).read(CHUNK) for each in parts if each.filename == TYPES):
        raise DomainError(_("Filen indeholder makroer. Gem den uden makroer, og vælg filen igen."))
    unpacked = rows = tags = 0
    for part in parts:
        with archive.open(part) as stream:
            while piece := stream.read(CHUNK):
                unpacked += len(piece)
                rows += len(ROW.findall(piece))
                tags += piece.count(b"<")
                if rows > MAX_ROWS_KEPT:
                    raise too_many_rows()
                if unpacked > MAX_UNPACKED or tags > MAX_TAGS:
                    raise too_packed()


def too_packed() -> DomainError:
    return DomainError(_("Filen fylder for meget, når den bliver pakket ud. Slet det, der ikke hører til tabellen."))
