from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations import services
from collaborations.forms import EndAccessForm, InvitationForm
from collaborations.models import Collaboration, Representative
from collaborations.people import Role, people_of, representatives, role_holders
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    context = _context(collaboration) | {"people": people_of(collaboration, collaboration.access)}
    return render(request, "collaborations/people.html", context)


def invite(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, "collaborations.invite")
    form = InvitationForm(request.POST or None, collaboration=collaboration, access=collaboration.access)
    if request.method == "POST" and form.is_valid():
        municipality = form.cleaned_data.pop("municipality")
        try:
            if municipality:
                given = services.invite_for_municipality(
                    collaboration, municipality=municipality, **form.cleaned_data, actor=request.user
                )
            else:
                given = services.invite_member(collaboration, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _invited(given))
            return redirect("collaborations:people", slug)
    context = _context(collaboration) | {"form": form, "heading": _("Invitér til samarbejdet")}
    return render(request, "collaborations/invite.html", context)


def _invited(given: Role) -> str:
    text = _("%(person)s er inviteret.")
    if isinstance(given, Representative):
        text = _("%(person)s er inviteret. Rollen gælder kun i dette samarbejde.")
    return text % {"person": given.user}


def end_membership(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, "collaborations.manage_people")
    member = get_object_or_404(collaboration.members.valid().select_related("user", "collaboration"), pk=pk)
    form = EndAccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_membership(member, on=form.cleaned_data["last_day"], actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Adgangen for %(person)s er afsluttet.") % {"person": member.user})
            return _after_ending(request, collaboration)
    heading = _("Afslut adgangen for %(person)s") % {"person": member.user}
    context = {"form": form, "heading": heading, "role": member.get_role_display()}
    return render(request, "collaborations/end_access.html", _context(collaboration) | context)


def end_municipality_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    role = get_object_or_404(role_holders(collaboration), pk=pk)
    if not collaboration.access.may_end_municipality_role(role):
        raise PermissionDenied(_("Du kan ikke afslutte den rolle. Spørg en administrator."))
    form = EndAccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            last_day = form.cleaned_data["last_day"]
            services.end_municipality_role(collaboration, role=role, on=last_day, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Adgangen for %(person)s er afsluttet.") % {"person": role.user})
            return _after_ending(request, collaboration)
    heading = _("Afslut adgangen for %(person)s") % {"person": role.user}
    context = {"form": form, "heading": heading, "role": role.label, "reach": "everywhere"}
    return render(request, "collaborations/end_access.html", _context(collaboration) | context)


def end_representation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    representative = get_object_or_404(representatives(collaboration), pk=pk)
    if not collaboration.access.may_end_representation(representative):
        raise PermissionDenied(_("Du kan ikke afslutte den rolle. Spørg koordinatoren."))
    form = EndAccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            last_day = form.cleaned_data["last_day"]
            services.end_representation(collaboration, representative=representative, on=last_day, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Adgangen for %(person)s er afsluttet.") % {"person": representative.user})
            return _after_ending(request, collaboration)
    heading = _("Afslut adgangen for %(person)s") % {"person": representative.user}
    context = {"form": form, "heading": heading, "role": representative.label, "reach": "here"}
    return render(request, "collaborations/end_access.html", _context(collaboration) | context)


def _after_ending(request: HttpRequest, collaboration: Collaboration) -> HttpResponse:
    """Who has ended the own access no longer sees the collaboration."""
    if Collaboration.objects.visible_to(request.user).filter(pk=collaboration.pk).exists():
        return redirect("collaborations:people", collaboration.slug)
    return redirect("dashboards:my_work")


def _context(collaboration: Collaboration) -> dict:
    back = reverse("collaborations:people", args=[collaboration.slug])
    return {"collaboration": collaboration, "access": collaboration.access, "tab": "people", "cancel_url": back}
