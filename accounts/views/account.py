"""What a person does with the own account: profile, invitation, asking to be let in."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import services
from accounts.forms import AcceptInvitationForm, AccessRequestForm, ProfileForm, ThemeForm
from accounts.models import AccessRequest
from accounts.tokens import user_of_invitation
from common.exceptions import DomainError
from common.once import made_before
from common.redirects import own_page


def profile(request: HttpRequest) -> HttpResponse:
    """Name, theme and own roles."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).save_profile()
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
    form.save(commit=False).save_profile()
    return HttpResponseRedirect(own_page(request, form.cleaned_data["next"]) or reverse("accounts:profile"))


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def accept_invitation(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Choose a name and a password; afterwards the person is signed in and the link is used up."""
    if accepted := made_before(request.POST):
        return redirect(accepted)
    user = user_of_invitation(uidb64, token)
    if user is None:
        return render(request, "accounts/invitation_invalid.html", status=410)
    form = AcceptInvitationForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid() and form.is_first():
        try:
            with form.trying():
                chosen = form.cleaned_data
                user = services.accept_invitation(user, name=chosen["name"], password=chosen["password"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            form.made("/")
            messages.success(request, _("Velkommen. Din adgangskode er gemt."))
            return perform_login(request, user)
    return render(request, "accounts/accept_invitation.html", {"form": form})


def request_access(request: HttpRequest) -> HttpResponse:
    """Ask the administrators for a role. One request at a time; the answers to earlier ones stand below."""
    form = AccessRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect("accounts:request_access")
        try:
            with form.trying():
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
