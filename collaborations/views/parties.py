from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations import services
from collaborations.conflicts import show_both
from collaborations.forms import AddPartyForm, EndPartyForm, PartyContributionForm
from collaborations.models import Collaboration, ExternalParticipation
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from common.once import made_before

CHANGE = "collaborations.change_collaboration"


def add_party(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, CHANGE)
    form = AddPartyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect("collaborations:participants", slug)
        try:
            with form.trying():
                added = services.add_external_party(collaboration, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(party)s er tilføjet.") % {"party": added.party})
            return redirect("collaborations:participants", slug)
    return _page(request, collaboration, form, heading=_("Tilføj en anden part"), submit=_("Tilføj part"))


def party(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, CHANGE)
    row, conflict = _external(collaboration, pk), []
    form = PartyContributionForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.describe_external_party(row, **form.cleaned_data, actor=request.user)
        except StaleVersion as stale:
            again = partial(PartyContributionForm, instance=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        else:
            messages.success(request, _("Rolle og bidrag for %(party)s er gemt.") % {"party": row.party})
            return redirect("collaborations:participants", slug)
    return _page(request, collaboration, form, heading=str(row.party), row=row, conflict=conflict)


def end_party(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    if ended := made_before(request.POST):
        return redirect(ended)
    collaboration = get_collaboration(request, slug, CHANGE)
    row = _external(collaboration, pk)
    form = EndPartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.is_first():
        last_day, reason = form.cleaned_data["last_day"], form.cleaned_data["reason"]
        try:
            with form.trying():
                services.end_external_party(row, on=last_day, reason=reason, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(party)s deltager ikke længere.") % {"party": row.party})
            after = reverse("collaborations:participants", args=[slug])
            form.made(after)
            return redirect(after)
    heading = _("Afslut deltagelsen for %(party)s") % {"party": row.party}
    return _page(request, collaboration, form, heading=heading, submit=_("Afslut deltagelsen"))


def _external(collaboration: Collaboration, pk: int) -> ExternalParticipation:
    """Only one that takes part: what has ended is history."""
    rows = collaboration.external_participations.filter(valid_to__isnull=True)
    return get_object_or_404(rows.select_related("party", "collaboration"), pk=pk)


def _page(request: HttpRequest, collaboration: Collaboration, form, **context) -> HttpResponse:
    context |= {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "participants",
        "form": form,
        "cancel_url": reverse("collaborations:participants", args=[collaboration.slug]),
    }
    return render(request, "collaborations/party.html", context)
