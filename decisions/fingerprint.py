"""The fingerprint of a text: SHA-256 of what it says, whatever it looks like. Pure.

Anybody can work it out again: take the clauses in order as pairs of heading and text, and the SHA-256 of each annex in
order; normalise the words (Unicode NFC, line breaks as `\\n`, no spaces at the end of lines, no blank lines around);
write them as JSON `[[[heading, text], …], [hash, …]]` without spaces between the parts and without escaping Danish
letters; encode as UTF-8; take SHA-256. A file's SHA-256 is that of its bytes, a distribution key's that of its frozen
content (`finance.freezing`). Numbering, type and margins are layout, and no part of it.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable


def normalise(text: str) -> str:
    """The words as they count: NFC, `\\n`, no spaces at the end of a line, no blank lines around."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in composed.split("\n")]
    return "\n".join(lines).strip("\n")


def sha256_of(clauses: Iterable[tuple[str, str]], annex_hashes: Iterable[str]) -> str:
    """Hexadecimal SHA-256 of clauses (heading, text) and of the hashes of the annexes, in their order."""
    said = [[[normalise(heading).strip(), normalise(body)] for heading, body in clauses], list(annex_hashes)]
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8")).hexdigest()
