from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError
from municipalities.models import Municipality
from phases import services
from phases.facts import with_bases
from phases.forms import ReasonForm, RecordForm
from phases.requirement_page import RecordRow, RequirementPage, build_requirement_page


@require_safe
def requirement(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    collaboration, page = _open(request, slug, number, key)
    row = page.row_of(request.GET.get("kommune", page.first_missing))
    form = _record_form(page, row=row) if page.may_record else None
    return _show(request, collaboration, page, form=form)


@require_POST
def record_fact(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Write down what was decided: a koordinator for all, a kommunekontakt for the own municipality."""
    collaboration, page = _open(request, slug, number, key)
    if not page.may_record:
        raise PermissionDenied(_("Koordinatoren og kommunens egen kontakt registrerer beslutninger."))
    form = _record_form(page, request.POST)
    if not form.is_valid():
        return _show(request, collaboration, page, form=form)
    municipality = _municipality(collaboration, form.cleaned_data.get("municipality"))
    if municipality and not collaboration.access.may_answer_for(municipality.pk):
        raise PermissionDenied(_("Kommunens egen kontakt eller koordinatoren registrerer for kommunen."))
    try:
        services.record_fact(collaboration, municipality=municipality, actor=request.user, **form.record)
    except DomainError as error:
        form.add_error(None, str(error))
        return _show(request, collaboration, page, form=form)
    messages.success(request, _("Registreringen er gemt."))
    return redirect("phases:requirement", slug, number, key)


@require_POST
def waive(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    collaboration, page = _open(request, slug, number, key, "phases.waive")
    form = ReasonForm(request.POST, prefix="waive")
    return _waive(request, collaboration, page, form, services.waive, _("Kravet er fraveget. Alle kan se hvorfor."))


@require_POST
def withdraw_waiver(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    collaboration, page = _open(request, slug, number, key, "phases.waive")
    form = ReasonForm(request.POST, prefix="waive")
    return _waive(request, collaboration, page, form, services.withdraw_waiver, _("Kravet gælder igen."))


def _open(
    request: HttpRequest, slug: str, number: int, key: str, perm: str | None = None
) -> tuple[Collaboration, RequirementPage]:
    collaboration = get_collaboration(request, slug, perm, also=with_bases)
    page = build_requirement_page(collaboration, collaboration.access, number, key)
    if page is None:
        raise Http404
    return collaboration, page


def _record_form(page: RequirementPage, data=None, *, row: RecordRow | None = None) -> RecordForm:
    """What is put right begins with what stands there. `row` is the one that the form is opened for."""
    return RecordForm(
        data,
        requirement=page.requirement,
        partners=page.partners,
        choosable=page.answers_for,
        has_records=page.has_records if row is None else row.fact is not None,
        initial=row.initial if row else {},
    )


def _municipality(collaboration: Collaboration, code: str | None) -> Municipality | None:
    if not code:
        return None
    return collaboration.participations.select_related("municipality").get(municipality__code=code).municipality


def _waive(
    request: HttpRequest, collaboration: Collaboration, page: RequirementPage, form: ReasonForm, service, message: str
) -> HttpResponse:
    if not form.is_valid():
        record_form = _record_form(page) if page.may_record else None
        return _show(request, collaboration, page, form=record_form, waive_form=form)
    if form.is_first():
        asked = {"before_phase": page.requirement.before_phase, "requirement": page.requirement.key}
        try:
            with form.trying():
                service(collaboration, **asked, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, message)
    return redirect(page.requirement.page)


def _show(
    request: HttpRequest,
    collaboration: Collaboration,
    page: RequirementPage,
    *,
    form: RecordForm | None,
    waive_form: ReasonForm | None = None,
) -> HttpResponse:
    before = page.requirement.before_phase - 1
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "phases",
        "heading": page.requirement.title,
        "trail": [
            (_("Samarbejder"), reverse("dashboards:portfolio")),
            (collaboration.name, collaboration.get_absolute_url()),
            (_("Fase %(number)d") % {"number": before}, reverse("phases:phase", args=[collaboration.slug, before])),
            (_("Krav"), ""),
        ],
        "page": page,
        "form": form,
        "waive_form": waive_form or ReasonForm(prefix="waive"),
    }
    return render(request, "phases/requirement.html", context)
