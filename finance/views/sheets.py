"""The table of the business case out to a spreadsheet, and in again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from finance import services
from finance.case_reading import draft_of, load_case
from finance.case_tables import table_of
from finance.forms import SheetForm
from finance.import_pages import Preview, preview
from finance.models import BusinessCase
from finance.sheets import write_table
from finance.views.cases import case_url
from finance.views.shared import WRITE, show
from finance.vocabulary import CaseState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
def draft_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The table of the draft, for those who write it."""
    draft = draft_of(get_collaboration(request, slug, WRITE))
    if draft is None:
        raise Http404
    return _sheet(draft)


@require_safe
@never_cache
def version_sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The table of a version that was approved."""
    collaboration = get_collaboration(request, slug)
    versions = collaboration.business_cases.exclude(state=CaseState.DRAFT).select_related("collaboration", "key")
    return _sheet(get_object_or_404(versions, number=number))


def _sheet(case: BusinessCase) -> HttpResponse:
    if case.is_in_words:
        raise Http404
    response = HttpResponse(write_table(table_of(load_case(case))), content_type=XLSX)
    name = f"business-case-{case.collaboration.slug}-version-{case.number}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def import_case(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a file, see what it changes, and load that. Nothing is saved before."""
    collaboration = get_collaboration(request, slug, WRITE)
    draft = draft_of(collaboration)
    if draft is None or draft.is_in_words:
        messages.info(request, _("Der er ingen kladde med tal lige nu."))
        return redirect(case_url(slug))
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    found, is_stale = None, False
    if form.is_valid():
        found, is_stale = preview(draft, form.sheet), form.is_loading and not form.has_seen(draft)
        if form.is_loading and not is_stale and found.changes:
            try:
                return _load(request, draft, found)
            except StaleVersion as error:
                found, is_stale = preview(error.current, form.sheet), True
            except DomainError as error:
                form.add_error(None, str(error))
    return _show(request, collaboration, form, found, is_stale)


def _load(request: HttpRequest, draft: BusinessCase, found: Preview) -> HttpResponse:
    services.load_changes(draft, found.changes, version=draft.version, actor=request.user)
    messages.success(request, _("Regnearket er indlæst. %(changes)s") % {"changes": found.sentence})
    return redirect("finance:edit_case", draft.collaboration.slug)


def _show(
    request: HttpRequest, collaboration: Collaboration, form: SheetForm, found: Preview | None, is_stale: bool
) -> HttpResponse:
    edit = reverse("finance:edit_case", args=[collaboration.slug])
    between = ((_("Business case"), case_url(collaboration.slug)), (_("Kladde"), edit))
    context = {"form": form, "found": found, "is_stale": is_stale, "cancel_url": edit}
    return show(request, collaboration, "import_case", _("Indlæs fra regneark"), between=between, **context)
