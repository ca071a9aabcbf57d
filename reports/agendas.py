"""Agenda items on paper: for each municipality one in Word and one in PDF, with the texts as annexes, as one ZIP."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from decisions.agenda_items import agenda_items, texts_of
from decisions.models import Round
from municipalities.models import Municipality
from reports.rendering import Paper, html_to_archival_pdf
from reports.texts import add_text, draw_text_pdf, draw_text_word, new_document, saved, text_snapshot

# Every file in the archive has this date: the same items give the same bytes.
WHEN = (2020, 1, 1, 0, 0, 0)


def agenda_snapshot(round_: Round, municipality: Municipality | None) -> dict:
    """The items of all municipalities or of one, and the newest version of every text that they decide about."""
    items = agenda_items(round_, [municipality] if municipality else None)
    return {
        "taken_at": timezone.now().isoformat(),
        "collaboration": round_.collaboration.name,
        "is_example": round_.collaboration.is_example,
        "round": round_.name,
        "items": [each.as_dict() for each in items],
        "texts": [text_snapshot(each) for each in texts_of(round_)],
    }


def draw_agenda(snapshot: dict) -> Paper:
    """The archive. Its pages are those of nobody: each municipality opens its own two files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for text in snapshot["texts"]:
            name = _name(f"{text['title']} version {text['number']}")
            _put(archive, f"{_('Bilag')}/{name}.pdf", draw_text_pdf(text).content)
            _put(archive, f"{_('Bilag')}/{name}.docx", draw_text_word(text).content)
        for item in snapshot["items"]:
            name = _name(f"{item['municipality']} - {snapshot['round']}")
            _put(archive, f"{name}.docx", _word(item, snapshot))
            _put(archive, f"{name}.pdf", _pdf(item, snapshot))
    return Paper(buffer.getvalue(), None, ())


def _word(item: dict, snapshot: dict) -> bytes:
    document = new_document(item["title"], _foot(item, snapshot))
    document.add_heading(item["title"], level=0)
    if snapshot["is_example"]:
        document.add_paragraph(_("Eksempel"))
    for section in item["sections"]:
        document.add_heading(section["name"], level=1)
        add_text(document, section["text"])
    if item["addendum"]:
        document.add_heading(_("Tilføjelse fra %(name)s") % {"name": item["municipality"]}, level=1)
        add_text(document, item["addendum"])
    if snapshot["texts"]:
        document.add_heading(_("Bilag"), level=1)
        for number, text in enumerate(snapshot["texts"], start=1):
            document.add_paragraph(f"{number}. {text['title']}, version {text['number']} (SHA-256 {text['sha256']})")
    return saved(document)


def _pdf(item: dict, snapshot: dict) -> bytes:
    context = {"item": item, "paper": snapshot, "foot": _foot(item, snapshot)}
    html = render_to_string("reports/pdf/agenda.html", context)
    return html_to_archival_pdf(html, css=render_to_string("reports/pdf/agenda.css", context)).content


def _foot(item: dict, snapshot: dict) -> str:
    return f"{item['municipality']} · {snapshot['collaboration']} · {snapshot['round']}"


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED)


def _name(text: str) -> str:
    """A name that every system takes."""
    return " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", text).split())
