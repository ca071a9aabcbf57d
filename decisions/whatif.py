"""What would change when a municipality comes or goes, before anything is saved. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from decisions.standing import Asked, Column, SetBack, column
from decisions.vocabulary import Coming

SECTION_60, SECTION_60A = "section-60", "section-60a"
ESTABLISHED = 5  # the phase in which the body runs
# What a § 60 that runs decides anew when its parties change, and the authority approves.
AMENDED = ("statutes-adopted", "authority-approval")


@dataclass(frozen=True)
class Effect:
    """A question as it stands, and as it would stand."""

    asked: Asked
    before: Column
    after: Column

    @property
    def again(self) -> tuple[int | None, ...]:
        """Those whose answer would count no longer; None is the joint body or the authority."""
        return tuple(
            each.municipality for each in self.before.cells if each.counts and self._is_open(each.municipality)
        )

    def _is_open(self, municipality: int | None) -> bool:
        cell = self.after.cell(municipality)
        return cell is not None and not cell.counts

    @property
    def changes(self) -> bool:
        return (self.before.done, len(self.before.cells)) != (self.after.done, len(self.after.cells))


def decides_anew_by_law(form: str | None, phase: int) -> bool:
    """A § 60 that runs: who comes or goes changes its statutes, which all councils adopt and the authority approves."""
    return form == SECTION_60 and phase == ESTABLISHED


def amended(asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """The questions that a § 60 asks anew when its parties change."""
    about = {each.text for each in asked if each.key in AMENDED and each.text is not None}
    return tuple(each for each in asked if each.binding and (each.key in AMENDED or each.text in about))


def touched(asked: Sequence[Asked], participants: Collection[int], day: dt.date) -> tuple[Asked, ...]:
    """The questions about a text that somebody has said yes to: who goes changes what that yes was to."""
    found = []
    for each in asked:
        if each.binding and each.text is not None and column(each, list(participants), day).done:
            found.append(each)
    return tuple(found)


def effects(
    asked: Sequence[Asked],
    participants: Sequence[int],
    municipality: int,
    coming: Coming,
    day: dt.date,
    *,
    since: dt.date,
    anew: Collection[str] = (),
) -> list[Effect]:
    """The questions whose standing on that day would change when the municipality comes or goes `since` another.

    `anew` are the keys of the questions that all would decide again.
    """
    remaining = [each for each in participants if each != municipality]
    afterwards = [*remaining, municipality] if coming == Coming.JOINED else remaining
    found = []
    for each in asked:
        reset = replace(each, set_back=(*each.set_back, set_back(each, since))) if each.key in anew else each
        found.append(Effect(each, column(each, participants, day), column(reset, afterwards, day)))
    return [each for each in found if each.changes]


def set_back(asked: Asked, day: dt.date) -> SetBack:
    """What sets that question back on that day: everything that has been decided about it so far."""
    newest = asked.newest_version(day)
    return SetBack(day, newest.number if newest else None)
