"""The chapter of the user guide about a director's own page, walked by the director: see `test_guide.py`."""

from __future__ import annotations

from tests.browser.walking import Walk


def sees_what_must_be_decided(walk: Walk) -> None:
    walk.choose("Dashboard")
    walk.reads("Næste beslutning: ")
    walk.reads("Ikke oplyst")
    walk.unfold("Vis tal som tabel")
    walk.picture("dashboard")
