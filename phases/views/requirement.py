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
from decisions.services import record_assessment
from phases import services
from phases.facts import with_bases
from phases.forms import AssessmentForm, ReasonForm
from phases.requirement_page import RequirementPage, build_requirement_page


@require_safe
def requirement(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    collaboration, page = _open(request, slug, number, key)
    return _show(request, collaboration, page, form=_assessment_form(page) if page.may_assess else None)


@require_POST
def assess(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Write down what the collaboration has judged about itself."""
    collaboration, page = _open(request, slug, number, key)
    if not page.may_assess:
        raise PermissionDenied(_("Koordinatoren registrerer vurderingen."))
    form = _assessment_form(page, request.POST)
    if not form.is_valid():
        return _show(request, collaboration, page, form=form)
    given = {"key": page.assessment_key, "label": page.assessment_label, **form.assessment}
    try:
        record_assessment(collaboration, **given, actor=request.user)
    except DomainError as error:
        form.add_error(None, str(error))
        return _show(request, collaboration, page, form=form)
    messages.success(request, _("Vurderingen er gemt."))
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


def _assessment_form(page: RequirementPage, data=None) -> AssessmentForm:
    """What is put right begins with what stands there."""
    held = page.assessment
    initial = {name: getattr(held, name) for name in ("date", "note", "source")} if held else {}
    return AssessmentForm(data, has_assessment=held is not None, initial=initial)


def _waive(
    request: HttpRequest, collaboration: Collaboration, page: RequirementPage, form: ReasonForm, service, message: str
) -> HttpResponse:
    if not form.is_valid():
        assessment_form = _assessment_form(page) if page.may_assess else None
        return _show(request, collaboration, page, form=assessment_form, waive_form=form)
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
    form: AssessmentForm | None,
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
