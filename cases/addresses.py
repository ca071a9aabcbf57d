"""Addresses of cases: made of words, and read as a person may write them."""

from __future__ import annotations

from collections.abc import Container

from cases.models import Case
from common.danish import danish_slug

LENGTH = Case._meta.get_field("slug").max_length - 4  # room for a number where the title is taken
RESERVED = {"ny", "indlaes", "sammenlign"}  # words that stand in addresses where a case does


def address_of(words: str) -> str:
    """The address that a case of these words gets where nobody has it. Empty where they have no letter."""
    return danish_slug(words)[:LENGTH].strip("-")


def address_in(held: Container[str], said: object) -> str:
    """The address that a file names: one of the catalogue's, or the one that a new case will get."""
    words = str(said or "")
    return words if words in held else address_of(words)
