"""The planner, and what can be taken along from the matrix: spreadsheets."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from collaborations.shortcuts import get_collaboration
from decisions import sheets
from decisions.forms import MatrixFilter, PlannerForm
from decisions.matrix import build_matrix
from decisions.planner.defaults import defaults
from decisions.planning import make_plan
from decisions.views.shared import show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The names of the address, and of the data file that holds what stands in for them.
NAMES = {
    "material": "material_weekdays",
    "forberedelse": "preparation_days",
    "myndighed": "authority_weeks",
    "information": "information_weeks",
}


@require_safe
def planner(request: HttpRequest, slug: str) -> HttpResponse:
    """From a start backwards: what must be ready when, and who holds it back."""
    collaboration = get_collaboration(request, slug)
    usual = {name: defaults()[key]["value"] for name, key in NAMES.items()}
    start = f"{collaboration.start_goal:%d.%m.%Y}" if collaboration.start_goal else ""
    asked = {"start": start, **usual, **request.GET.dict()}
    form = PlannerForm(asked if asked["start"] else None, initial=usual)
    planning = None
    if asked["start"] and form.is_valid():
        data = form.cleaned_data
        planning = make_plan(
            collaboration, start=data["start"], settings=form.settings, preparation_days=data["forberedelse"]
        )
    context = {"form": form, "planning": planning, "sources": defaults()}
    return show(request, collaboration, "planner", _("Plan baglæns fra startdatoen"), **context)


@require_safe
@never_cache
def sheet(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """What the page shows, as a file."""
    collaboration = get_collaboration(request, slug)
    asked = MatrixFilter(request.GET)
    asked.is_valid()
    matrix = build_matrix(collaboration, **asked.shown)
    name = f"beslutninger-{collaboration.slug}-{timezone.localdate():%Y-%m-%d}.{form}"
    if form == "xlsx":
        response = HttpResponse(sheets.write_xlsx(matrix), content_type=XLSX)
    else:
        response = HttpResponse(sheets.write_csv(matrix), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
