"""What the pages of what is counted show: everybody's figure, who misses, and whose this user may write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from collaborations.access import Access
from collaborations.models import ACTIVE_STATES, Collaboration, ParticipationState
from common.formats import number
from finance.models import KeyComponent, KeyInput
from finance.reading import Party, payers_of
from finance.vocabulary import ComponentKind
from municipalities.models import Municipality


@dataclass(frozen=True)
class InputLine:
    """Something that is counted, and who has not said."""

    row: KeyInput
    missing: tuple[str, ...]


def input_lines(collaboration: Collaboration, payers: Sequence[Party] | None = None) -> list[InputLine]:
    """All that is counted, with the participants who miss."""
    payers = payers_of(collaboration) if payers is None else payers
    lines = []
    for row in collaboration.key_inputs.prefetch_related("values"):
        known = {each.municipality_id for each in row.values.all()}
        lines.append(InputLine(row, tuple(each.name for each in payers if each.municipality_id not in known)))
    return lines


@dataclass(frozen=True)
class InputPage:
    """One of them: everybody's figure, and whose this user may write."""

    row: KeyInput
    is_empty: bool
    others: tuple[tuple[str, str | None], ...]  # of those whose figure this user does not write
    editable: tuple[Municipality, ...]
    must_be_whole: bool
    used_by: tuple[str, ...]


def input_page(collaboration: Collaboration, row: KeyInput) -> InputPage:
    """Who may join has figures too, so that it can be tried; agreed percentages are of those who take part."""
    users = KeyComponent.objects.filter(Q(input=row) | Q(hours=row)).select_related("key")
    in_percent = any(each.kind == ComponentKind.PERCENTAGES and each.input_id == row.pk for each in users)
    states = [ParticipationState.PARTICIPANT] if in_percent else ACTIVE_STATES
    here = collaboration.participations.filter(state__in=states)
    places = [each.municipality for each in here.select_related("municipality").order_by("municipality__sort_name")]
    held = {each.municipality_id: each.value for each in row.values.all()}
    access: Access = collaboration.access
    mine = tuple(each for each in places if access.may_write or each.pk in access.contact_for)
    return InputPage(
        row=row,
        is_empty=not places,
        others=tuple((each.name, _shown(held.get(each.pk))) for each in places if each not in mine),
        editable=mine,
        must_be_whole=in_percent and len(mine) == len(places),
        used_by=tuple(dict.fromkeys(each.key.name for each in users)),
    )


def _shown(value: Decimal | None) -> str | None:
    return None if value is None else number(Decimal(f"{value.normalize():f}"))
