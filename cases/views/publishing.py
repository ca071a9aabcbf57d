"""The acts on a case, each behind a button or a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import services
from cases.forms.acts import DeleteForm, NumberForm, PublishForm, ReasonOnVersionForm, SubmitForm
from cases.models import Case
from cases.views.editing import trail
from cases.views.guards import administrators_only, editors_only, get_case
from common.exceptions import DomainError, StaleVersion


def _stale() -> str:
    return _("En anden har gemt imens. Se den nyeste udgave, og prøv igen.")


def _act(request: HttpRequest, form: NumberForm, act: Callable[[], object], done: str) -> None:
    """Do it, once however often the button is pressed, and say how it went."""
    wrong = [_stale()]
    with suppress(StaleVersion):
        if form.is_valid():
            wrong = [] if form.do_once(act) else form.non_field_errors()
    for error in wrong:
        messages.error(request, error)
    if not wrong:
        messages.success(request, done)


@require_POST
@editors_only
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    case, form = get_case(request, slug), SubmitForm(request.POST)
    done = _("Casen er sendt til gennemsyn. En anden redaktør kan udgive den.")
    if form.is_incomplete:
        done = _("Casen er sendt til gennemsyn. Den kan udgives, når det, der mangler, er skrevet.")
    _act(request, form, lambda: services.submit_for_review(case, **form.values, actor=request.user), done)
    return redirect("cases:curate", slug)


@require_POST
@editors_only
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    case, form = get_case(request, slug), PublishForm(request.POST)
    done = _("Casen er udgivet. Alle, der er logget ind, kan læse den.")
    _act(request, form, lambda: services.publish(case, **form.values, actor=request.user), done)
    return redirect("cases:curate", slug)


@require_POST
@editors_only
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    case, form = get_case(request, slug), NumberForm(request.POST)
    done = _("Tak. Casen er bekræftet i dag.")
    _act(request, form, lambda: services.confirm(case, version=form.read, actor=request.user), done)
    return redirect("cases:curate", slug)


@require_POST
@editors_only
def undo_withdrawal(request: HttpRequest, slug: str) -> HttpResponse:
    case, form = get_case(request, slug), NumberForm(request.POST)
    done = _("Casen er udgivet igen, som den var.")
    _act(request, form, lambda: services.undo_withdrawal(case, version=form.read, actor=request.user), done)
    return redirect("cases:curate", slug)


@editors_only
def send_back(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_case(request, slug)
    form = ReasonOnVersionForm(request.POST or None, initial={"version": case.newest_number})
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            is_done = form.do_once(
                lambda: services.send_back(case, reason=reason, number=form.read, actor=request.user)
            )
        except StaleVersion as stale:
            form, is_done = ReasonOnVersionForm({"reason": reason, "version": stale.current.newest_number}), False
            form.add_error(None, _stale())
        if is_done:
            messages.success(request, _("Casen er en kladde igen. Din begrundelse står i historikken."))
            return redirect("cases:curate", slug)
    lead = _("Skriv, hvad der skal rettes, før casen kan udgives.")
    return _show_form(request, case, form, _("Send tilbage"), lead=lead, submit=_("Send tilbage"))


@editors_only
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_case(request, slug)
    form = ReasonOnVersionForm(request.POST or None, initial={"version": case.version})
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            is_done = form.do_once(
                lambda: services.withdraw(case, reason=reason, version=form.read, actor=request.user)
            )
        except StaleVersion as stale:
            form, is_done = ReasonOnVersionForm({"reason": reason, "version": stale.current.version}), False
            form.add_error(None, _stale())
        if is_done:
            messages.success(request, _("Casen er trukket tilbage. Du kan fortryde her på siden."))
            return redirect("cases:curate", slug)
    lead = _("Læserne kan ikke se casen bagefter. Intet bliver slettet, og du kan fortryde.")
    return _show_form(request, case, form, _("Træk casen tilbage"), lead=lead, submit=_("Træk tilbage"))


@administrators_only
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_case(request, slug)
    form = DeleteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.delete_case(case, typed_title=form.cleaned_data["title"], actor=request.user)
        except DomainError as error:
            form.add_error("title", str(error))
        else:
            messages.success(request, _("“%s” er slettet.") % case.title)
            return redirect("cases:queue")
    lead = _("Casen og alle dens udgaver forsvinder og kan ikke hentes igen. Titlen er “%s”.") % case.title
    return _show_form(request, case, form, _("Slet casen"), lead=lead, submit=_("Slet casen"))


def _show_form(request: HttpRequest, case: Case, form: BaseForm, heading: str, **context) -> HttpResponse:
    back = reverse("cases:curate", args=[case.slug])
    path = trail((case.title, back), (heading, ""))
    context = {"case": case, "form": form, "heading": heading, "trail": path, "cancel_url": back, **context}
    return render(request, "cases/curation/form.html", context)
