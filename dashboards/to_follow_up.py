"""What Mit arbejde asks the coordinator for about follow-up: what is due soon, and to plan where nothing is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from collaborations.rhythm import ANSWERS_DAYS
from followup.areas import Area, load_areas
from phases.models import LAST_PHASE


@dataclass(frozen=True)
class ToFollowUp:
    """`area` is None where nothing is planned at all."""

    collaboration: Collaboration
    area: Area | None
    due: dt.date | None

    @property
    def text(self) -> str:
        if self.area is None:
            return _("Aftal, hvornår I følger op, og hvilken rolle der er ansvarlig")
        if self.area.is_evaluation:
            return _("Evaluér samarbejdet, og skriv, hvad I retter til")
        return _("Følg op på %(subject)s") % {"subject": self.area.label.lower()}

    @property
    def verb(self) -> str:
        return _("Skriv opfølgning") if self.area else _("Planlæg")

    @property
    def address(self) -> tuple[str, list[str]]:
        """Name and arguments of the page that it is done on."""
        if self.area is None:
            return "followup:board", [self.collaboration.slug]
        return "followup:record", [self.collaboration.slug, self.area.address]


def to_follow_up(collaborations: Iterable[Collaboration]) -> Iterator[ToFollowUp]:
    """Of those that the user coordinates; two queries for any number, none for none."""
    rows = list(collaborations)
    found = load_areas(rows) if rows else {}
    for each in rows:
        areas = found[each.pk].values()
        if each.phase == LAST_PHASE and not any(area.plan for area in areas):
            yield ToFollowUp(each, None, None)
        for area in areas:
            if area.due and (area.due - area.today).days <= ANSWERS_DAYS:
                yield ToFollowUp(each, area, area.due)
