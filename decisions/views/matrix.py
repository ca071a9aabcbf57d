"""The matrix, and the page of one question or one answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from decisions.forms import MatrixFilter, StandardSetForm
from decisions.matrix import build_matrix
from decisions.pages import build_cell_page
from decisions.standard_sets import standard_set
from decisions.views.shared import bodies_for, get_place, get_question, may_record, show
from decisions.vocabulary import Body


@require_safe
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    return render(request, "decisions/matrix.html", matrix_context(collaboration, request.GET))


def matrix_context(collaboration: Collaboration, query: QueryDict) -> dict:
    """What the page of the table shows. The collaboration carries the access of who asks."""
    asked = MatrixFilter(query)
    asked.is_valid()
    built = build_matrix(collaboration, sort=asked.sort, only_missing=asked.only_missing)
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "decisions",
        "matrix": built,
        "filter": asked,
        "query": query.urlencode(),
        "rounds": collaboration.rounds.all(),
        "may_record": collaboration.access.may_change or bool(collaboration.access.contact_for),
    }
    if built.is_empty:
        form = collaboration.organisation_type.key if collaboration.organisation_type_id else None
        found = standard_set(form)
        context["set_form"] = StandardSetForm(questions=found.questions) if found else None
    return context


@require_safe
def question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A question: what it asks, who may answer, and how far it is. What is answered once has its answer here."""
    collaboration = get_collaboration(request, slug)
    row = get_question(collaboration, key)
    context = {"question": row, "bodies": _names(bodies_for(collaboration, row)), "requires": row.requires.all()}
    if row.is_for_each:
        built = build_matrix(collaboration)
        place = next(n for n, head in enumerate(built.each) if head.column.asked.pk == row.pk)
        context |= {"head": built.each[place], "answers": [(each.place, each.cells[place]) for each in built.rows]}
        return show(request, collaboration, "question", row.title, **context)
    page = build_cell_page(collaboration, row, None)
    context |= {"page": page, "may_record": may_record(collaboration, None)}
    return show(request, collaboration, "cell", row.title, **context)


@require_safe
def cell(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponse:
    """What one municipality has answered, and everything that was ever written about it."""
    collaboration = get_collaboration(request, slug)
    row, municipality = get_question(collaboration, key), get_place(collaboration, code)
    page = build_cell_page(collaboration, row, municipality)
    heading = _("%(title)s i %(name)s") % {"title": row.title, "name": municipality.name}
    context = {
        "question": row,
        "bodies": _names(bodies_for(collaboration, row)),
        "page": page,
        "may_record": may_record(collaboration, municipality),
    }
    return show(request, collaboration, "cell", heading, **context)


def _names(bodies: frozenset[str]) -> list[str]:
    return [str(Body(each).label) for each in sorted(bodies)]
