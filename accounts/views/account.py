"""What a person does with the own account: profile, invitation, asking to be let in."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import services
from accounts.forms import AcceptInvitationForm, AccessRequestForm, ProfileForm, ThemeForm
from accounts.models import AccessRequest
from accounts.tokens import user_of_invitation
from common.exceptions import DomainError


def profile(request: HttpRequest) -> HttpResponse:
    """Name, theme and own roles."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Din profil er gemt."))
        return redirect("accounts:profile")
    request.user.refresh_from_db(fields=["name", "theme"])  # a wrong name in the form is not the name in the header
    roles = [*request.user.system_roles.valid(), *request.user.current_municipality_roles]
    return render(request, "accounts/profile.html", {"form": form, "roles": roles})


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light or dark from now on, on every page, and back to the page that the button stood on."""
    form = ThemeForm(request.POST, instance=request.user)
    if not form.is_valid():
        return redirect("accounts:profile")
    form.save()
    page = form.cleaned_data["next"]
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return redirect(page)
    return redirect("accounts:profile")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def accept_invitation(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Choose a name and a password; afterwards the person is signed in and the link is used up."""
    user = user_of_invitation(uidb64, token)
    if user is None:
        return render(request, "accounts/invitation_invalid.html", status=410)
    form = AcceptInvitationForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.cleaned_data
            user = services.accept_invitation(user, name=chosen["name"], password=chosen["password"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Velkommen. Din adgangskode er gemt."))
            return perform_login(request, user)
    return render(request, "accounts/accept_invitation.html", {"form": form})


def request_access(request: HttpRequest) -> HttpResponse:
    """Ask the administrators for a role. One request at a time; the answers to earlier ones stand below."""
    form = AccessRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.request_access(user=request.user, message=form.cleaned_data["message"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Vi har sendt din anmodning til administratorerne."))
            return redirect("accounts:request_access")
    mine = AccessRequest.objects.visible_to(request.user).filter(user=request.user)
    waiting = mine.open().first()
    answered = mine.filter(closed_at__isnull=False)[:5]
    context = {"form": form, "waiting": waiting, "answered": answered}
    return render(request, "accounts/request_access.html", context)
