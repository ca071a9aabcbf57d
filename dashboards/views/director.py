from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboards import services
from dashboards.director import build_director_page
from municipalities.models import Municipality


@require_safe
def director(request: HttpRequest) -> HttpResponse:
    """For the municipalities that the reader directs: all together, or one of them by `?kommune=`."""
    if not request.user.has_perm("dashboards.direct"):
        raise PermissionDenied(_("Kun direktører kan se kommunens side. Alle samarbejder står under Samarbejder."))
    directed = request.user.directed_municipalities
    asked = request.GET.get("kommune", "")
    chosen = _chosen(directed, asked)
    since = services.note_visit(request.user)
    page = build_director_page(request.user, chosen, since=since, show_all=request.GET.get("vis") == "alle")
    context = {
        "page": page,
        "directed": directed,
        "chosen": chosen[0] if len(chosen) == 1 else None,
        "is_unknown": bool(asked) and asked not in [each.code for each in directed],
    }
    return render(request, "dashboards/director.html", context)


def _chosen(directed: Sequence[Municipality], code: str) -> Sequence[Municipality]:
    """The one with that code; all where there is no such one."""
    return [each for each in directed if each.code == code] or directed
