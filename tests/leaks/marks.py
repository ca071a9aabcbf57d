"""What a collaboration is recognised by, and how an answer is searched for it.

Every collaboration of the scene has a word of its own, in four forms. Whatever is written about it holds one of them:

- `…lund` its name and its address;
- `…skov` what those see who may read it: people, titles, notes, reasons, figures' names, files;
- `…mose` what is being written and is not published: of texts, status and business case;
- `…by` its own municipality. Municipalities are public: the word is no trace of a collaboration.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import accumulate
from urllib.parse import quote

STEMS = ("ahorn", "birke", "ceder", "ege", "fyrre", "gran", "hassel", "linde")
NAME, INSIDE, DRAFT = "lund", "skov", "mose"
TRACE = re.compile(rf"({'|'.join(STEMS)})({NAME}|{INSIDE}|{DRAFT})")


@dataclass
class Traces:
    """By the word of a collaboration what of it stood in an answer."""

    found: dict[str, set[str]] = field(default_factory=dict)

    @property
    def stems(self) -> set[str]:
        return set(self.found)

    @property
    def named_only(self) -> set[str]:
        """Those of which no more stood there than the name."""
        return {stem for stem, forms in self.found.items() if forms == {NAME}}

    @property
    def drafts(self) -> set[str]:
        return {stem for stem, forms in self.found.items() if DRAFT in forms}


def traces_in(text: str) -> Traces:
    traces = Traces()
    for stem, form in TRACE.findall(text.casefold()):
        traces.found.setdefault(stem, set()).add(form)
    return traces


def traces_of(response) -> Traces:
    """In what was answered: the content, unpacked where it is a workbook, and the headers (file name, where to go).

    The address that was asked for stands in the page's buttons; what somebody has typed tells them nothing.
    """
    content = response.getvalue() if response.streaming else response.content
    text = "\n".join([*(f"{name}: {value}" for name, value in response.items()), text_of(content)])
    address = response.wsgi_request.get_full_path()
    for echo in {address, quote(address), escape(address)} - {"/"}:
        text = text.replace(f'value="{echo}"', "").replace(f"?next={echo}", "")
    if response.status_code == 405:  # leads to the page above, which is a part of what was typed
        for above in accumulate(address.split("/")[:-1], "{}/{}".format):
            text = text.replace(f'href="{above}/"', "")
    return traces_in(text)


def text_of(content: bytes) -> str:
    if not content.startswith(b"PK\x03\x04"):
        return content.decode("utf-8", errors="replace").replace("\r\n ", "")  # calendars fold their lines
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())


def names_of(stems: Iterable[str]) -> list[str]:
    return [f"Fælles {stem}{NAME}" for stem in sorted(stems)]
