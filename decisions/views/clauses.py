"""Writing a draft: clauses and annexes."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collaborations.conflicts import show_both
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from decisions import services
from decisions.forms import AnnexForm, ClauseForm, ClausesForm
from decisions.text_pages import build_text_page
from decisions.views.texts import WRITE, get_text, show_text


def take_clauses(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Choose clauses of the catalogue for the draft."""
    collaboration = get_collaboration(request, slug, WRITE)
    text = get_text(collaboration, pk)
    page, back = build_text_page(collaboration, text), _place(slug, pk)
    form = ClausesForm(request.POST or None, entries=page.choosable)
    if request.method == "POST" and form.is_valid():
        act = partial(services.add_catalogue_clauses, text, **form.cleaned_data, actor=request.user)
        if form.do_once(act):
            messages.success(request, _("Bestemmelserne er tilføjet. Skriv teksten i hver af dem."))
            return redirect(back)
    context = {"page": page, "form": form, "cancel_url": back}
    return show_text(request, collaboration, "clauses", _("Vælg bestemmelser"), **context)


def add_clause(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    text = get_text(collaboration, pk)
    form, back = ClauseForm(request.POST or None), _place(slug, pk)
    if request.method == "POST" and form.is_valid():
        written = {name: form.cleaned_data[name] for name in ("heading", "body")}
        if form.do_once(partial(services.add_clause, text, **written, actor=request.user)):
            messages.success(request, _("Bestemmelsen er tilføjet."))
            return redirect(back)
    context = {"form": form, "cancel_url": back, "submit": _("Tilføj bestemmelse")}
    return show_text(request, collaboration, "text_form", _("Tilføj din egen bestemmelse"), **context)


def clause(request: HttpRequest, slug: str, pk: int, clause: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    text = get_text(collaboration, pk)
    row = get_object_or_404(text.draft.select_related("text__collaboration"), pk=clause)
    form, conflict, back = _form(row, request.POST or None), [], _place(slug, pk)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            written = {"heading": data["heading"], "body": data["body"], "version": data["version"] or 0}
            services.write_clause(row, **written, actor=request.user)
        except StaleVersion as stale:
            row = stale.current
            form, conflict = show_both(partial(_form, row), request.POST, version=row.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("“%(heading)s” er gemt.") % {"heading": data["heading"]})
            return redirect(f"{back}#b{row.pk}")
    entry = next((each.entry for each in build_text_page(collaboration, text).rows if each.clause.pk == row.pk), None)
    context = {"form": form, "cancel_url": back, "conflict": conflict, "entry": entry, "clause": row}
    return show_text(request, collaboration, "clause", row.heading, **context)


@require_POST
def move_clause(request: HttpRequest, slug: str, pk: int, clause: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    row = get_object_or_404(get_text(collaboration, pk).draft.select_related("text"), pk=clause)
    services.move_clause(row, up="op" in request.POST, actor=request.user)
    return redirect(f"{_place(slug, pk)}#b{row.pk}")


@require_POST
def remove_clause(request: HttpRequest, slug: str, pk: int, clause: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    row = get_object_or_404(get_text(collaboration, pk).draft.select_related("text"), pk=clause)
    services.remove_clause(row, actor=request.user)
    messages.success(request, _("“%(heading)s” er fjernet fra kladden.") % {"heading": row.heading})
    return redirect(_place(slug, pk))


def add_annex(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    text = get_text(collaboration, pk)
    form, back = AnnexForm(request.POST or None, collaboration=collaboration), _place(slug, pk)
    if request.method == "POST" and form.is_valid():
        act = partial(services.add_annex, text, **form.cleaned_data, actor=request.user)
        if form.do_once(act):
            messages.success(request, _("Bilaget er tilføjet. Det gælder fra den næste version."))
            return redirect(back)
    context = {"form": form, "cancel_url": back, "submit": _("Tilføj bilag")}
    return show_text(request, collaboration, "annex", _("Tilføj bilag"), **context)


@require_POST
def remove_annex(request: HttpRequest, slug: str, pk: int, annex: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    row = get_object_or_404(get_text(collaboration, pk).draft_annexes.select_related("text"), pk=annex)
    services.remove_annex(row, actor=request.user)
    messages.success(request, _("Bilaget er fjernet fra kladden."))
    return redirect(_place(slug, pk))


def _form(row, data) -> ClauseForm:
    return ClauseForm(data, initial={"heading": row.heading, "body": row.body, "version": row.version})


def _place(slug: str, pk: int) -> str:
    return reverse("decisions:text", args=[slug, pk])
