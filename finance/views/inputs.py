"""What is counted: the list, what each is, and one figure for each municipality."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.conflicts import show_both
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from common.formats import counted
from finance import services
from finance.forms import FiguresForm, InputForm, RemoveForm
from finance.input_pages import input_lines, input_page
from finance.models import KeyInput
from finance.views.keys import under_keys
from finance.views.shared import WRITE, show, show_form


@require_safe
def key_inputs(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    context = {"inputs": input_lines(collaboration), "between": under_keys(slug)}
    return show(request, collaboration, "key_inputs", _("Opgørelser"), **context)


def add_input(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    form, back = InputForm(request.POST or None), _list_url(slug)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or back)
        try:
            with form.trying():
                made = services.save_input(collaboration, **form.values, actor=request.user)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            form.made(_url(slug, made.pk))
            messages.success(request, _("“%(name)s” er oprettet. Skriv tallene.") % {"name": made.name})
            return redirect(_url(slug, made.pk))
    context = {"cancel_url": back, "between": _under(slug), "submit": _("Opret opgørelse")}
    return show_form(request, collaboration, form, _("Opret opgørelse"), **context)


def change_input(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    row, conflict, back = get_input(collaboration, pk), [], _url(slug, pk)
    form = InputForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.save_input(collaboration, row=row, **form.values, actor=request.user)
        except StaleVersion as stale:
            again = partial(InputForm, row=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("“%(name)s” er gemt.") % {"name": row.name})
            return redirect(back)
    context = {"cancel_url": back, "between": (*_under(slug), (row.name, back)), "conflict": conflict}
    return show_form(request, collaboration, form, _("Ret %(name)s") % {"name": row.name}, **context)


def key_input(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Everybody's figures. Who works on the collaboration writes all of them, a kommunekontakt the own."""
    collaboration = get_collaboration(request, slug)
    row, conflict = get_input(collaboration, pk), []
    page = input_page(collaboration, row)
    if request.method == "POST" and not page.editable:
        raise PermissionDenied(_("Du kan se tallene. Kommunens kontakt og koordinatoren kan rette dem."))
    make_form = partial(FiguresForm, places=page.editable, must_be_whole=page.must_be_whole)
    form = make_form(request.POST or None, row=row) if page.editable else None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            services.set_input_values(row, form.values, version=version, actor=request.user)
        except StaleVersion as stale:
            again = partial(make_form, row=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        else:
            messages.success(request, _("Tallene i “%(name)s” er gemt.") % {"name": row.name})
            return redirect(_url(slug, pk))
    context = {"page": page, "form": form, "conflict": conflict, "between": _under(slug)}
    return show(request, collaboration, "key_input", row.name, **context)


def remove_input(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Asked once more."""
    collaboration = get_collaboration(request, slug, WRITE)
    row, back = get_input(collaboration, pk), _url(slug, pk)
    form = RemoveForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST":
        return _remove(request, row, form, slug)
    between, heading = (*_under(slug), (row.name, back)), _("Fjern “%(name)s”?") % {"name": row.name}
    if reason := services.why_input_stays(row):
        return show(request, collaboration, "stays", heading, between=between, reason=reason, back=back)
    lead = _("Opgørelsen og alle tal i den forsvinder og kan ikke hentes igen.")
    if count := row.values.count():
        said = {"count": counted(count, _("kommune"), _("kommuner"))}
        lead = f"{lead} {_('Der er tal for %(count)s.') % said}"
    context = {"lead": lead, "submit": _("Fjern opgørelsen"), "cancel_url": back}
    return show_form(request, collaboration, form, heading, between=between, **context)


def _remove(request: HttpRequest, row: KeyInput, form: RemoveForm, slug: str) -> HttpResponse:
    back, name = _url(slug, row.pk), row.name
    try:
        services.remove_input(row, version=form.seen_version, actor=request.user)
    except StaleVersion:
        messages.error(request, _("Opgørelsen er rettet, siden du åbnede siden. Se den igen, før du fjerner den."))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(name)s” er fjernet.") % {"name": name})
        back = _list_url(slug)
    return redirect(back)


def get_input(collaboration: Collaboration, pk: int) -> KeyInput:
    return get_object_or_404(collaboration.key_inputs.select_related("changed_by"), pk=pk)


def _list_url(slug: str) -> str:
    return reverse("finance:key_inputs", args=[slug])


def _url(slug: str, pk: int) -> str:
    return reverse("finance:key_input", args=[slug, pk])


def _under(slug: str) -> tuple[tuple[str, str], ...]:
    return (*under_keys(slug), (_("Opgørelser"), _list_url(slug)))
