from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from collaborations import services
from collaborations.forms import EndAccessForm, InvitationForm
from collaborations.models import Collaboration, Representative
from collaborations.people import Role, people_of, representatives, role_holders
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError
from common.formats import long_date
from common.once import made_before
from municipalities.models import Municipality


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    context = _context(collaboration) | {"people": people_of(collaboration, collaboration.access)}
    return render(request, "collaborations/people.html", context)


def invite(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, "collaborations.invite")
    form = InvitationForm(request.POST or None, collaboration=collaboration, access=collaboration.access)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect("collaborations:people", slug)
        try:
            with form.trying():
                given = _invite(request, collaboration, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _invited(given))
            return redirect("collaborations:people", slug)
    context = _context(collaboration) | {"form": form, "heading": _("Invitér til samarbejdet")}
    return render(request, "collaborations/invite.html", context)


def _invite(request: HttpRequest, collaboration: Collaboration, *, municipality: Municipality | None, **asked) -> Role:
    if municipality:
        return services.invite_for_municipality(collaboration, municipality=municipality, **asked, actor=request.user)
    return services.invite_member(collaboration, **asked, actor=request.user)


def _invited(given: Role) -> str:
    text = _("%(person)s er inviteret.")
    if isinstance(given, Representative):
        text = _("%(person)s er inviteret. Rollen gælder kun i dette samarbejde.")
    return text % {"person": given.user}


def end_membership(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    if ended := made_before(request.POST):
        return redirect(ended)
    collaboration = get_collaboration(request, slug, "collaborations.manage_people")
    member = get_object_or_404(collaboration.members.valid().select_related("user", "collaboration"), pk=pk)
    end = partial(services.end_membership, member, actor=request.user)
    return _end(request, collaboration, end, person=member.user, role=member.get_role_display())


def end_municipality_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    if ended := made_before(request.POST):
        return redirect(ended)
    collaboration = get_collaboration(request, slug)
    role = get_object_or_404(role_holders(collaboration), pk=pk)
    if not collaboration.access.may_end_municipality_role(role):
        raise PermissionDenied(_("Du kan ikke afslutte den rolle. Spørg en administrator."))
    end = partial(services.end_municipality_role, collaboration, role=role, actor=request.user)
    return _end(request, collaboration, end, person=role.user, role=role.label, reach="everywhere")


def end_representation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    if ended := made_before(request.POST):
        return redirect(ended)
    collaboration = get_collaboration(request, slug)
    representative = get_object_or_404(representatives(collaboration), pk=pk)
    if not collaboration.access.may_end_representation(representative):
        raise PermissionDenied(_("Du kan ikke afslutte den rolle. Spørg koordinatoren."))
    end = partial(services.end_representation, collaboration, representative=representative, actor=request.user)
    return _end(request, collaboration, end, person=representative.user, role=representative.label, reach="here")


def _end(
    request: HttpRequest, collaboration: Collaboration, end: Callable, *, person: User, role: str, reach: str = ""
) -> HttpResponse:
    """The form that asks for the last day, and what follows from it."""
    form = EndAccessForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and form.is_first():
        last_day = form.cleaned_data["last_day"]
        try:
            with form.trying():
                end(on=last_day)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _ended(person, last_day))
            after = _after_ending(request, collaboration)
            form.made(after)
            return redirect(after)
    heading = _("Afslut adgangen for %(person)s") % {"person": person}
    context = {"form": form, "heading": heading, "role": role, "reach": reach}
    return render(request, "collaborations/end_access.html", _context(collaboration) | context)


def _ended(person: User, last_day: dt.date | None) -> str:
    text = _("Adgangen for %(person)s er afsluttet.")
    if last_day:
        text = _("Adgangen for %(person)s slutter %(date)s.")
    return text % {"person": person, "date": long_date(last_day)}


def _after_ending(request: HttpRequest, collaboration: Collaboration) -> str:
    """Who has ended the own access no longer sees the collaboration."""
    request.user.forget_roles()
    if Collaboration.objects.visible_to(request.user).filter(pk=collaboration.pk).exists():
        return reverse("collaborations:people", args=[collaboration.slug])
    return reverse("dashboards:my_work")


def _context(collaboration: Collaboration) -> dict:
    back = reverse("collaborations:people", args=[collaboration.slug])
    return {"collaboration": collaboration, "access": collaboration.access, "tab": "people", "cancel_url": back}
