"""The pages that say what waits: Mit arbejde, and Redaktion for those who edit."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboards import services
from dashboards.editorial import build_editorial
from dashboards.my_work import build_my_work


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    since = services.note_visit(request.user)
    work = build_my_work(request.user, since=since, show_all=request.GET.get("vis") == "alle")
    may_create = bool(request.user.may_create_collaborations_for)
    return render(request, "dashboards/my_work.html", {"work": work, "may_create": may_create})


@require_safe
def editing(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, and what can be edited. For administrators and katalogredaktører."""
    if not request.user.has_perm("dashboards.edit"):
        raise PermissionDenied(_("Kun administratorer og katalogredaktører kan åbne redaktionen."))
    context = {"heading": _("Redaktion"), "editorial": build_editorial(request.user)}
    return render(request, "dashboards/editorial.html", context)
