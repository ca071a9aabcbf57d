"""A case as a file has it: what the reading of files gives, and what is loaded. It knows neither forms nor services."""

from __future__ import annotations

from dataclasses import dataclass

from cases.document import CaseDocument


@dataclass(frozen=True)
class Incoming:
    """`slug` is empty where the file names no address."""

    slug: str
    document: CaseDocument
