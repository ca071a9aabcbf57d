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
from calendars.entries import coming_entries, entries_of
from calendars.ical import write_calendar
from calendars.models import CalendarFeed
from collaborations.access import access_for
from collaborations.models import Collaboration
from collaborations.services import record_administrator_look
from collaborations.shortcuts import get_collaboration
from common.once import OnceForm

SHOWN_ONCE = "calendars_address"  # in the session: an address that was made and has not been shown


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What is ahead, and the user's addresses: of all that is the own, and of collaborations that may still be seen."""
    mine = CalendarFeed.objects.visible_to(request.user).still_working(request.user)
    feeds = list(mine.select_related("collaboration"))
    others = [each for each in feeds if each.collaboration_id]
    context = {
        "form": OnceForm(),
        "address": request.session.pop(SHOWN_ONCE, ""),
        "feed": next((each for each in feeds if each.collaboration_id is None), None),
        "coming": coming_entries(request.user, show_all=_asks_for_all(request)),
        "others": sorted(others, key=lambda each: each.collaboration.sort_name),
    }
    return render(request, "calendars/mine.html", context)


@require_POST
def make_mine(request: HttpRequest) -> HttpResponse:
    """A new address, which the page shows once."""
    _make(request, None)
    return redirect("calendars:mine")


@require_POST
def end_mine(request: HttpRequest) -> HttpResponse:
    _end(request, None)
    return redirect("calendars:mine")


@require_safe
@never_cache
def of_collaboration(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    feeds = CalendarFeed.objects.visible_to(request.user).still_working(request.user)
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "decisions",
        "heading": _("Kalender"),
        "form": OnceForm(),
        "address": request.session.pop(SHOWN_ONCE, ""),
        "feed": feeds.of(collaboration).first(),
        "coming": coming_entries(request.user, collaboration, show_all=_asks_for_all(request)),
    }
    return render(request, "calendars/of_collaboration.html", context)


@require_POST
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """A new address, which the page shows once."""
    _make(request, get_collaboration(request, slug))
    return redirect("calendars:of_collaboration", slug)


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
    found = services.feed_behind(secret)
    if found is None:
        raise Http404
    found.note_reading()
    of = found.collaboration
    if of and access_for(found.user, of).looks_from_outside:
        record_administrator_look(of, administrator=found.user)
    calendar = write_calendar(
        entries_of(found.user, of),
        name=of.name if of else _("Mine samarbejder"),
        site=settings.SITE_URL,
        at=timezone.now(),
        with_names=of is None,
    )
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")


def _asks_for_all(request: HttpRequest) -> bool:
    return request.GET.get("vis") == "alle"


def _make(request: HttpRequest, collaboration: Collaboration | None) -> None:
    """Pressed twice, the address that was made first is the one that is shown."""
    form = OnceForm(request.POST)
    if form.is_valid() and form.is_first():
        secret = services.make_feed(request.user, collaboration)
        request.session[SHOWN_ONCE] = absolute_url(reverse("calendars:feed", args=[secret]))


def _end(request: HttpRequest, collaboration: Collaboration | None) -> None:
    if services.end_feed(request.user, collaboration):
        messages.success(request, _("Adressen virker ikke længere."))
    else:
        messages.info(request, _("Du har ingen adresse, der kan slås fra."))
