"""The matrix, and the page of one question or one answer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.formats import join_first
from decisions.forms import MatrixFilter
from decisions.matrix import build_matrix
from decisions.models import Question
from decisions.pages import amendments_of, build_cell_page
from decisions.views.attachments import decision_documents, question_documents
from decisions.views.shared import (
    bodies_for,
    get_place,
    get_question,
    held_form_test,
    may_record,
    show,
    standard_set_form,
)
from decisions.vocabulary import Body
from municipalities.models import Municipality


@require_safe
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    return render(request, "decisions/matrix.html", matrix_context(collaboration, request.GET))


def matrix_context(collaboration: Collaboration, query: QueryDict) -> dict:
    """What the page of the table shows. The collaboration carries the access of who asks."""
    asked = MatrixFilter(query)
    asked.is_valid()
    built = build_matrix(collaboration, **asked.shown)
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "decisions",
        "matrix": built,
        "filter": asked,
        "query": query.urlencode(),
        "rounds": collaboration.rounds.all(),
        "participants_url": reverse("collaborations:participants", args=[collaboration.slug]),
        "amendments": amendments_of(collaboration),
        "may_record": collaboration.access.may_change or bool(collaboration.access.contact_for),
    }
    if built.is_empty:
        context["set_form"] = standard_set_form(collaboration)
        context["form_test"] = held_form_test(collaboration) if context["set_form"] is None else None
    return context


@require_safe
def question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A question: what it asks, who may answer, and how far it is. What is answered once has its answer here."""
    collaboration = get_collaboration(request, slug)
    row = get_question(collaboration, key)
    if not row.is_for_each:
        return _show_answer(request, collaboration, row, None)
    built = build_matrix(collaboration)
    place = next(n for n, head in enumerate(built.each) if head.column.asked.pk == row.pk)
    answers = [(each.place, each.cells[place]) for each in built.rows]
    missing = [place.name for place, shown in answers if not shown.cell.counts]
    rest = _("Mangler: %(names)s.") % {"names": join_first(missing)} if missing else ""
    context = _about(collaboration, row) | {"head": built.each[place], "answers": answers, "rest": rest}
    return show(request, collaboration, "question", row.title, **context)


@require_safe
def cell(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponse:
    """What one municipality has answered, and everything that was ever written about it."""
    collaboration = get_collaboration(request, slug)
    return _show_answer(request, collaboration, get_question(collaboration, key), get_place(collaboration, code))


def _show_answer(
    request: HttpRequest, collaboration: Collaboration, row: Question, municipality: Municipality | None
) -> HttpResponse:
    page, may = build_cell_page(collaboration, row, municipality), may_record(collaboration, municipality)
    if page is None:
        raise Http404
    heading = _("%(title)s i %(name)s") % {"title": row.title, "name": municipality} if municipality else row.title
    papers = decision_documents(page.entry, collaboration, may_change=may) if page.entry else None
    context = _about(collaboration, row) | {"page": page, "may_record": may, "answer_documents": papers}
    return show(request, collaboration, "cell", heading, **context)


def _about(collaboration: Collaboration, row: Question) -> dict:
    """What every page of a question says of it."""
    return {
        "question": row,
        "bodies": [str(Body(each).label) for each in sorted(bodies_for(collaboration, row))],
        "amendments": amendments_of(collaboration, row),
        "question_documents": question_documents(row, collaboration),
    }
