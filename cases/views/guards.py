"""Who comes in: editors of the catalogue, and nobody else, whether or not what they ask for exists."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.models import Case, may_edit_cases


def editors_only(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_edit_cases(request.user):
            raise PermissionDenied(_("Kun katalogredaktører og administratorer kan redigere casekataloget."))
        return view(request, *args, **kwargs)

    return guarded


def administrators_only(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_administrator:
            raise PermissionDenied(_("Kun en administrator kan slette en case."))
        return view(request, *args, **kwargs)

    return guarded


def get_case(request: HttpRequest, slug: str) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.user), slug=slug)
