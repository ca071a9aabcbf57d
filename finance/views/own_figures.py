"""A line's figures for each municipality, on a page by themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from finance import services
from finance.case_reading import draft_of
from finance.forms import is_about
from finance.models import BusinessCase, CaseLine
from finance.own_pages import changed_figures, own_form, typed_figures
from finance.views.cases import case_url
from finance.views.shared import WRITE, show, show_typed


def own_figures(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    draft = draft_of(collaboration)
    row = draft.lines.filter(pk=pk).first() if draft else None
    if request.method == "POST" and not (row and is_about(request.POST, draft.pk)):
        return _show_typed(request, collaboration, draft)
    if draft is None:
        messages.info(request, _("Der er ingen kladde lige nu."))
        return redirect(case_url(slug))
    if row is None:
        raise Http404
    return _work_on(request, collaboration, draft, row)


def _work_on(request: HttpRequest, collaboration: Collaboration, draft: BusinessCase, row: CaseLine) -> HttpResponse:
    edit = reverse("finance:edit_case", args=[collaboration.slug])
    form, conflict = own_form(draft, row, request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        try:
            services.save_own_figures(row, form.amounts, version=form.seen_version, actor=request.user)
        except StaleVersion as stale:
            newest = stale.current.lines.filter(pk=row.pk).first() or row
            form, conflict = changed_figures(stale.current, newest, request.POST)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tallene for “%(line)s” er gemt.") % {"line": row.name})
            return redirect(edit)
    between = ((_("Business case"), case_url(collaboration.slug)), (_("Kladde"), edit))
    context = {"form": form, "conflict": conflict, "cancel_url": edit}
    heading = _("%(line)s for hver kommune") % {"line": row.name}
    return show(request, collaboration, "own_figures", heading, between=between, **context)


def _show_typed(request: HttpRequest, collaboration: Collaboration, draft: BusinessCase | None) -> HttpResponse:
    rows = typed_figures(collaboration, request.POST)
    is_here = draft is not None and is_about(request.POST, draft.pk)
    title = _("Linjen er slettet, mens du skrev") if is_here else ""
    return show_typed(request, collaboration, draft, rows, title=title)
