"""Documents of a point of the checklist: attached, and taken off again."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from collaborations.attachments import Holder, shown_documents
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from collaborations.views.attachments import attach_to, detach_from
from phases import services
from phases.checklist import Row
from phases.facts import with_bases
from phases.views.points import any_row, check_may_answer, may_answer, target


def attach_to_item(request: HttpRequest, slug: str, number: int, key: str, code: str = "") -> HttpResponse:
    collaboration, row = _point(request, slug, number, key, code)
    return attach_to(request, collaboration, _holder(request, collaboration, row))


@require_POST
def detach_from_item(
    request: HttpRequest, slug: str, number: int, key: str, version: int, code: str = ""
) -> HttpResponse:
    collaboration, row = _point(request, slug, number, key, code)
    return detach_from(request, collaboration, _holder(request, collaboration, row), version)


def item_documents(collaboration: Collaboration, row: Row, *, is_visible: bool) -> dict:
    """For the page of the point."""
    return shown_documents(
        row.answer.documents.select_related("document") if row.answer else (),
        attach="phases:attach_to_item",
        detach="phases:detach_from_item",
        args=row.place,
        may_change=is_visible and may_answer(collaboration, row),
    )


def _point(request: HttpRequest, slug: str, number: int, key: str, code: str) -> tuple[Collaboration, Row]:
    collaboration = get_collaboration(request, slug, also=with_bases)
    row, is_visible = any_row(collaboration, number, key, code)
    check_may_answer(collaboration, row)
    if not is_visible:
        raise Http404
    return collaboration, row


def _holder(request: HttpRequest, collaboration: Collaboration, row: Row) -> Holder:
    wanted = target(collaboration, row)
    return Holder(
        name=row.text,
        url=reverse("phases:item", args=row.place),
        tab="phases",
        get_row=partial(services.item_for_documents, **wanted, actor=request.user),
        row=row.answer,
        municipality=wanted["municipality"],
    )
