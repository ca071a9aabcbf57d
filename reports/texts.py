"""A published version on paper: as archival PDF, and as Word for councils that work in it. Pure: a snapshot in."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import docx
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from common.formats import long_date
from decisions.models import TextVersion, VersionAnnex
from finance.frozen_keys import Frozen
from reports.rendering import Paper, html_to_archival_pdf

FONT = "Calibri"


def text_snapshot(version: TextVersion) -> dict:
    """Everything that the paper prints."""
    return {
        "taken_at": timezone.now().isoformat(),
        "collaboration": version.text.collaboration.name,
        "is_example": version.text.collaboration.is_example,
        "title": version.text.title,
        "number": version.number,
        "published_on": version.published_on.isoformat(),
        "note": version.note,
        "is_typo": version.is_typo,
        "sha256": version.sha256,
        "clauses": version.clauses,
        "annexes": [_annex(each) for each in version.annexes.select_related("document", "key_version")],
    }


def _annex(annex: VersionAnnex) -> dict:
    """A key comes with all that it says: it is no file that somebody could open beside the paper."""
    key = annex.key_version
    return {"title": annex.title, "sha256": annex.sha256, "key": key.content if key else None}


def keys_of(snapshot: dict) -> list[tuple[str, Frozen]]:
    """The keys among the annexes, as they are printed; papers from before there were keys have none."""
    return [(each["title"], Frozen(each["key"])) for each in snapshot["annexes"] if each.get("key")]


def draw_text_pdf(snapshot: dict) -> Paper:
    """PDF/A-3a, tagged. Version and fingerprint stand at the foot of every page."""
    published_on = dt.date.fromisoformat(snapshot["published_on"])
    context = {"paper": {**snapshot, "published_on": published_on}, "keys": keys_of(snapshot)}
    html = render_to_string("reports/pdf/text.html", context)
    return html_to_archival_pdf(html, css=render_to_string("reports/pdf/text.css", context))


def draw_text_word(snapshot: dict) -> Paper:
    """A Word document with real headings, so that a council can go on working in it."""
    document = new_document(f"{snapshot['title']}, version {snapshot['number']}", foot_of(snapshot))
    document.add_heading(snapshot["title"], level=0)
    published = long_date(dt.date.fromisoformat(snapshot["published_on"]))
    said = {"number": snapshot["number"], "date": published, "name": snapshot["collaboration"]}
    document.add_paragraph(_("%(name)s. Version %(number)d, udgivet til beslutning %(date)s.") % said)
    if snapshot["is_example"]:
        document.add_paragraph(_("Eksempel"))
    for number, clause in enumerate(snapshot["clauses"], start=1):
        document.add_heading(f"{number}. {clause['heading']}", level=1)
        add_text(document, clause["body"])
    if snapshot["annexes"]:
        document.add_heading(_("Bilag"), level=1)
        for number, annex in enumerate(snapshot["annexes"], start=1):
            document.add_paragraph(f"{number}. {annex['title']} (SHA-256 {annex['sha256']})")
    for title, key in keys_of(snapshot):
        add_key(document, title, key)
    return Paper(saved(document), None, ())


def foot_of(snapshot: dict) -> str:
    said = {"title": snapshot["title"], "number": snapshot["number"], "hash": snapshot["sha256"]}
    return _("%(title)s, version %(number)d. SHA-256 %(hash)s") % said


## Word


def new_document(title: str, foot: str) -> Document:
    """An empty Danish document with a foot on every page: `foot` to the left, the number of the page below it."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.language = "da-DK"
    document.core_properties.author = "Samarbejde"
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "da-DK")
    style.element.get_or_add_rPr().append(language)
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(foot).font.size = Pt(8)
    pages = document.sections[0].footer.add_paragraph()
    pages.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_field(pages, "PAGE")
    return document


def add_text(document: Document, text: str) -> None:
    """Each line of what was written is a paragraph."""
    for line in text.split("\n"):
        if line.strip():
            document.add_paragraph(line)


def add_key(document: Document, title: str, key: Frozen) -> None:
    """A frozen key as an annex: its parts in words, what was counted, and what each pays."""
    document.add_heading(_("Bilag: %(title)s") % {"title": title}, level=1)
    for part in key.parts:
        document.add_paragraph(" ".join((f"{part.name}: {part.what}", *part.more)))
    for line in key.facts:
        document.add_paragraph(line)
    lines = [key.heads, *key.rows]
    table = document.add_table(rows=len(lines), cols=len(key.heads))
    table.style = "Table Grid"
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text


def saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_field(paragraph, instruction: str) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", instruction), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)
