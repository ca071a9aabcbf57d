"""A published version on paper: archival PDF and Word, both with version and fingerprint on every page."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse
from pypdf import PdfReader

from decisions.models import AgreementText, TextVersion
from jobs.models import Job
from reports.drawing import draw_report
from reports.models import Report
from reports.services import request_text
from reports.texts import draw_text_pdf, draw_text_word, text_snapshot
from tests.phases.test_rights import DONE, SEES, ask, table
from tests.reports.papers import archival_failures_of

CLAUSES = [
    {"key": "purpose", "heading": "Formål", "body": "Vi driver it sammen.\nÆ, ø og å står der."},
    {"key": "exit", "heading": "Udtræden", "body": "<b>Atten måneder</b> & ikke mindre. " * 160},
]


@pytest.fixture
def version(collaboration):
    text = AgreementText.objects.create(collaboration=collaboration, kind="statutes", title="Vedtægter")
    return TextVersion.objects.create(text=text, number=3, clauses=CLAUSES, sha256="ab" * 32, note="Nyt formål")


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_the_pdf_says_what_was_decided_with_its_fingerprint_on_every_page(version):
    drawn = draw_text_pdf(text_snapshot(version))
    text = words(drawn.content)
    assert "2. Udtræden" in text
    assert "<b>Atten måneder</b> & ikke mindre." in text
    for page in PdfReader(BytesIO(drawn.content)).pages:
        assert f"Version 3 · SHA-256 {'ab' * 32}" in " ".join(page.extract_text().split())
    assert (drawn.pages > 1, drawn.refused) == (True, ())


def test_the_pdf_is_archival_and_tagged(version):
    drawn = draw_text_pdf(text_snapshot(version))
    assert archival_failures_of(drawn.content) == []
    reader = PdfReader(BytesIO(drawn.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "da"


def test_word_gets_real_headings_and_the_fingerprint_at_the_foot(version):
    document = docx.Document(BytesIO(draw_text_word(text_snapshot(version)).content))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings == ["1. Formål", "2. Udtræden"]
    assert "Æ, ø og å står der." in [each.text for each in document.paragraphs]
    assert f"Vedtægter, version 3. SHA-256 {'ab' * 32}" in document.sections[0].footer.paragraphs[0].text
    assert document.core_properties.language == "da-DK"


@pytest.mark.parametrize(("name", "extension"), [("text_pdf", "pdf"), ("text_word", "docx")])
def test_it_is_made_by_a_job_and_fetched_once_made(client_for, version, collaboration, name, extension):
    browser = client_for("direktoer")
    url = reverse(f"reports:{name}", args=[collaboration.slug, version.text_id, 3])
    progress = browser.post(url, follow=True)
    assert "Vedtægter, version 3" in progress.content.decode()
    report = Report.objects.get()
    Job.objects.filter(pk=report.job_id).update(state="running", worker="w", lease_until="2099-01-01T00:00:00Z")
    report.job.refresh_from_db()
    draw_report(report, report.job)
    ready = browser.get(reverse("reports:progress", args=[collaboration.slug, report.pk])).content.decode()
    assert ("Filen er klar." in ready, "Rapporten" in ready) == (True, False)
    assert browser.post(url).url == reverse("reports:progress", args=[collaboration.slug, report.pk])
    fetched = browser.get(reverse("reports:download", args=[collaboration.slug, report.pk]))
    assert f".{extension}" in fetched["Content-Disposition"]
    assert len(fetched.getvalue()) == Report.objects.get().size


def test_the_same_version_is_ordered_once(version, koordinator, kontakt):
    first = request_text(version, actor=koordinator, kind=Report.Kind.TEXT_PDF)
    assert request_text(version, actor=kontakt, kind=Report.Kind.TEXT_PDF) == first
    assert request_text(version, actor=kontakt, kind=Report.Kind.TEXT_WORD) != first


@pytest.mark.parametrize("name", ["text_pdf", "text_word"])
def test_everybody_who_sees_the_collaboration_takes_the_text_along(client_for, version, collaboration, name):
    url = reverse(f"reports:{name}", args=[collaboration.slug, version.text_id, 3])
    answers, _ = ask(client_for, lambda browser: browser.post(url))
    assert answers == table(SEES, DONE)
