"""How the state of an answer is shown: a word, a colour, a shape, and the line under it. Pure."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import short_date
from decisions.standing import Asked, Cell, Doubt, State
from decisions.vocabulary import Body, Outcome


class Look(NamedTuple):
    """How a state is shown: word, colour and shape."""

    label: str
    colour: str
    icon: str


LOOKS = {
    State.ADOPTED: Look(gettext_lazy("Vedtaget"), "green", "ok"),
    State.NOTED: Look(gettext_lazy("Taget til efterretning"), "green", "ok"),
    State.RESERVED: Look(gettext_lazy("Forbehold"), "yellow", "warning"),
    State.CHANGED: Look(gettext_lazy("Ændringer"), "yellow", "warning"),
    State.POSTPONED: Look(gettext_lazy("Udskudt"), "yellow", "warning"),
    State.REJECTED: Look(gettext_lazy("Afvist"), "red", "stop"),
    State.NOT_RELEVANT: Look(gettext_lazy("Ikke relevant"), "grey", "none"),
    State.PLANNED: Look(gettext_lazy("Planlagt"), "blue", "calendar"),
    State.UNDER_WAY: Look(gettext_lazy("Under behandling"), "blue", "started"),
    State.NOT_PLANNED: Look(gettext_lazy("Ikke planlagt"), "grey", "open"),
    State.LOCKED: Look(gettext_lazy("Låst"), "grey", "locked"),
    State.AWAITING: Look(gettext_lazy("Afventer ny beslutning"), "red", "stop"),
}
# What the authority says is called otherwise than what a council says.
AUTHORITY_WORDS = {
    State.ADOPTED: gettext_lazy("Godkendt"),
    State.NOTED: gettext_lazy("Orienteret"),
    State.RESERVED: gettext_lazy("Vilkår"),
    State.REJECTED: gettext_lazy("Ikke godkendt"),
    State.UNDER_WAY: gettext_lazy("Sendt"),
    State.NOT_PLANNED: gettext_lazy("Ikke sendt"),
    State.AWAITING: gettext_lazy("Afventer ny godkendelse"),
}
# What must still be planned, or decided once more: its deadline is shown when it is near.
TO_BE_DECIDED = (State.NOT_PLANNED, State.AWAITING)
DEADLINE_IS_NEAR = dt.timedelta(days=60)
SEGMENTS = ("green", "yellow", "red", "open")


def is_urgent(asked: Asked, cell: Cell, today: dt.date) -> bool:
    """Somebody must act, and the deadline is near or has passed."""
    is_open = cell.state in TO_BE_DECIDED or _has_no_deciding_meeting(asked, cell)
    return is_open and asked.deadline is not None and asked.deadline <= today + DEADLINE_IS_NEAR


def _has_no_deciding_meeting(asked: Asked, cell: Cell) -> bool:
    """It is on its way through bodies that may not decide it, and no meeting of one that may is planned."""
    is_on_its_way = cell.state in (State.PLANNED, State.UNDER_WAY) and cell.planned is not None
    return is_on_its_way and not asked.permits(cell.planned.body)


def is_planned_late(asked: Asked, cell: Cell) -> bool:
    """It is planned for a day after the deadline."""
    planned = cell.planned if cell.coming else None
    return bool(planned and asked.deadline and planned.date > asked.deadline)


def segment(cell: Cell) -> str:
    """The colour of an answer in the bar at the head of its column."""
    if cell.counts:
        return "green"
    colour = LOOKS[cell.state].colour
    return colour if colour in ("yellow", "red") else "open"


def note(asked: Asked, cell: Cell, today: dt.date) -> str:
    """What stands under the word: the date, or why a yes does not count, and a deadline that is near."""
    parts = [_reason(asked, cell)]
    if is_urgent(asked, cell, today):
        parts.append(_deadline(asked.deadline, today))
    if is_planned_late(asked, cell):
        parts.append(_("efter fristen"))
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _reason(asked: Asked, cell: Cell) -> str:
    if cell.state == State.AWAITING and cell.doubt == Doubt.OLD_VERSION:
        said = {"number": cell.entry.version}
        is_reserved = cell.entry.outcome == Outcome.RESERVED and cell.lifted is None
        return (_("forbehold om version %(number)d") if is_reserved else _("vedtog version %(number)d")) % said
    if cell.state == State.AWAITING and cell.doubt == Doubt.SET_BACK:
        return _("deltagerne er ændret")
    if cell.state in (State.PLANNED, State.UNDER_WAY) and cell.planned:
        date = short_date(cell.planned.date)
        # Where the body that decides has no meeting yet, the one that has is named.
        return date if asked.permits(cell.planned.body) else f"{Body(cell.planned.body).label.lower()} {date}"
    if cell.counts:
        return short_date(cell.since)
    return short_date(cell.entry.date) if cell.entry else ""


def _deadline(deadline: dt.date, today: dt.date) -> str:
    said = {"date": short_date(deadline)}
    return _("fristen %(date)s er overskredet") % said if deadline < today else _("frist %(date)s") % said
