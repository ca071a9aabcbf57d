"""Cases of a file into the catalogue: drafts of whoever loads them, through the same doors as the editor's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.document import write_document
from cases.incoming import Incoming
from cases.models import Case
from cases.services.drafting import create_draft
from cases.services.indexing import hold_topics
from cases.services.publishing import CaseGone, save_draft
from cases.vocabulary import CaseAct


@transaction.atomic
def load_cases(cases: Sequence[Incoming], *, numbers: Mapping[str, int], actor: User) -> int:
    """All of them or none. Returns how many were new or changed. What a case says already is not saved: one that was
    withdrawn stays so.

    `numbers` are the revisions that the file was compared with, by address; raises `StaleVersion` where one is newer,
    `CaseGone` where one is deleted.
    """
    slugs = [each.slug for each in cases if each.slug]
    locked = Case.objects.select_for_update(of=("self",)).filter(slug__in=slugs).order_by("pk")
    held = {case.slug: case for case in locked.with_newest()}
    hold_topics(key for each in cases for key in each.document.topics)
    note, loaded = _("Indlæst fra en fil"), 0
    if any(each.slug in numbers and each.slug not in held for each in cases):
        raise CaseGone
    for each in cases:
        if each.slug not in held:
            create_draft(each.document, actor=actor, note=note, act=CaseAct.IMPORTED, slug=each.slug)
            loaded += 1
            continue
        case, number = held[each.slug], numbers.get(each.slug, 0)
        if case.newest is None or case.newest.document != write_document(each.document):
            save_draft(case, each.document, number=number, actor=actor, note=note, act=CaseAct.IMPORTED)
            loaded += 1
    return loaded
