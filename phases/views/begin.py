from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from common.exceptions import DomainError
from municipalities.models import Municipality
from phases import services
from phases.forms import CreateForm, RegisterForm
from phases.process import newest_process


def create(request: HttpRequest) -> HttpResponse:
    form = CreateForm(request.POST or None, municipalities=_own_municipalities(request))
    if begun := _begin(request, form, services.start_collaboration, _("%(name)s er oprettet. Du er koordinator.")):
        return begun
    context = {"form": form, "heading": _("Opret samarbejde"), "cancel_url": reverse("dashboards:portfolio")}
    return render(request, "phases/create.html", context)


def register(request: HttpRequest) -> HttpResponse:
    """A collaboration that runs already, as it stands on a day."""
    municipalities, process = _own_municipalities(request), newest_process()
    form = RegisterForm(request.POST or None, municipalities=municipalities, phases=process.phases if process else ())
    if begun := _begin(request, form, services.register_existing, _("%(name)s er registreret. Du er koordinator.")):
        return begun
    context = {"form": form, "heading": _("Registrér et samarbejde"), "cancel_url": reverse("phases:create")}
    return render(request, "phases/register.html", context)


def _begin(request: HttpRequest, form: CreateForm, service: Callable, message: str) -> HttpResponse | None:
    """Where a form that was sent leads to; None while the form is to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    if not form.is_first():
        return redirect(form.made_before or "dashboards:my_work")
    try:
        with form.trying():
            collaboration = service(**form.given, actor=request.user)
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    form.made(collaboration.get_absolute_url())
    messages.success(request, message % {"name": collaboration})
    return redirect(collaboration)


def _own_municipalities(request: HttpRequest) -> list[Municipality]:
    found = request.user.may_create_collaborations_for
    if not found:
        raise PermissionDenied(
            _("En kommunekontakt eller direktør opretter samarbejder. Bed en administrator om at give dig rollen.")
        )
    return found
