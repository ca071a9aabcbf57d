"""What the standing of a question is in words. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from common.formats import join_words, long_date
from decisions.standing import Column, Doubt
from decisions.vocabulary import Body, Coming

if TYPE_CHECKING:
    from decisions.models import Amendment


def doubt_sentences(column: Column, names: Mapping[int, str], day: dt.date) -> list[str]:
    """One sentence for each kind of yes that does not count: "Odder har vedtaget version 2. Version 3 gælder nu."

    `names` are those asked, by municipality; others are left out. The joint body or the authority has no name.
    """
    groups: dict[tuple, list[str]] = defaultdict(list)
    for cell in column.cells:
        if cell.doubt and (cell.municipality is None or cell.municipality in names):
            about = cell.entry.version if cell.doubt == Doubt.OLD_VERSION else cell.entry.body
            groups[cell.doubt, about].append(names.get(cell.municipality, ""))
    newest = column.asked.newest_version(day)
    return [_doubt(doubt, about, who, newest.number if newest else 0) for (doubt, about), who in groups.items()]


def _doubt(doubt: Doubt, about, who: list[str], newest: int) -> str:
    said = {"names": join_words(filter(None, who)) if any(who) else "", "about": about, "newest": newest}
    if doubt == Doubt.OLD_VERSION:
        if said["names"]:
            return _("%(names)s har vedtaget version %(about)s. Nu gælder version %(newest)s.") % said
        return _("Svaret gælder version %(about)s. Nu gælder version %(newest)s.") % said
    if doubt == Doubt.WRONG_BODY:
        said["about"] = Body(about).label.lower() if about else _("et organ, der ikke er oplyst")
        if said["names"]:
            return _("I %(names)s er det besluttet af %(about)s, og det tæller ikke.") % said
        return _("Det er besluttet af %(about)s, og det tæller ikke.") % said
    if doubt == Doubt.SET_BACK:
        if said["names"]:
            return _("Deltagerne er ændret, så %(names)s skal beslutte igen.") % said
        return _("Deltagerne er ændret, så der skal svares igen.")
    if doubt == Doubt.NOT_PUBLISHED:
        return _("Teksten er ikke udgivet til beslutning.")
    if said["names"]:
        return _("Det er ikke oplyst, hvilken version %(names)s har vedtaget. Nu gælder version %(newest)s.") % said
    return _("Det er ikke oplyst, hvilken version svaret gælder. Nu gælder version %(newest)s.") % said


def amendment_sentence(row: Amendment) -> str:
    """What it meant that a municipality came or went. The row comes with its municipality and the version's text."""
    said = {"name": row.municipality.name, "date": long_date(row.date), "clause": row.clause}
    joined = row.coming == Coming.JOINED
    parts = [(_("%(name)s kom med %(date)s.") if joined else _("%(name)s trådte ud %(date)s.")) % said]
    if row.version is None:
        return " ".join([*parts, _("Alle beslutter igen.")])
    said |= {"title": row.version.text.title, "number": row.version.number}
    if row.clause:
        parts.append(
            _("“%(clause)s” i “%(title)s”, version %(number)d, tager højde for det. De andre skal ikke beslutte igen.")
            % said
        )
    else:
        parts.append(_("Alle skal beslutte en nyere version af “%(title)s” end version %(number)d.") % said)
    return " ".join(parts)
