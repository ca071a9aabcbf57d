"""The point behind an address, and who may answer it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from phases.checklist import Row, build_checklist, find_row, read_answers
from phases.facts import Facts, facts_of


def any_row(collaboration: Collaboration, number: int, key: str, code: str) -> tuple[Row, bool]:
    """The point, and whether it applies: one that is hidden can be read with what was answered on it.

    No requirement is worked out: the page of a point that follows one is the requirement's.
    """
    answers = read_answers(collaboration)
    facts = facts_of(collaboration, answers=answers, without=("decisions", "waivers", "moves", "law"))
    checklist = build_checklist(collaboration, number, facts=facts, requirements=(), answers=answers)
    row = find_row(checklist, key, code)
    if row is not None:
        return row, True
    for hidden in (each for phase in checklist.phases for each in phase.hidden):
        if hidden.template.key == key and (hidden.municipality.code if hidden.municipality else "") == code:
            return hidden, False
    return _unanswered(facts, number, key, code), False


def _unanswered(facts: Facts, number: int, key: str, code: str) -> Row:
    """A municipality's point that is hidden and has no answer: somebody may have had its form open."""
    partner = next((each for each in facts.partners if each.code == code), None)
    found = facts.process.item(key)
    if partner is None or found is None or found[0] != number or not found[1].per_municipality:
        raise Http404
    return Row(found[1], number, facts.slug, partner)


def may_answer(collaboration: Collaboration, row: Row) -> bool:
    municipality = row.municipality.municipality_id if row.municipality else None
    return not row.template.requirement and collaboration.access.may_work_on_checklist(municipality)


def check_may_answer(collaboration: Collaboration, row: Row) -> None:
    if not may_answer(collaboration, row):
        raise PermissionDenied(_("Koordinatoren og bidragyderne svarer på punktet; en kommunekontakt for sin kommune."))


def target(collaboration: Collaboration, row: Row) -> dict:
    """What the answer is about, as the service wants it."""
    municipality = None
    if row.municipality:
        taking_part = collaboration.participations.select_related("municipality")
        municipality = taking_part.get(municipality=row.municipality.municipality_id).municipality
    return {"collaboration": collaboration, "template": row.template, "municipality": municipality}
