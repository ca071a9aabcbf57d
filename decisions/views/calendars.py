"""The municipalities' meeting calendars."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from collaborations.conflicts import show_both
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from decisions import services
from decisions.calendars import days_passed_over, participants, reach_of_calendars, written_here
from decisions.forms import MeetingsForm, PracticeForm, RecessForm
from decisions.views.shared import check_may_record, get_place, may_record, show, show_form
from municipalities.models import Municipality


@require_safe
def calendars(request: HttpRequest, slug: str) -> HttpResponse:
    """How far each municipality's calendar goes."""
    collaboration = get_collaboration(request, slug)
    places = reach_of_calendars(participants(collaboration))
    return show(request, collaboration, "calendars", _("Mødekalendere"), places=places)


@require_safe
def calendar(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    municipality = get_place(collaboration, code)
    practice = getattr(municipality, "meeting_practice", None)
    coming = municipality.meetings.filter(date__gte=timezone.localdate()).select_related("recorded_by")
    meetings = written_here(coming, collaboration)
    recesses = written_here(municipality.recesses.filter(last__gte=timezone.localdate()), collaboration)
    context = {
        "municipality": municipality,
        "meetings": meetings,
        "past": municipality.meetings.filter(date__lt=timezone.localdate()).order_by("-date"),
        "recesses": recesses,
        "passed_over": days_passed_over((each.date for each in meetings), recesses),
        "practice": practice,
        "may_record": may_record(collaboration, municipality),
        "is_own": municipality.pk in collaboration.access.contact_everywhere_for,
    }
    return show(request, collaboration, "calendar", _("Mødekalender for %(name)s") % {"name": municipality}, **context)


def add_meetings(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Paste or choose a file, see how it was read, and save it."""
    collaboration, municipality = _open(request, slug, code)
    form = MeetingsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = {"municipality": municipality, "lines": form.read, "replace": form.cleaned_data["replace"]}
        if not form.cleaned_data["save"]:
            form = _read_back(form)
        elif form.do_once(partial(services.save_meetings, collaboration, **given, actor=request.user)):
            messages.success(request, _("Møderne er gemt."))
            is_own = municipality.pk in collaboration.access.contact_everywhere_for
            if not is_own and municipality.meetings.filter(by_coordinator=False).exists():
                messages.info(request, _("Møder, som kommunens egen kontakt har bekræftet, er uændrede."))
            return redirect("decisions:calendar", slug, code)
    lines = form.read if form.is_bound else []
    days = [line.date for line in lines if line.date]
    context = {
        "form": form,
        "lines": lines,
        "passed_over": days_passed_over(days, municipality.recesses.all() if days else ()),
        "municipality": municipality,
        "cancel_url": _place(slug, code),
    }
    return show(request, collaboration, "meetings", _("Tilføj møder for %(name)s") % {"name": municipality}, **context)


@require_POST
def remove_meeting(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    collaboration, municipality = _open(request, slug, code)
    meeting = get_object_or_404(municipality.meetings.select_related("municipality"), pk=pk)
    try:
        services.remove_meeting(collaboration, meeting, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Mødet er fjernet."))
    return redirect("decisions:calendar", slug, code)


def add_recess(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    collaboration, municipality = _open(request, slug, code)
    form, back = RecessForm(request.POST or None), _place(slug, code)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(back)
        try:
            with form.trying():
                given = {"municipality": municipality, **form.cleaned_data}
                services.add_recess(collaboration, **given, actor=request.user)
        except DomainError as error:
            form.add_error("last", str(error))
        else:
            messages.success(request, _("Den mødefri periode er gemt."))
            return redirect(back)
    heading = _("Mødefri periode i %(name)s") % {"name": municipality}
    return show_form(request, collaboration, form, heading, cancel_url=back)


@require_POST
def remove_recess(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    collaboration, municipality = _open(request, slug, code)
    recess = get_object_or_404(municipality.recesses.select_related("municipality"), pk=pk)
    try:
        services.remove_recess(collaboration, recess, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Den mødefri periode er fjernet."))
    return redirect("decisions:calendar", slug, code)


def practice(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """How long the administration needs, and whether a matter passes a fagudvalg."""
    collaboration, municipality = _open(request, slug, code)
    held = getattr(municipality, "meeting_practice", None)
    form, conflict, back = PracticeForm(request.POST or None, practice=held), [], _place(slug, code)
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        try:
            services.set_practice(collaboration, municipality=municipality, **written, actor=request.user)
        except StaleVersion as stale:
            again = partial(PracticeForm, practice=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Arbejdsgangen er gemt."))
            return redirect(back)
    heading = _("Arbejdsgang i %(name)s") % {"name": municipality}
    return show_form(request, collaboration, form, heading, cancel_url=back, conflict=conflict)


def _open(request: HttpRequest, slug: str, code: str) -> tuple[Collaboration, Municipality]:
    """The calendar is the municipality's: its kommunekontakt writes it, and a koordinator on its behalf."""
    collaboration = get_collaboration(request, slug)
    municipality = get_place(collaboration, code)
    check_may_record(collaboration, municipality)
    if not collaboration.participations.filter(municipality=municipality, state="participant").exists():
        raise PermissionDenied(_("Kun kalendere for kommuner, der deltager, kan rettes her."))
    return collaboration, municipality


def _read_back(form: MeetingsForm) -> MeetingsForm:
    """The same form with the file's lines in the field, since a browser does not send a file twice."""
    data = form.data.copy()
    data["lines"] = form.cleaned_data["lines"]
    again = MeetingsForm(data)
    again.is_valid()
    return again


def _place(slug: str, code: str) -> str:
    return reverse("decisions:calendar", args=[slug, code])
