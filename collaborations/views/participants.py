from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import User
from collaborations import services
from collaborations.conflicts import show_both
from collaborations.forms import AddParticipantsForm, AnswerForm, ContributionForm, ParticipationForm
from collaborations.models import Collaboration, Participation, ParticipationState
from collaborations.participants import changes_who_decides, is_decided, read_participants, with_population
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from common.once import made_before


@require_safe
def participants(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    organisation_type = collaboration.organisation_type
    context = {
        "participants": read_participants(collaboration),
        "may_add_party": collaboration.access.may_change
        and not (organisation_type and organisation_type.municipalities_only),
    }
    return render(request, "collaborations/participants.html", _context(collaboration) | context)


def add_participant(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, "collaborations.change_collaboration")
    there = set(collaboration.participations.values_list("municipality", flat=True))
    form = AddParticipantsForm(request.POST or None, taking_part=there, is_decided=is_decided(collaboration))
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect("collaborations:participants", slug)
        try:
            with form.trying():
                added = services.add_participants(collaboration, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            count = len(added)
            message = ngettext("%(n)d kommune er tilføjet.", "%(n)d kommuner er tilføjet.", count) % {"n": count}
            messages.success(request, message)
            return redirect("collaborations:participants", slug)
    context = _form_context(collaboration, form, heading=_("Tilføj kommuner"))
    return render(request, "collaborations/add_participant.html", context)


def participation(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One municipality: its history for all, the change form for who answers for it."""
    if request.method == "POST" and (answered := made_before(request.POST)):
        return redirect(answered)  # who has said no sees this page no longer
    collaboration = get_collaboration(request, slug)
    row = _participation(collaboration, code)
    form = _answer_form(request, row)
    if request.method == "POST" and form.is_valid():
        if changes_who_decides(row, form.cleaned_data):
            return redirect(_what_it_changes(row, form))
        if not form.is_first():
            return redirect(collaboration)
        try:
            with form.trying():
                changed = _record(row, form, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ændringen for %(name)s er gemt.") % {"name": row.municipality})
            page = _page_after(request, changed)
            form.made(page)
            return redirect(page)
    context = _form_context(collaboration, form, heading=row.municipality.full_name, participation=row)
    context["may_describe"] = collaboration.access.may_describe(row.municipality_id)
    return render(request, "collaborations/participation.html", context)


def _what_it_changes(row: Participation, form: AnswerForm | ParticipationForm) -> str:
    """The page that shows it before anything is saved, with what was typed."""
    page = reverse("decisions:coming", args=[row.collaboration.slug, row.municipality.code])
    return f"{page}?{urlencode({name: form[name].value() for name in ('date', 'reason', 'source')})}"


def _record(row: Participation, form: AnswerForm | ParticipationForm, *, actor: User) -> Participation:
    invited = form.cleaned_data["state"] == ParticipationState.INVITED
    behalf = None if invited else row.municipality
    return services.set_participation(
        row.collaboration, municipality=row.municipality, **form.cleaned_data, actor=actor, on_behalf_of=behalf
    )


def contribution(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    row, conflict = _participation(collaboration, code), []
    if not collaboration.access.may_describe(row.municipality_id):
        raise PermissionDenied(_("Koordinatoren, bidragyderne og kommunens egen kontakt kan rette bidraget."))
    form = ContributionForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        text, version = form.cleaned_data["contribution"], form.cleaned_data["version"]
        own = row.municipality_id in collaboration.access.contact_for
        behalf = row.municipality if own else None
        try:
            services.describe_contribution(row, text=text, version=version, actor=request.user, on_behalf_of=behalf)
        except StaleVersion as stale:
            again = partial(ContributionForm, instance=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        else:
            messages.success(request, _("Rolle og bidrag for %(name)s er gemt.") % {"name": row.municipality})
            return redirect("collaborations:participation", slug, code)
    heading = _("Rolle og bidrag for %(name)s") % {"name": row.municipality}
    context = _form_context(collaboration, form, heading=heading, participation=row, conflict=conflict)
    return render(request, "collaborations/contribution.html", context)


def _participation(collaboration: Collaboration, code: str) -> Participation:
    rows = with_population(collaboration.participations.select_related("municipality"))
    return get_object_or_404(rows.prefetch_related("changes__recorded_by"), municipality__code=code)


def _answer_form(request: HttpRequest, row: Participation) -> AnswerForm | ParticipationForm | None:
    """The koordinator may record any step. A kommunekontakt answers, until the municipality takes part."""
    access = row.collaboration.access
    if access.may_change:
        return ParticipationForm(request.POST or None)
    if access.may_answer_for(row.municipality_id) and row.state != ParticipationState.PARTICIPANT:
        return AnswerForm(request.POST or None, since=row.since)
    if request.method == "POST":
        raise PermissionDenied(_("Koordinatoren eller kommunens egen kontakt svarer for kommunen."))
    return None


def _page_after(request: HttpRequest, changed: Participation) -> str:
    """A kommunekontakt who has said no sees only the former participant's overview from now on."""
    collaboration = changed.collaboration
    if Collaboration.objects.visible_to(request.user).filter(pk=collaboration.pk).exists():
        return reverse("collaborations:participation", args=[collaboration.slug, changed.municipality.code])
    return collaboration.get_absolute_url()


def _context(collaboration: Collaboration) -> dict:
    return {"collaboration": collaboration, "access": collaboration.access, "tab": "participants"}


def _form_context(collaboration: Collaboration, form, **context) -> dict:
    back = reverse("collaborations:participants", args=[collaboration.slug])
    return _context(collaboration) | {"form": form, "cancel_url": back} | context
