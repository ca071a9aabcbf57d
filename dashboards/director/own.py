"""The collaborations that a director's municipalities are with in, each with its state today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from collaborations.models import ACTIVE_STATES, Collaboration, Participation, ParticipationState
from dashboards.portfolio import with_current_status
from followup.areas import has_red
from municipalities.models import Municipality

FIELDS = (
    "name",
    "slug",
    "sort_name",
    "origin",
    "phase",
    "status",
    "status_reason",
    "status_at",
    "status_due",
    "changed_at",
)


@dataclass(frozen=True)
class Own:
    """One collaboration, and the directed municipalities that are with in it: by id their state."""

    collaboration: Collaboration
    places: dict[int, Municipality]
    states: dict[int, str] = field(default_factory=dict)

    @property
    def participants(self) -> list[int]:
        """Those of whom decisions and money are asked."""
        return [pk for pk, state in self.states.items() if state == ParticipationState.PARTICIPANT]

    @property
    def invited(self) -> list[int]:
        return [pk for pk, state in self.states.items() if state == ParticipationState.INVITED]

    def names(self, ids: Iterable[int]) -> list[str]:
        return [self.places[pk].name for pk in ids]


def own_collaborations(user: User, places: Iterable[Municipality]) -> dict[int, Own]:
    """By id, red first, each with `has_red_follow_up`.

    What is registered from a published source is nobody's work, and has no status to follow.
    """
    by_id = {place.pk: place for place in places}
    held: dict[int, dict[int, str]] = {}
    rows = Participation.objects.filter(municipality__in=by_id, state__in=ACTIVE_STATES).order_by("municipality")
    for collaboration, municipality, state in rows.values_list("collaboration", "municipality", "state"):
        held.setdefault(collaboration, {})[municipality] = state
    found = with_current_status(Collaboration.objects.involving(user)).select_related("organisation_type")
    found = found.annotate(has_red_follow_up=has_red()).only(*FIELDS, "organisation_type__key")
    found = found.order_by("status_rank", "sort_name", "pk")
    return {each.pk: Own(each, by_id, held[each.pk]) for each in found if each.pk in held}
