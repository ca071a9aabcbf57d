"""Reading a finished PDF as a test wants it."""

import functools
import io

import page
from pypdf import PdfReader


def reader_of(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@functools.lru_cache(maxsize=8)
def pages_of(content: bytes) -> tuple[str, ...]:
    """The text of each page, with every run of white space as one space: lines are broken where they happen to be.

    Remembered, since reading a paper takes as long as drawing it and a test asks for several things on one.
    """
    return tuple(" ".join(each.extract_text().split()) for each in reader_of(content).pages)


def text_of(content: bytes) -> str:
    return " ".join(pages_of(content))


def failures_of(content: bytes) -> list[str]:
    """What the validator finds wrong with it as PDF/UA-1."""
    return sorted({f"{each.rule_id}: {each.message}" for each in page.validate_pdf_bytes(content).failures})


def archival_failures_of(content: bytes) -> list[str]:
    """What the validator finds wrong with it as PDF/A-3a."""
    report = page.validate_pdf_bytes(content, profile="pdfa-3a")
    return sorted({f"{each.rule_id}: {each.message}" for each in report.failures})
