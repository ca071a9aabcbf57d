"""Pages of administrators: who can sign in, what they may, and who waits for an answer."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import services
from accounts.forms import AnswerRequestForm, EndRoleForm, GiveRoleForm, ResendForm, UserFilterForm
from accounts.models import AccessRequest, Invitation, MunicipalityRole, RoleChange, SystemRole, User
from common.exceptions import DomainError
from common.once import made_before
from common.redirects import own_page

USERS_PER_PAGE = 25
KINDS = {model.kind: model for model in (MunicipalityRole, SystemRole)}


def administrators_only(view):
    """403 for everybody else, whether or not what they ask for exists."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_administrator:
            raise PermissionDenied(_("Kun en administrator kan se og ændre brugere og roller."))
        return view(request, *args, **kwargs)

    return guarded


@administrators_only
def users(request: HttpRequest) -> HttpResponse:
    """Everybody who can sign in or is invited, with roles; the filters are in the address."""
    filters = UserFilterForm(request.GET or None)
    everybody = User.objects.visible_to(request.user)
    page = Paginator(filters.apply_to(everybody).with_listed_roles(), USERS_PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "filters": filters,
        "page": page,
        "total": everybody.count(),
        "waiting": everybody.awaiting_acceptance().count(),
        "access_requests": AccessRequest.objects.visible_to(request.user).open().select_related("user"),
        "changes": RoleChange.objects.visible_to(request.user).select_related("user", "actor")[:10],
    }
    return render(request, "accounts/users.html", context)


@administrators_only
def give_role(request: HttpRequest) -> HttpResponse:
    """Give any role by e-mail; people who are new are invited by the same act."""
    form = GiveRoleForm(request.POST or None, initial={"email": request.GET.get("email", "")})
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect("accounts:users")
        try:
            with form.trying():
                user = services.invite_with_role(actor=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            _say_how_the_mail_went(request, user.invitation, _("%s har fået rollen.") % user)
            return redirect("accounts:users")
    return render(request, "accounts/give_role.html", {"form": form, **_below_users(_("Giv en rolle"))})


@administrators_only
def end_role(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """End one role, at once or on a day to come."""
    if ended := made_before(request.POST):
        return redirect(ended)
    if kind not in KINDS:
        raise Http404
    role = get_object_or_404(KINDS[kind].objects.visible_to(request.user).select_related("user"), pk=pk)
    # An empty form is an answer too: end the role now.
    form = EndRoleForm(request.POST if request.method == "POST" else None, role=role)
    if request.method == "POST" and form.is_valid() and form.is_first():
        try:
            with form.trying():
                services.end_role(role, actor=request.user, on=form.cleaned_data["last_day"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Rollen er afsluttet for %s.") % role.user)
            request.user.forget_roles()
            after = reverse("accounts:users" if request.user.is_administrator else "dashboards:my_work")
            form.made(after)
            return redirect(after)
    context = {"form": form, "role": role, **_below_users(_("Afslut rolle"))}
    return render(request, "accounts/end_role.html", context)


@administrators_only
def close_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer somebody who asks for access."""
    access_request = get_object_or_404(AccessRequest.objects.visible_to(request.user).select_related("user"), pk=pk)
    form = AnswerRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect("accounts:users")
        try:
            with form.trying():
                services.close_access_request(access_request, answer=form.cleaned_data["answer"], actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%s har fået dit svar.") % access_request.user)
            return redirect("accounts:users")
    context = {"form": form, "access_request": access_request, **_below_users(_("Svar på anmodning"))}
    return render(request, "accounts/close_request.html", context)


@require_POST
def resend_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link again. For administrators, and for whoever invited the person."""
    user = User.objects.visible_to(request.user).filter(pk=pk).first()
    if user is None and request.user.is_administrator:
        raise Http404
    if user is None:
        raise PermissionDenied(_("Kun den, der inviterede, eller en administrator kan sende invitationen igen."))
    try:
        invitation = services.resend_invitation(user, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        _say_how_the_mail_went(request, invitation, _("Invitationen til %s er klar.") % user)
    return HttpResponseRedirect(_page_after(request))


def _below_users(title: str) -> dict:
    """Breadcrumb and way back of a page that is reached from the list of users."""
    back = reverse("accounts:users")
    return {"heading": title, "trail": [(_("Brugere"), back), (title, "")], "cancel_url": back}


def _page_after(request: HttpRequest) -> str:
    """The page that the button stood on (`next`), when it is one of ours."""
    form = ResendForm(request.POST)
    page = own_page(request, form.cleaned_data["next"]) if form.is_valid() else ""
    return page or (reverse("accounts:users") if request.user.is_administrator else "/")


def _say_how_the_mail_went(request: HttpRequest, invitation: Invitation, what: str) -> None:
    if invitation.was_sent:
        messages.success(request, _("%s Vi har sendt en mail.") % what)
    else:
        messages.warning(request, _("%s Men mailen kunne ikke sendes. Send invitationen igen om lidt.") % what)
