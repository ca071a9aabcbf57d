"""HTML to PDF. The only module that imports WeasyPrint.

Everything a paper needs is in the HTML, the style sheet and our own font files. The fetcher hands out those fonts and
nothing else, so text that a user has written can never make the renderer read a file or an address.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

logger = logging.getLogger(__name__)

FONT_FAMILY = "IBM Plex Sans"
# WOFF and not WOFF2, which the renderer unpacks anew for every paper in twenty times the time.
FONT_FILES = {400: "IBMPlexSans-Regular.woff", 500: "IBMPlexSans-Medium.woff", 600: "IBMPlexSans-SemiBold.woff"}


class Refused(ValueError):
    """The renderer asked for something that is not one of our fonts."""


class Locked(URLFetcher):
    """Fetches our font files. `refused` holds every other address that was asked for."""

    def __init__(self):
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self.allowed = {_font(name).as_uri() for name in FONT_FILES.values()}
        self.refused: list[str] = []

    def fetch(self, url, headers=None):
        if url not in self.allowed:
            self.refused.append(url)
            logger.warning("The renderer was refused %.200r", url)
            raise Refused(url)
        return super().fetch(url, headers)


@dataclass(frozen=True)
class Paper:
    """A finished paper: its bytes, its number of pages (None where only the reader's program knows), and the addresses
    that the renderer was refused.
    """

    content: bytes
    pages: int | None
    refused: tuple[str, ...]


def html_to_pdf(html: str, *, css: str) -> Paper:
    """Set a whole HTML document as a tagged PDF (PDF/UA-1).

    The document must have `lang` and `<title>`, no jump between heading levels, and a `<title>` in every SVG.
    """
    return _set(html, css, "pdf/ua-1")


def html_to_archival_pdf(html: str, *, css: str) -> Paper:
    """Set it as PDF/A-3a, for archives: tagged, with everything inside that a reader in fifty years needs.

    The renderer compresses the metadata, which the format forbids; they are written anew as they are.
    """
    made = _set(html, css, "pdf/a-3a")
    with pikepdf.open(BytesIO(made.content)) as document:
        metadata = document.Root.Metadata
        metadata.write(metadata.read_bytes())
        buffer = BytesIO()
        document.save(buffer, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return Paper(content=buffer.getvalue(), pages=made.pages, refused=made.refused)


def _set(html: str, css: str, variant: str) -> Paper:
    fonts, fetcher = FontConfiguration(), Locked()
    style = CSS(string=_font_faces() + css, font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher).render(stylesheets=[style], font_config=fonts)
    content = document.write_pdf(pdf_variant=variant)
    return Paper(content=content, pages=len(document.pages), refused=tuple(fetcher.refused))


def _font(name: str) -> Path:
    return Path(settings.PDF_FONT_DIR).resolve() / name


def _font_faces() -> str:
    return "".join(
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};src:url("{_font(name).as_uri()}")}}'
        for weight, name in FONT_FILES.items()
    )
