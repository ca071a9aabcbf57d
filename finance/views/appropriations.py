"""What the councils have granted: the list, what is written down, and one municipality's history."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.formats import kroner
from finance import services
from finance.forms import AppropriationForm, TakeBackGrantForm
from finance.granting import (
    build_grant_history,
    build_grant_page,
    grants_of,
    initial_values,
    may_record_for,
    may_write_for,
    newest_pk,
)
from finance.reading import payers_of
from finance.views.shared import show, show_form
from municipalities.models import Municipality


@require_safe
def appropriations(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    return show(request, collaboration, "appropriations", _("Bevillinger"), page=build_grant_page(collaboration))


def record_appropriation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who writes the collaboration's figures chooses the municipality; a kommunekontakt writes the own."""
    collaboration = get_collaboration(request, slug)
    parties = may_record_for(collaboration.access, payers_of(collaboration))
    if not parties:
        _refuse()
    asked = initial_values(collaboration, parties, request.GET.get("kommune", ""))
    form = AppropriationForm(request.POST or None, parties=parties, initial=asked)
    back = reverse("finance:appropriations", args=[slug])
    if request.method == "POST" and form.is_valid():
        place = next(each for each in parties if each.code == form.code)
        municipality = _municipality(collaboration, place.code)
        act = partial(services.record_appropriation, collaboration, municipality=municipality, **form.values)
        if form.do_once(partial(act, actor=request.user)):
            messages.success(request, _("Bevillingen i %(name)s er registreret.") % {"name": place.name})
            return redirect(back)
        form.see_again(newest_pk(collaboration))
    context = {"cancel_url": back, "between": _under(slug), "submit": _("Registrér bevilling")}
    return show_form(request, collaboration, form, _("Registrér bevilling"), **context)


@require_safe
def appropriation_history(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Everything that was written down about one municipality."""
    collaboration = get_collaboration(request, slug)
    page = build_grant_history(collaboration, _municipality(collaboration, code))
    heading = _("Bevilling i %(name)s") % {"name": page.municipality}
    return show(request, collaboration, "appropriation_history", heading, page=page, between=_under(slug))


def take_back_appropriation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    row = get_object_or_404(grants_of(collaboration), pk=pk)
    if not may_write_for(collaboration.access, row.municipality_id):
        _refuse()
    form = TakeBackGrantForm(request.POST or None)
    back = reverse("finance:appropriation_history", args=[slug, row.municipality.code])
    if request.method == "POST" and form.is_valid():
        act = partial(services.take_back_appropriation, row, **form.cleaned_data, actor=request.user)
        if form.do_once(act):
            messages.success(request, _("Bevillingen er trukket tilbage. Den står stadig i historikken."))
            return redirect(back)
    said = {"name": row.municipality, "amount": kroner(row.amount), "year": row.year}
    between = (*_under(slug), (row.municipality.name, back))
    context = {"submit": _("Træk bevillingen tilbage"), "lead": _("%(name)s: %(amount)s for %(year)d.") % said}
    heading = _("Træk bevilling tilbage")
    return show_form(request, collaboration, form, heading, cancel_url=back, between=between, **context)


def _municipality(collaboration: Collaboration, code: str) -> Municipality:
    """One that takes part, or did."""
    rows = collaboration.participations.select_related("municipality")
    return get_object_or_404(rows, municipality__code=code).municipality


def _refuse() -> None:
    raise PermissionDenied(_("Kommunens egen kontakt eller koordinatoren registrerer bevillinger."))


def _under(slug: str) -> tuple[tuple[str, str], ...]:
    return ((_("Bevillinger"), reverse("finance:appropriations", args=[slug])),)
