"""The status of a collaboration: how it is now and was, the draft of the next one, and the rhythm."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collaborations import services
from collaborations.conflicts import show_both
from collaborations.forms import RhythmForm, StatusForm
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion


def status(request: HttpRequest, slug: str) -> HttpResponse:
    """The status with its history for everybody who sees the collaboration; the form for the koordinator."""
    collaboration = get_collaboration(request, slug, also=with_status_draft)
    if request.method == "POST" or collaboration.access.may_change:
        return _set_status(request, collaboration)
    return render(request, "collaborations/status.html", _status_context(collaboration))


def with_status_draft(collaborations: QuerySet) -> QuerySet:
    return collaborations.select_related("status_draft")


def _coordinator_only(collaboration: Collaboration) -> None:
    if not collaboration.access.may_change:
        raise PermissionDenied(_("Koordinatoren sætter status."))


def _set_status(request: HttpRequest, collaboration: Collaboration) -> HttpResponse:
    _coordinator_only(collaboration)
    form, conflict = StatusForm(request.POST or None, collaboration=collaboration), []
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(collaboration)
        try:
            with form.trying():
                services.set_status(collaboration, **form.cleaned_data, actor=request.user)
        except StaleVersion as stale:
            form, conflict = _both(request, stale)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Status er udgivet."))
            return redirect(collaboration)
    context = _status_context(collaboration) | {"form": form, "conflict": conflict}
    return render(request, "collaborations/status.html", context)


def _both(request: HttpRequest, stale: StaleVersion, *, is_draft: bool = False):
    again = partial(StatusForm, collaboration=stale.current, is_draft=is_draft)
    return show_both(again, request.POST, version=stale.current.status_version)


@require_POST
def save_status_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what is typed without publishing it."""
    collaboration = get_collaboration(request, slug, also=with_status_draft)
    _coordinator_only(collaboration)
    form, conflict = StatusForm(request.POST, collaboration=collaboration, is_draft=True), []
    if form.is_valid():
        try:
            services.save_status_draft(collaboration, **form.cleaned_data, actor=request.user)
        except StaleVersion as stale:
            form, conflict = _both(request, stale, is_draft=True)
        else:
            messages.success(request, _("Kladden er gemt. Den er ikke udgivet."))
            return redirect("collaborations:status", slug)
    context = _status_context(collaboration) | {"form": form, "conflict": conflict}
    return render(request, "collaborations/status.html", context)


@require_POST
def discard_status_draft(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    _coordinator_only(collaboration)
    services.discard_status_draft(collaboration, actor=request.user)
    messages.success(request, _("Kladden er slettet."))
    return redirect("collaborations:status", slug)


def status_rhythm(request: HttpRequest, slug: str) -> HttpResponse:
    """How often the status is set, when next, and whether the directors are told when it is missing."""
    collaboration = get_collaboration(request, slug)
    _coordinator_only(collaboration)
    form, conflict = RhythmForm(request.POST or None, collaboration=collaboration), []
    if request.method == "POST" and form.is_valid():
        try:
            services.set_status_rhythm(collaboration, **form.cleaned_data, actor=request.user)
        except StaleVersion as stale:
            again = partial(RhythmForm, collaboration=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.rhythm_version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Rytmen er gemt."))
            return redirect("collaborations:status", slug)
    context = {
        **_page(collaboration, _("Rytme for status")),
        "form": form,
        "conflict": conflict,
        "cancel_url": reverse("collaborations:status", args=[slug]),
    }
    return render(request, "collaborations/status_rhythm.html", context)


def _page(collaboration: Collaboration, heading: str) -> dict:
    access = collaboration.access
    return {"collaboration": collaboration, "access": access, "tab": "overview", "heading": heading}


def _status_context(collaboration: Collaboration) -> dict:
    may_see = collaboration.access.may_see_drafts
    return {
        **_page(collaboration, _("Status")),
        "draft": getattr(collaboration, "status_draft", None) if may_see else None,
        "updates": list(collaboration.status_updates.select_related("set_by")),
    }
