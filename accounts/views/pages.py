"""The three footer pages. Public: they must be there before anybody can sign in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """What the product is, how each kind of user begins, whom to ask."""
    return render(request, "accounts/help.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is known about accessibility. The operator's official statement is made in WAS-Tool, not here."""
    return render(request, "accounts/accessibility.html", {"SUPPORT_PHONE": settings.SUPPORT_PHONE})


@login_not_required
def was(request: HttpRequest) -> HttpResponse:
    """The short address at which an accessibility statement is looked for."""
    return redirect("accounts:accessibility")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about people, why, and whom to ask."""
    return render(request, "accounts/privacy.html", {"DPO_CONTACT": settings.DPO_CONTACT})
