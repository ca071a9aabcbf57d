"""Addresses for a person's own calendar: the pages that make and end them, and the feed itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.mails import absolute_url
from calendars import services
from calendars.entries import entries_of
from calendars.ical import write_calendar
from calendars.models import CalendarFeed
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """The user's addresses: of all that is the user's own, and of single collaborations."""
    return _show_mine(request)


@require_POST
@never_cache
def make_mine(request: HttpRequest) -> HttpResponse:
    """A new address, which is shown this once."""
    return _show_mine(request, address=_address(services.make_feed(request.user)))


@require_POST
def end_mine(request: HttpRequest) -> HttpResponse:
    _end(request, None)
    return redirect("calendars:mine")


@require_safe
@never_cache
def of_collaboration(request: HttpRequest, slug: str) -> HttpResponse:
    return _show_one(request, get_collaboration(request, slug))


@require_POST
@never_cache
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """A new address, which is shown this once."""
    collaboration = get_collaboration(request, slug)
    return _show_one(request, collaboration, address=_address(services.make_feed(request.user, collaboration)))


@require_POST
def end(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    _end(request, collaboration)
    return redirect("calendars:of_collaboration", slug)


@login_not_required
@require_safe
@never_cache
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """For a calendar program, which can not sign in: who knows the address gets what its owner may see today."""
    found = CalendarFeed.objects.behind(secret)
    of = found.collaboration if found else None
    if found is None or (of and not Collaboration.objects.visible_to(found.user).filter(pk=of.pk).exists()):
        raise Http404
    found.note_reading()
    name = of.name if of else _("Mine samarbejder")
    calendar = write_calendar(
        entries_of(found.user, of), name=name, site=settings.SITE_URL, at=timezone.now(), with_names=of is None
    )
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")


def _address(secret: str) -> str:
    return absolute_url(reverse("calendars:feed", args=[secret]))


def _end(request: HttpRequest, collaboration: Collaboration | None) -> None:
    if services.end_feed(request.user, collaboration):
        messages.success(request, _("Adressen virker ikke længere."))
    else:
        messages.info(request, _("Du har ingen adresse, der kan slås fra."))


def _show_mine(request: HttpRequest, address: str = "") -> HttpResponse:
    feeds = list(CalendarFeed.objects.visible_to(request.user).select_related("collaboration"))
    context = {
        "address": address,
        "feed": next((each for each in feeds if each.collaboration_id is None), None),
        "others": sorted(
            (each for each in feeds if each.collaboration_id), key=lambda each: each.collaboration.sort_name
        ),
    }
    return render(request, "calendars/mine.html", context)


def _show_one(request: HttpRequest, collaboration: Collaboration, address: str = "") -> HttpResponse:
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "decisions",
        "heading": _("Kalender"),
        "address": address,
        "feed": CalendarFeed.objects.of(request.user, collaboration).first(),
    }
    return render(request, "calendars/of_collaboration.html", context)
