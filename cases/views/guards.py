"""Who comes in: editors of the catalogue, and nobody else, whether or not what they ask for exists."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case, may_edit_cases
from cases.services import CaseGone
from cases.typed import typed_on
from common.lost import lost_page


def editors_only(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_edit_cases(request.user):
            raise PermissionDenied(_("Kun katalogredaktører og administratorer kan redigere casekataloget."))
        return _answered(view, request, *args, **kwargs)

    return guarded


def administrators_only(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_administrator:
            raise PermissionDenied(_("Kun en administrator kan slette en case."))
        return _answered(view, request, *args, **kwargs)

    return guarded


def get_case(request: HttpRequest, slug: str) -> Case:
    """Raises Http404 for a page of a case that is not there, and CaseGone for an act on it."""
    case = Case.objects.visible_to(request.user).filter(slug=slug).first()
    if case is None and request.method == "POST":
        raise CaseGone
    if case is None:
        raise Http404
    return case


def _answered(view: Callable, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """The view's answer. Where somebody deleted the case meanwhile: what happened, and what was typed, to be copied."""
    try:
        return view(request, *args, **kwargs)
    except CaseGone:
        heading = _("Casen er slettet")
        path = [(_("Redaktion"), reverse("dashboards:editing")), (_("Cases"), reverse("cases:queue")), (heading, "")]
        why = _("En administrator har slettet casen, mens du havde siden åben.")
        back = (_("Til køen"), reverse("cases:queue"))
        return lost_page(request, heading=heading, why=why, back=back, typed=typed_on(request.POST), trail=path)
