"""Who is missing before the next phase, as the sentence that the overview and Mit arbejde begin with."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from common.danish import sort_key
from common.formats import join_first
from phases.requirements import Requirement


def who_is_missing(requirements: Iterable[Requirement], phase: int) -> str:
    """All municipalities that a requirement before the phase after `phase` waits for; empty where it waits for none."""
    names = sorted({name for each in requirements if each.stops for name in each.missing}, key=sort_key)
    if not names:
        return ""
    return _("{names} mangler, før I kan gå til fase {number}").format(names=join_first(names), number=phase + 1)
