from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from collaborations import services
from collaborations.conflicts import show_both
from collaborations.forms import FactsForm, StatusForm
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion


def facts(request: HttpRequest, slug: str) -> HttpResponse:
    """To read for everybody who sees the collaboration; to write for those who may."""
    collaboration = get_collaboration(request, slug, also=_with_places)
    if collaboration.access.may_write:
        return _write_facts(request, collaboration)
    if request.method == "POST":
        raise PermissionDenied(_("Koordinatoren og bidragyderne kan rette oplysningerne."))
    return render(request, "collaborations/facts.html", _facts_context(collaboration))


def _with_places(collaborations: QuerySet) -> QuerySet:
    return collaborations.select_related("host", "initiator")


def _write_facts(request: HttpRequest, collaboration: Collaboration) -> HttpResponse:
    access, conflict = collaboration.access, []
    form = FactsForm(request.POST or None, collaboration=collaboration, access=access)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_facts(
                collaboration,
                changes=form.changes,
                drivers=form.drivers,
                expectations=form.cleaned_data["expectations"],
                version=form.cleaned_data["version"],
                actor=request.user,
            )
        except StaleVersion as stale:
            again = partial(FactsForm, collaboration=stale.current, access=access)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Oplysningerne er gemt."))
            return redirect("collaborations:facts", collaboration.slug)
    context = _facts_context(collaboration) | {"form": form, "conflict": conflict}
    return render(request, "collaborations/facts_form.html", context)


def _facts_context(collaboration: Collaboration) -> dict:
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "facts",
        "drivers": list(collaboration.drivers.all()),
        "cooperation_models": list(collaboration.cooperation_models.all()),
        "expectations": list(collaboration.expectations.select_related("written_by")),
    }


def status(request: HttpRequest, slug: str) -> HttpResponse:
    """The status with its history for everybody who sees the collaboration; the form for the koordinator."""
    collaboration = get_collaboration(request, slug)
    if collaboration.access.may_change:
        return _set_status(request, collaboration)
    if request.method == "POST":
        raise PermissionDenied(_("Koordinatoren sætter status."))
    return render(request, "collaborations/status.html", _status_context(collaboration))


def _set_status(request: HttpRequest, collaboration: Collaboration) -> HttpResponse:
    form, conflict = StatusForm(request.POST or None, collaboration=collaboration), []
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(collaboration)
        try:
            with form.trying():
                services.set_status(collaboration, **form.cleaned_data, actor=request.user)
        except StaleVersion as stale:
            again = partial(StatusForm, collaboration=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.status_version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Status er gemt."))
            return redirect(collaboration)
    context = _status_context(collaboration) | {"form": form, "conflict": conflict}
    return render(request, "collaborations/status.html", context)


def _status_context(collaboration: Collaboration) -> dict:
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "overview",
        "heading": _("Status"),
        "updates": list(collaboration.status_updates.select_related("set_by")),
    }
