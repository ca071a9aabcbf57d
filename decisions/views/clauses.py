"""Writing a draft: clauses and annexes."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from collaborations.conflicts import show_both
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from decisions import services
from decisions.forms import AnnexForm, ClauseForm, ClausesForm, RemoveClauseForm
from decisions.models import AgreementText, DraftClause
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
            messages.success(request, _("Det valgte er tilføjet. Skriv teksten i hver bestemmelse."))
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
    row = _find(text, clause)
    if row is None:
        return _gone(request, collaboration, text)
    form, conflict, back = _form(row, request.POST or None), [], _place(slug, pk)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            written = {"heading": data["heading"], "body": data["body"], "version": data["version"] or 0}
            services.write_clause(row, **written, actor=request.user)
        except StaleVersion as stale:
            row = stale.current
            form, conflict = show_both(partial(_form, row), request.POST, version=row.version)
        except services.ClauseGone:
            return _gone(request, collaboration, text)
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
    row, back = _find(get_text(collaboration, pk), clause), _place(slug, pk)
    try:
        if row is None:
            raise services.ClauseGone
        services.move_clause(row, up="op" in request.POST, actor=request.user)
    except services.ClauseGone as gone:
        messages.warning(request, str(gone))
        return redirect(back)
    return redirect(f"{back}#b{row.pk}")


def remove_clause(request: HttpRequest, slug: str, pk: int, clause: int) -> HttpResponse:
    """Ask, with the text that would be lost, and take it out."""
    collaboration = get_collaboration(request, slug, WRITE)
    row, back = _find(get_text(collaboration, pk), clause), _place(slug, pk)
    if row is None and request.method != "POST":
        raise Http404
    form = RemoveClauseForm(request.POST or None, initial={"version": row.version if row else 0})
    if request.method == "POST":
        try:
            removed = _remove(row, form, request.user)
        except StaleVersion as stale:
            row, form = stale.current, RemoveClauseForm(initial={"version": stale.current.version})
            messages.warning(request, _("En anden har rettet bestemmelsen, siden du åbnede siden. Læs den igen."))
        else:
            messages.success(request, removed)
            return redirect(back)
    page = build_text_page(collaboration, row.text)
    context = {"form": form, "cancel_url": back, "removal": page.removal(row)}
    return show_text(request, collaboration, "remove_clause", _("Fjern “%(heading)s”") % {"heading": row}, **context)


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


def _find(text: AgreementText, pk: int) -> DraftClause | None:
    return text.draft.select_related("text__collaboration").filter(pk=pk).first()


def _remove(row: DraftClause | None, form: RemoveClauseForm, actor: User) -> str:
    """What to say when it is out. Raises StaleVersion when it is not what was read."""
    try:
        if row is None:
            raise services.ClauseGone
        version = form.cleaned_data["version"] if form.is_valid() else None
        services.remove_clause(row, version=version or 0, actor=actor)
    except services.ClauseGone:
        return _("Bestemmelsen er allerede fjernet.")
    return _("“%(heading)s” er fjernet fra kladden.") % {"heading": row.heading}


def _gone(request: HttpRequest, collaboration: Collaboration, text: AgreementText) -> HttpResponse:
    """The clause is out: what was typed stands in a form that adds it again."""
    if request.method != "POST":
        raise Http404
    form = ClauseForm(request.POST)
    form.add_error(
        None, _("En anden har fjernet bestemmelsen. Kopiér din tekst, eller tilføj den som din egen bestemmelse.")
    )
    context = {
        "form": form,
        "action": reverse("decisions:add_clause", args=[collaboration.slug, text.pk]),
        "cancel_url": _place(collaboration.slug, text.pk),
        "submit": _("Tilføj som egen bestemmelse"),
    }
    return show_text(request, collaboration, "text_form", _("Bestemmelsen er fjernet"), **context)


def _form(row, data) -> ClauseForm:
    return ClauseForm(data, initial={"heading": row.heading, "body": row.body, "version": row.version})


def _place(slug: str, pk: int) -> str:
    return reverse("decisions:text", args=[slug, pk])
