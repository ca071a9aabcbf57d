"""Danish words as the search compares them: in small letters, å for aa, without hyphens and endings. Pure functions.

The stemmer is Snowball's, as in PostgreSQL's `danish`. Where it goes wrong (dependencies.md § 3) it is helped here:
a plural whose stem keeps an s that its singular loses, a derivation taken for an ending, vowels that change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

# Words without meaning of their own: the list of Snowball's Danish stemmer, which PostgreSQL's `danish` leaves out too.
_STOP = """
og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over
da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget ville jo
deres efter ned skulle denne end dette mit også under have dig anden hende mine alt meget sit sine vor mod disse hvis
din nogle hos blive mange ad bliver hendes været thi jer sådan
"""
STOP_WORDS = frozenset(_STOP.split())
# Endings that make another word of a word. Snowball takes them away, so that "ledig" and "ledelse" would be one.
_DERIVATIONS = ("elig", "lig", "ig", "els")
# Stems of one word whose vowel changes or falls out. A compound that ends in one of them changes likewise.
_CHANGING = (
    ("barn", "børn"),
    ("løn", "lønning"),
    ("kørsel", "kørsl"),
    ("bog", "bøg"),
    ("mand", "mænd"),
    ("regel", "regl"),
    ("middel", "midl"),
    ("artikel", "artikl"),
    ("eksempel", "eksempl"),
    ("model", "modell"),
    ("fødsel", "fødsl"),
    ("handel", "handl"),
)
_SECTION = re.compile(r"(?:§+|\bparagraf)\s*(?=\d)", re.IGNORECASE)
_LETTERS_OF_WORD = r"(?:[^\W_][\u0300-\u036f]*)+"  # a ring or an accent may be a sign of its own
_PART = re.compile(rf"(?:{_SECTION.pattern})?{_LETTERS_OF_WORD}", re.IGNORECASE)
_TOKEN = re.compile(rf"{_PART.pattern}(?:['’‐‑-]{_LETTERS_OF_WORD})*", re.IGNORECASE)
_LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "ð": "d", "þ": "t", "ü": "y"})
# A word of so few letters is often written together with the next: "it drift", "OS 2".
SHORT = 2
_stemmer = snowballstemmer.stemmer("danish")


@dataclass(frozen=True)
class Word:
    """A word of a text, from one place to another in it. `parts` are what hyphens tie together."""

    start: int
    end: int
    parts: tuple[Part, ...]

    @property
    def joined(self) -> str:
        """ "it-drift" as "itdrift"; a word without hyphens is itself."""
        return "".join(part.word for part in self.parts)


@dataclass(frozen=True)
class Part:
    start: int
    end: int
    word: str

    @property
    def stem(self) -> str:
        return stem(self.word)


def words_of(text: str) -> list[Word]:
    """The words of a text. A section sign belongs to its number, in every way that people write it."""
    return [
        Word(
            match.start(),
            match.end(),
            tuple(
                Part(match.start() + part.start(), match.start() + part.end(), fold(_SECTION.sub("§", part.group())))
                for part in _PART.finditer(match.group())
                if fold(part.group())
            ),
        )
        for match in _TOKEN.finditer(text)
        if fold(match.group())
    ]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Small letters, å for aa, no accents: "Århus", "AARHUS" and "aarhus" are the same.

    >>> fold("Aarhus") == fold("Århus")
    True
    """
    letters = unicodedata.normalize("NFC", word.lower()).translate(_LETTERS).replace("aa", "å")
    if letters.isascii():
        return letters
    plain = (each if each in "æøå§" else unicodedata.normalize("NFKD", each).lower() for each in letters)
    return "".join(each for each in "".join(plain) if each.isalnum() or each == "§")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a folded word has in common with its inflections.

    >>> stem("genbrugsplads") == stem("genbrugspladser")
    True
    >>> stem("ledige") == stem("ledelse")
    False
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    root = _stemmer.stemWord(word)
    if root.endswith("s") and root != word:
        root = _stemmer.stemWord(root)
    for derivation in _DERIVATIONS:
        if word.startswith(root + derivation):
            return root + derivation
    return root


def variants(root: str) -> tuple[str, ...]:
    """A stem and what it is in its other forms: "skolebarn", "skolebørn"."""
    changed = [
        root.removesuffix(form) + other
        for forms in _CHANGING
        for form in forms
        if root.endswith(form)
        for other in forms
        if other != form
    ]
    return (root, *changed)


def joined_pairs(words: list[Word]) -> Iterator[tuple[str, Word, Word]]:
    """Short words and the one after them, written as one."""
    for word, following in pairwise(words):
        if len(word.joined) <= SHORT and word.joined not in STOP_WORDS - {"os"}:
            yield word.joined + following.joined, word, following
