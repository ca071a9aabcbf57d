"""Documents: what is taken, what is refused and why, versions, and how a file is served."""

import hashlib
from io import BytesIO

import pytest
from django.urls import reverse

from collaborations import uploads
from collaborations.models import Document, DocumentVersion
from collaborations.services import add_document, add_version, hide_document
from collaborations.uploads import MAX_BYTES, judge
from common.exceptions import DomainError
from tests.collaborations import files


def kind_of(content: bytes) -> str:
    return judge(BytesIO(content), len(content))


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def version(collaboration, koordinator):
    return add_document(collaboration, title="Bilag 1", upload=files.upload(files.pdf("a")), actor=koordinator)


## What a file is


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), "pdf"),
        (files.word(), "docx"),
        (files.excel(), "xlsx"),
        (files.picture("PNG"), "png"),
        (files.picture("JPEG"), "jpeg"),
    ],
)
def test_five_kinds_are_known_by_their_content(content, kind):
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tom"),
        (b"MZ\x90\x00 program", "ikke PDF, Word, Excel, PNG eller JPEG"),
        (b"<html><script>alert(1)</script></html>", "ikke PDF, Word, Excel, PNG eller JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ikke PDF, Word, Excel, PNG eller JPEG"),
        (b"%PDF-1.7 men ikke mere", "PDF-filen kan ikke læses"),
        (files.pdf(password="hemmelig"), "låst med en adgangskode"),
        (files.pdf(javascript="app.alert(1)"), "indeholder et program"),
        (files.pdf(launch=True), "indeholder et program"),
        (files.archive(), "ikke et Word- eller Excel-dokument"),
        (files.word()[:300], "ikke et Word- eller Excel-dokument"),
        (files.with_part(files.word(), "word/vbaProject.bin"), "makroer"),
        (files.picture()[:40], "Billedet kan ikke læses"),
    ],
)
def test_anything_else_is_refused_with_its_reason(content, says):
    with pytest.raises(DomainError, match=says):
        kind_of(content)


def test_a_file_that_would_fill_the_machine_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(DomainError, match="pakket så tæt"):
        kind_of(files.with_part(files.word(), "word/media/nul.bin", b"\0" * 2_000_000))
    monkeypatch.setattr(uploads, "MAX_PIXELS", 10)
    with pytest.raises(DomainError, match="Billedet er for stort"):
        kind_of(files.picture())


def test_twenty_megabytes_are_the_limit():
    with pytest.raises(DomainError, match="20 MB"):
        judge(BytesIO(b"%PDF-"), MAX_BYTES + 1)


## Services


def test_an_upload_keeps_its_fingerprint_and_a_name_of_ours_on_the_disk(version):
    assert version.sha256 == hashlib.sha256(files.pdf("a")).hexdigest()
    assert "bilag" not in version.file.name
    with version.file.open() as file:
        assert file.read() == files.pdf("a")
    assert version.document.collaboration.activity.first().text == "Lagde “Bilag 1” op."


def test_the_name_decides_nothing(collaboration, koordinator):
    made = add_document(
        collaboration, title="Regneark", upload=files.upload(files.excel(), "../../farlig.exe"), actor=koordinator
    )
    assert (made.kind, made.original_name) == ("xlsx", "farlig.exe")
    assert made.file.name.endswith(".xlsx")


def test_a_newer_version_stands_beside_the_first(version, koordinator):
    newer = add_version(version.document, upload=files.upload(files.pdf("b")), note="Nye tal", actor=koordinator)
    assert [each.number for each in version.document.versions.all()] == [1, 2]
    assert list(DocumentVersion.objects.newest_of(version.document.collaboration)) == [newer]


def test_the_same_file_is_no_new_version(version, koordinator):
    with pytest.raises(DomainError, match="den samme som version 1"):
        add_version(version.document, upload=files.upload(files.pdf("a")), actor=koordinator)


def test_a_document_is_hidden_with_a_reason_and_its_versions_stay(version, koordinator):
    with pytest.raises(DomainError, match="Skriv, hvorfor"):
        hide_document(version.document, reason=" ", actor=koordinator)
    hidden = hide_document(version.document, reason="Forkert fil", actor=koordinator)
    assert not Document.objects.current().exists()
    assert not DocumentVersion.objects.newest_of(hidden.collaboration).exists()
    with pytest.raises(DomainError, match="skjult"):
        add_version(hidden, upload=files.upload(files.pdf("b")), actor=koordinator)
    with pytest.raises(DomainError, match="allerede skjult"):
        hide_document(hidden, reason="Igen", actor=koordinator)


## Pages


def test_a_document_is_uploaded_from_the_page_once(browser, slug):
    url, data = reverse("collaborations:upload", args=[slug]), {"title": "Nøgle", "form_token": "a" * 32}
    for _press in range(2):
        page = browser.post(url, data | {"upload": files.upload(files.word(), "noegle.docx")}, follow=True)
    assert "“Nøgle” er lagt op." in page.content.decode() or Document.objects.count() == 1
    assert Document.objects.count() == 1


def test_a_contact_uploads_for_the_own_municipality(client_for, slug, odder):
    url = reverse("collaborations:upload", args=[slug])
    client_for("kontakt").post(url, {"title": "Referat", "upload": files.upload(files.pdf())})
    assert DocumentVersion.objects.get().on_behalf_of == odder


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"hej", "ikke PDF, Word, Excel, PNG eller JPEG"), (b"", "Filen er tom."), (None, "Vælg en fil.")],
)
def test_what_is_wrong_with_a_file_is_said_and_the_title_stays(browser, slug, content, says):
    data = {"title": "Nøgle"} | ({"upload": files.upload(content)} if content is not None else {})
    page = browser.post(reverse("collaborations:upload", args=[slug]), data).content.decode()
    assert says in page
    assert 'value="Nøgle"' in page
    assert Document.objects.count() == 0


def test_a_file_is_served_as_an_attachment_and_never_as_a_page(browser, slug, version):
    response = browser.get(reverse("collaborations:download_document", args=[slug, version.document_id, 1]))
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in response.headers
    assert response.getvalue() == files.pdf("a")


def test_a_hidden_document_can_still_be_fetched_by_its_address(browser, slug, version, koordinator):
    hide_document(version.document, reason="Forkert fil", actor=koordinator)
    page = browser.get(reverse("collaborations:document", args=[slug, version.document_id])).content.decode()
    assert "Begrundelse: Forkert fil" in page
    assert "Ingen dokumenter endnu." in browser.get(reverse("collaborations:documents", args=[slug])).content.decode()
    url = reverse("collaborations:download_document", args=[slug, version.document_id, 1])
    assert browser.get(url).getvalue() == files.pdf("a")


def test_a_file_that_the_disk_has_lost_is_said_plainly(browser, slug, version):
    version.file.storage.delete(version.file.name)
    response = browser.get(reverse("collaborations:download_document", args=[slug, version.document_id, 1]))
    assert response.status_code == 404
    assert "Vi kan ikke finde filen." in response.content.decode()


def test_few_and_many_documents_take_the_same_queries(
    browser, slug, collaboration, koordinator, django_assert_num_queries
):
    def queries() -> int:
        with django_assert_num_queries(6):
            browser.get(reverse("collaborations:documents", args=[slug]))

    add_document(collaboration, title="0", upload=files.upload(files.pdf("0")), actor=koordinator)
    browser.get(reverse("collaborations:documents", args=[slug]))
    queries()
    for n in range(1, 12):
        add_document(collaboration, title=str(n), upload=files.upload(files.pdf(str(n))), actor=koordinator)
    queries()
