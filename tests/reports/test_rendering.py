"""PDF/UA-1 from HTML, and a renderer that reads our fonts and nothing else."""

import pytest
from django.conf import settings

from reports.rendering import Locked, Refused, html_to_pdf
from tests.reports.papers import failures_of, reader_of, text_of

WHOLE = "<html lang=da><title>Prøve</title><body><h1>Ærø, Ølstykke og Ålborg</h1>{}</body></html>"
STYLE = 'html { font-family: "IBM Plex Sans"; }'
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}<rect width="9" height="9"/></svg>'


def test_a_whole_document_is_pdf_ua():
    paper = html_to_pdf(WHOLE.format(SHAPE.format("<title>Et felt</title>")), css=STYLE)
    assert failures_of(paper.content) == []
    assert (paper.pages, paper.refused) == (1, ())


@pytest.mark.parametrize(
    "html",
    [
        WHOLE.replace(" lang=da", "").replace("<title>Prøve</title>", "").format(""),
        WHOLE.format(SHAPE.format("")),
        WHOLE.format("<h3>Et trin for langt</h3>"),
    ],
    ids=["no language or title", "a drawing without text", "a jump between headings"],
)
def test_the_validator_finds_a_planted_fault(html):
    assert failures_of(html_to_pdf(html, css=STYLE).content) != []


def test_danish_letters_are_text_in_our_own_font():
    content = html_to_pdf(WHOLE.format(""), css=STYLE).content
    assert text_of(content) == "Ærø, Ølstykke og Ålborg"
    fonts = reader_of(content).pages[0]["/Resources"]["/Font"]
    assert {font.get_object()["/BaseFont"].split("+")[1] for font in fonts.values()} == {"IBM-Plex-Sans-Semi-Bold"}


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<img src='file:///etc/passwd' alt=x>", "file:///etc/passwd"),
        ("<img src='http://127.0.0.1:9/x.png' alt=x>", "http://127.0.0.1:9/x.png"),
        ("<img src='https://example.org/x.png' alt=x>", "https://example.org/x.png"),
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt=x>", "data:image/gif;base64,R0lGODlhAQABAAAAACw="),
        ("<link rel=stylesheet href='file:///etc/passwd'>", "file:///etc/passwd"),
        ("<link rel=attachment href='file:///etc/passwd'>", "file:///etc/passwd"),
        ("<style>@import 'http://127.0.0.1:9/x.css';</style>", "http://127.0.0.1:9/x.css"),
        ("<p style='background: url(file:///etc/passwd)'>x</p>", "file:///etc/passwd"),
        (
            SHAPE.format("<title>x</title><image href='file:///etc/passwd' width='9' height='9'/>"),
            "file:///etc/passwd",
        ),
        ("<object data='file:///etc/passwd'></object>", "file:///etc/passwd"),
        ("<embed src='file:///etc/passwd'>", "file:///etc/passwd"),
    ],
)
def test_the_fetcher_refuses_every_address_and_says_so(html, address, caplog):
    paper = html_to_pdf(WHOLE.format(html), css=STYLE)
    assert set(paper.refused) == {address}
    assert "The renderer was refused" in caplog.text
    assert "root:" not in text_of(paper.content)
    assert b"root:x:0" not in paper.content


def test_a_font_beside_ours_is_refused_too():
    beside = settings.PDF_FONT_DIR.resolve() / "IBMPlexSans-Thin.woff"
    assert beside.exists()
    for address in (beside.as_uri(), f"{beside.as_uri()}?x", beside.parent.as_uri() + "/../../../package.json"):
        with pytest.raises(Refused):
            Locked().fetch(address)


def test_our_font_is_fetched():
    fetcher = Locked()
    response = fetcher.fetch(sorted(fetcher.allowed)[0])
    start = response.read(4)
    response.close()
    assert (start, fetcher.refused) == (b"wOFF", [])
