"""The table of decisions, drawn from facts that have been read."""

from __future__ import annotations

from collaborations.models import ParticipationState
from decisions.matrix import Matrix, Place, draw_matrix
from phases.facts import Facts, Partner


def participants_in(facts: Facts) -> list[Partner]:
    """Those who are asked today, in Danish order."""
    return [each for each in facts.partners if each.state == ParticipationState.PARTICIPANT]


def matrix_of(facts: Facts, *, sort: str = "mangler") -> Matrix:
    """The same table as on its own page, without those who have left. The facts must have been read with `plans`."""
    places = [
        Place(each.municipality_id, each.code, each.name, f"{number:03d}")
        for number, each in enumerate(participants_in(facts))
    ]
    return draw_matrix(facts.questions, places, (), facts.today, facts.slug, sort=sort)
