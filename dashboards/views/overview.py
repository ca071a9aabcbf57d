from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collaborations.access import access_for
from collaborations.shortcuts import get_collaboration
from dashboards.overview import build_overview
from followup.areas import has_red
from modelguide.models import with_guide_answer
from phases.facts import with_bases


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, allow_former=True, also=_with_guide)
    access = access_for(request.user, collaboration)
    context = {"collaboration": collaboration, "access": access, "tab": "overview"}
    if access.is_former:
        return render(request, "dashboards/overview_former.html", context)
    shown = build_overview(collaboration, access, all_actions=request.GET.get("opgaver") == "alle")
    return render(request, "dashboards/overview.html", context | {"overview": shown})


def _with_guide(collaborations: QuerySet) -> QuerySet:
    """In the same question also what the model guide said last, and whether a follow-up was red."""
    rows = with_guide_answer(with_bases(collaborations)).annotate(has_red_follow_up=has_red())
    return rows.select_related("status_draft")
