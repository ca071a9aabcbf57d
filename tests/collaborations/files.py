"""Files for tests of uploads: real ones, made on the spot, and those that only pretend."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pypdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def pdf(text: str = "", *, javascript: str = "", password: str = "", launch: bool = False) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.add_metadata({"/Title": text})
    if javascript:
        _open_with(writer, "/JavaScript", "/JS", javascript)
    if launch:
        _open_with(writer, "/Launch", "/F", "farlig.exe")
    if password:
        writer.encrypt(password)
    return _written(writer.write)


def word(text: str = "Tekst") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    return _written(document.save)


def excel() -> bytes:
    return _written(openpyxl.Workbook().save)


def with_part(content: bytes, name: str, data: bytes = b"x") -> bytes:
    """The Office file with one more part in it."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("noget.txt", "Ikke Word")
    return buffer.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (4, 4)) -> bytes:
    return _written(lambda target: Image.new("L", size).save(target, format=form))


def upload(content: bytes, name: str = "bilag.pdf", content_type: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def _open_with(writer: pypdf.PdfWriter, action: str, key: str, value: str) -> None:
    """Something that happens when the file is opened."""
    made = DictionaryObject({NameObject("/S"): NameObject(action), NameObject(key): TextStringObject(value)})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(made)


def _written(save) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()
