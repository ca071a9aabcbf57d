"""A case begins as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.addresses import RESERVED, address_of
from cases.document import CaseDocument, write_document
from cases.models import Case, Revision
from cases.services.events import record_event
from cases.services.free import first_free
from cases.services.indexing import index_case
from cases.vocabulary import CaseAct, State
from collaborations.models import Collaboration
from common.danish import sort_key
from common.exceptions import DomainError


def begin_case(title: str, *, actor: User) -> Case:
    """A draft with a title only. Raises DomainError where another case is called so: an editor writes in that one."""
    same = Case.objects.visible_to(actor).exclude(state=State.WITHDRAWN).filter(sort_title=sort_key(title)).first()
    if same is not None:
        said = {"title": same.title, "state": same.get_state_display().lower()}
        raise DomainError(_("“%(title)s” findes allerede (%(state)s). Ret den, eller skriv en anden titel.") % said)
    return create_draft(CaseDocument(title=title), actor=actor)


@transaction.atomic
def create_draft(
    document: CaseDocument,
    *,
    actor: User,
    note: str = "",
    origin: Collaboration | None = None,
    act: str = CaseAct.CREATED,
    slug: str = "",
) -> Case:
    """A new case with its first revision, which no reader sees yet. `origin` is the collaboration that tells it.

    Its address is `slug` or made of the title, and stays when the title changes.
    """
    case = first_free(_slugs(slug or document.title), partial(_make, document, origin=origin, actor=actor))
    revision = Revision.objects.create(case=case, number=1, document=case.document, note=note, author=actor)
    record_event(case, act, actor=actor, revision=revision, reason=note)
    return case


def _make(document: CaseDocument, slug: str, *, origin: Collaboration | None, actor: User) -> Case:
    return index_case(Case(slug=slug, document=write_document(document), origin=origin, created_by=actor))


def _slugs(wish: str) -> Iterator[str]:
    """Addresses made of the words that nobody had a moment ago, with a number where the plain one is taken."""
    slug = address_of(wish) or "case"
    taken = RESERVED | set(Case.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return (each for each in (slug, *(f"{slug}-{number}" for number in range(2, 1000))) if each not in taken)
