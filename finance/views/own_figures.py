"""A line's figures for each municipality, on a page by themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.shortcuts import get_collaboration
from common.exceptions import StaleVersion
from finance import services
from finance.case_reading import draft_of, line_data
from finance.forms import OwnFiguresForm
from finance.reading import payers_of
from finance.views.cases import case_url
from finance.views.shared import WRITE, show


def own_figures(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    draft = draft_of(collaboration)
    if draft is None:
        messages.info(request, _("Der er ingen kladde lige nu."))
        return redirect(case_url(slug))
    row = get_object_or_404(draft.lines.all(), pk=pk)
    options = {"line": line_data(row), "parties": payers_of(collaboration), "years": draft.years}
    form = OwnFiguresForm(request.POST or None, version=draft.version, **options)
    edit = reverse("finance:edit_case", args=[slug])
    if request.method == "POST" and form.is_valid():
        try:
            services.save_own_figures(row, form.amounts, version=form.cleaned_data["version"], actor=request.user)
        except StaleVersion:
            form.add_error(None, _("En anden har gemt kladden imens. Det, du skrev, står her stadig. Gem igen."))
            form.data = {**form.data.dict(), "version": draft.version}
        else:
            messages.success(request, _("Tallene for “%(line)s” er gemt.") % {"line": row.name})
            return redirect(edit)
    between = ((_("Business case"), case_url(slug)), (_("Kladde"), edit))
    heading = _("%(line)s for hver kommune") % {"line": row.name}
    return show(request, collaboration, "own_figures", heading, between=between, form=form, cancel_url=edit)
