"""“Brug i mit samarbejde”: which cases a collaboration builds on, and what it takes from each."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cases import services
from cases.forms.references import CollaborationChoiceForm, UseCaseForm
from cases.models import Case, CaseReference
from cases.reading import suggested_for
from collaborations.conflicts import show_both
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion

MAY_NOT = gettext_lazy("Koordinatoren og bidragyderne vælger, hvilke cases samarbejdet bygger på.")


@require_safe
def choose_collaboration(request: HttpRequest, slug: str) -> HttpResponse:
    """Which of one's collaborations the case is for. With only one, or one that the address names, nobody is asked."""
    case = get_object_or_404(Case.objects.visible_to(request.user).published(), slug=slug)
    uses_it = CaseReference.objects.visible_to(request.user).filter(collaboration=OuterRef("pk"), case=case)
    mine = Collaboration.objects.writable_by(request.user).annotate(uses_it=Exists(uses_it))
    chosen = CollaborationChoiceForm(request.GET, collaborations=mine).chosen
    if chosen:
        return redirect("cases:use", chosen.slug, case.slug)
    context = {"case": case, "collaborations": mine, "heading": _("Brug i mit samarbejde")}
    return render(request, "cases/choose_collaboration.html", context)


@require_safe
def references(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    rows = CaseReference.objects.visible_to(request.user).filter(collaboration=collaboration)
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "phases",
        "heading": _("Cases, I bygger på"),
        "references": rows.select_related("case", "added_by"),
        "learned": suggested_for(collaboration),
    }
    return render(request, "cases/references.html", context)


def use(request: HttpRequest, slug: str, case_slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    if not collaboration.access.may_write:
        raise PermissionDenied(MAY_NOT)
    case = get_object_or_404(Case.objects.visible_to(request.user).published(), slug=case_slug)
    reference = CaseReference.objects.visible_to(request.user).filter(collaboration=collaboration, case=case).first()
    form, conflict = UseCaseForm(request.POST or None, reference=reference), []
    if request.method == "POST" and form.is_valid():
        try:
            services.use_case(case, collaboration=collaboration, actor=request.user, **form.cleaned_data)
        except StaleVersion as stale:
            again = partial(UseCaseForm, reference=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version if stale.current else 0)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Samarbejdet henviser til “%(case)s”.") % {"case": case})
            return redirect("cases:references", collaboration.slug)
    context = _use_context(collaboration, case, reference) | {"form": form, "conflict": conflict}
    return render(request, "cases/use.html", context)


@require_POST
def stop_using(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    if not collaboration.access.may_write:
        raise PermissionDenied(MAY_NOT)
    rows = CaseReference.objects.visible_to(request.user).select_related("case")
    reference = rows.filter(collaboration=collaboration, pk=pk).first()
    if reference:  # pressed twice, or by two: it is gone either way
        services.stop_using_case(reference, actor=request.user)
        messages.success(request, _("“%(case)s” er fjernet. Historikken husker den.") % {"case": reference.case})
    return redirect("cases:references", collaboration.slug)


def _use_context(collaboration: Collaboration, case: Case, reference: CaseReference | None) -> dict:
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "phases",
        "heading": _("Ret henvisningen") if reference else _("Brug casen i samarbejdet"),
        "case": case,
        "reference": reference,
        "submit": _("Gem henvisningen"),
        "cancel_url": reverse("cases:references", args=[collaboration.slug]),
    }
