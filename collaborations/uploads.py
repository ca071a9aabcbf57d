"""What an uploaded file is, judged from its bytes. Its name and what the browser says about it decide nothing.

Five kinds are taken: PDF, Word and Excel without macros, PNG and JPEG. Whatever could run when somebody opens it is
refused, and so is what is broken, encrypted, or packed so tightly that unpacking it would fill the machine.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import BinaryIO

import puremagic
import pypdf
from django.utils.translation import gettext as _
from PIL import Image

from collaborations.models import DocumentVersion
from common.exceptions import DomainError

Kind = DocumentVersion.Kind
MAX_BYTES = 20_000_000
MAX_PIXELS = 100_000_000
MAX_UNPACKED = 400_000_000
MAX_PARTS = 5_000
MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Kind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": Kind.XLSX,
}
CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}
RUNS_IN_A_PDF = ("/JavaScript", "/JS", "/Launch", "/RichMedia")


def judge(file: BinaryIO, size: int) -> str:
    """The kind of the file, which is read from its beginning. Raises DomainError with what is wrong with it."""
    if not size:
        raise DomainError(_("Filen er tom. Vælg en anden."))
    if size > MAX_BYTES:
        raise DomainError(_("Filen fylder mere end 20 MB. Gør den mindre, eller del den op."))
    file.seek(0)
    content = file.read()
    file.seek(0)
    check = CHECKS.get(_family(content))
    if check is None:
        raise DomainError(_("Filen er ikke PDF, Word, Excel, PNG eller JPEG. Vælg en anden."))
    return check(content)


def _family(content: bytes) -> str:
    """What the first bytes say. Word and Excel files are zip archives."""
    if content.startswith(b"PK\x03\x04"):
        return ".zip"
    try:
        return puremagic.from_string(content[:4096]).lower()
    except (puremagic.PureError, ValueError):
        return ""


def _pdf(content: bytes) -> str:
    broken = DomainError(_("PDF-filen kan ikke læses. Gem den igen, og vælg den nye."))
    try:
        reader = pypdf.PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise DomainError(_("PDF-filen er låst med en adgangskode. Fjern den, og vælg filen igen."))
        if not len(reader.pages):
            raise broken
        runs = any(_runs(reader.get_object(pypdf.generic.IndirectObject(n, 0, reader))) for n in _numbers(reader))
    except DomainError:
        raise
    except Exception as error:  # a damaged file can raise anything
        raise broken from error
    if runs:
        raise DomainError(_("PDF-filen indeholder et program. Gem den som almindelig PDF, og vælg filen igen."))
    return Kind.PDF


def _numbers(reader: pypdf.PdfReader) -> list[int]:
    """The numbers of all objects, wherever in the file they lie."""
    loose = (number for table in reader.xref.values() for number in table)
    return sorted({*loose, *reader.xref_objStm})


def _runs(found) -> bool:
    """Does this part of the file start something when it is opened or clicked?"""
    if not isinstance(found, dict):
        return False
    action = found.get("/S")
    return action in RUNS_IN_A_PDF or any(name in found for name in ("/JS", "/JavaScript", "/RichMediaContent"))


def _office(content: bytes) -> str:
    other = DomainError(_("Filen er ikke et Word- eller Excel-dokument. Vælg en anden."))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(each.file_size for each in parts) > MAX_UNPACKED:
                raise DomainError(_("Filen er pakket så tæt, at den ikke kan åbnes. Vælg en anden."))
            if any(each.flag_bits & 1 for each in parts):
                raise DomainError(_("Filen er låst med en adgangskode. Fjern den, og vælg filen igen."))
            if any(each.filename.lower().endswith("vbaproject.bin") for each in parts):
                raise DomainError(_("Filen indeholder makroer. Gem den uden makroer, og vælg filen igen."))
            types = archive.read("[Content_Types].xml").decode("utf-8")
    except DomainError:
        raise
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, RuntimeError, NotImplementedError, OSError) as error:
        raise other from error
    for main, kind in MAIN_PARTS.items():
        if f'"{main}"' in types:
            return kind
    raise other


def _image(content: bytes) -> str:
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise DomainError(_("Billedet er for stort. Gør det mindre, og vælg filen igen."))
            kind = Kind.PNG if image.format == "PNG" else Kind.JPEG
            image.verify()
    except DomainError:
        raise
    except Exception as error:  # a damaged picture can raise anything
        raise DomainError(_("Billedet kan ikke læses. Gem det igen, og vælg det nye.")) from error
    return kind


# What the first bytes say, and who looks further. A JPEG is called by the name of its header.
CHECKS = {".pdf": _pdf, ".zip": _office, ".png": _image} | dict.fromkeys((".jpg", ".jpeg", ".jfif"), _image)
