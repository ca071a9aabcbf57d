"""A municipality that joins or leaves: what would change, and then its registration."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration, Participation, ParticipationState
from collaborations.services.behalf import on_behalf
from collaborations.shortcuts import get_collaboration
from decisions import services
from decisions.coming_page import ComingPage, build_coming_page
from decisions.forms import ComingForm
from decisions.views.shared import show


@require_safe
def what_if(request: HttpRequest, slug: str) -> HttpResponse:
    """Which municipality, and does it come or go?"""
    collaboration = get_collaboration(request, slug)
    rows = collaboration.participations.select_related("municipality")
    here = [row for row in rows if row.state == ParticipationState.PARTICIPANT]
    others = [row for row in rows if row.is_active and row not in here]
    heading = _("Hvad nu hvis en kommune kommer til eller træder ud?")
    return show(request, collaboration, "what_if", heading, here=here, others=others)


def coming(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What would change; who may, registers it there."""
    collaboration = get_collaboration(request, slug)
    page = build_coming_page(_get_row(collaboration, code))
    form = _form(request, page) if page.may_be_recorded_by(collaboration.access) else None
    if request.method == "POST" and form is None:
        raise PermissionDenied(_("Koordinatoren registrerer, når en kommune træder ud."))
    if request.method == "POST" and form.is_valid():
        act = partial(_record, page, form, actor=request.user)
        if form.do_once(act):
            messages.success(request, _("Ændringen for %(name)s er gemt.") % {"name": page.row.municipality})
            return redirect("decisions:matrix", slug)
    back = reverse("decisions:what_if", args=[slug])
    return show(request, collaboration, "coming", page.heading, page=page, form=form, cancel_url=back)


def _form(request: HttpRequest, page: ComingPage) -> ComingForm:
    since = None if page.row.collaboration.access.may_change else page.row.since
    typed = {name: value for name in ("date", "reason", "source") if (value := request.GET.get(name))}
    return ComingForm(request.POST or None, coming=page.coming, texts=page.texts, since=since, initial=typed)


def _record(page: ComingPage, form: ComingForm, *, actor) -> None:
    collaboration, municipality = page.row.collaboration, page.row.municipality
    services.record_coming(
        collaboration,
        municipality=municipality,
        coming=page.coming,
        **form.cleaned_data,
        actor=actor,
        on_behalf_of=on_behalf(actor, collaboration, municipality),
    )


def _get_row(collaboration: Collaboration, code: str) -> Participation:
    rows = collaboration.participations.select_related("municipality", "collaboration__organisation_type")
    row = get_object_or_404(rows, municipality__code=code)
    row.collaboration = collaboration  # with the access that was asked for
    return row
