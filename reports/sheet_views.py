"""The sheets of a municipality: ordering, following and fetching a quarter of all that it takes part in."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.models import MunicipalityRole
from municipalities.models import Municipality
from reports import services
from reports.forms import QuarterForm
from reports.models import MunicipalitySheet
from reports.views import announced, sheet_context

logger = logging.getLogger(__name__)


def municipality_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """A municipality's sheets, for everybody with a role for it; its contact and director order them."""
    place, may_order = _municipality(request, code)
    form = QuarterForm(request.POST or None)
    if request.method == "POST":
        _check_may_order(may_order)
        if form.is_valid():
            sheet = services.request_municipality_sheet(place, form.chosen, actor=request.user)
            return redirect("reports:municipality_sheet", code, sheet.pk)
    sheets = MunicipalitySheet.objects.visible_to(request.user).filter(municipality=place)
    context = {"place": place, "may_order": may_order, "form": form, "trail": _trail(place)}
    context["sheets"] = list(sheets.select_related("job", "requested_by", "municipality").defer("snapshot"))
    return render(request, "reports/municipality_sheets.html", context)


@require_GET
@never_cache
@vary_on_headers("HX-Request")
def municipality_sheet(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """How far the sheet is."""
    sheet, may_order = _sheet(request, code, pk)
    urls = {
        "here": request.path,
        "file_url": reverse("reports:download_municipality_sheet", args=[code, pk]),
        "again": reverse("reports:retry_municipality_sheet", args=[code, pk]) if may_order else "",
    }
    context = sheet_context(sheet, **urls) | {"trail": _trail(sheet.municipality, sheet)}
    if not request.htmx:
        return render(request, "reports/municipality_sheet.html", context)
    return announced(render(request, "reports/_sheet.html", context), request, sheet)


@require_POST
def retry_municipality_sheet(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    sheet, may_order = _sheet(request, code, pk)
    _check_may_order(may_order)
    services.retry_municipality_sheet(sheet, actor=request.user)
    return redirect("reports:municipality_sheet", code, pk)


@require_safe
@never_cache
def download_municipality_sheet(request: HttpRequest, code: str, pk: int) -> HttpResponse | FileResponse:
    """The file. What an administrator reads in it without taking part is recorded, as where one opens the pages."""
    sheet, may_order = _sheet(request, code, pk)
    if not sheet.is_ready:
        raise Http404
    try:
        file = sheet.file.open()
    except FileNotFoundError:
        logger.exception("The file of municipality sheet %s is lost", sheet.pk)
        messages.error(request, _("Filen er væk. Lav arket igen.") if may_order else _("Filen er væk."))
        return redirect("reports:municipality_sheets", code)
    if request.user.is_administrator:
        services.record_looks(sheet, administrator=request.user)
    return FileResponse(file, as_attachment=True, filename=sheet.file_name, content_type="application/pdf")


def _municipality(request: HttpRequest, code: str) -> tuple[Municipality, bool]:
    """One whose sheets the user may read, and whether the user may order them: its contact and director. Or Http404."""
    held = [role for role in request.user.current_municipality_roles if role.municipality.code == code]
    if held:
        return held[0].municipality, any(role.role != MunicipalityRole.Role.READER for role in held)
    if not request.user.is_administrator:
        raise Http404
    return get_object_or_404(Municipality, code=code), False


def _check_may_order(may_order: bool) -> None:
    if not may_order:
        raise PermissionDenied(_("Kommunekontakten og direktøren bestiller kommunens kvartalsark."))


def _sheet(request: HttpRequest, code: str, pk: int) -> tuple[MunicipalitySheet, bool]:
    place, may_order = _municipality(request, code)
    rows = MunicipalitySheet.objects.visible_to(request.user).select_related("job", "municipality")
    return get_object_or_404(rows.defer("snapshot"), municipality=place, pk=pk), may_order


def _trail(place: Municipality, sheet: MunicipalitySheet | None = None) -> list[tuple[str, str]]:
    pages = [(_("Samarbejder"), reverse("dashboards:portfolio")), (_("Kvartalsark for %(name)s") % {"name": place}, "")]
    if sheet is None:
        return pages
    return [pages[0], (pages[1][0], reverse("reports:municipality_sheets", args=[place.code])), (sheet.title, "")]
