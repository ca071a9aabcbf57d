from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError
from common.once import OnceForm, made_before
from phases import services
from phases.facts import facts_of, with_bases
from phases.forms import AdvanceForm, GoBackForm, MoveForm
from phases.models import LAST_PHASE
from phases.page import build_phase_page
from phases.takeover import build_takeover

MOVE = "phases.move"


def advance(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds, then the button. When something stops, what it is instead of a button."""
    collaboration = get_collaboration(request, slug, MOVE, also=with_bases)
    form = AdvanceForm(request.POST or None, initial={"from_phase": collaboration.phase})
    if moved := _move(request, collaboration, form, services.advance, _("Samarbejdet er nu i fase %(phase)d.")):
        return moved
    if collaboration.phase == LAST_PHASE:
        return redirect(_phase_url(collaboration))
    page = build_phase_page(collaboration, collaboration.access, collaboration.phase)
    heading = _("Gå videre til fase %(phase)d") % {"phase": page.next_number}
    return render(request, "phases/advance.html", _context(collaboration, heading, form) | {"page": page})


def go_back(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MOVE)
    earlier = [each for each in facts_of(collaboration).process.phases if each.number < collaboration.phase]
    form = GoBackForm(request.POST or None, phases=earlier, initial={"from_phase": collaboration.phase})
    if moved := _move(request, collaboration, form, services.go_back, _("Samarbejdet er tilbage i fase %(phase)d.")):
        return moved
    if not earlier:
        return redirect(_phase_url(collaboration))
    context = _context(collaboration, _("Gå tilbage til en tidligere fase"), form)
    return render(request, "phases/go_back.html", context | {"submit": _("Gå tilbage")})


def take_over_process(request: HttpRequest, slug: str) -> HttpResponse:
    """What the newest process brings, then the button."""
    collaboration = get_collaboration(request, slug, MOVE)
    if request.method == "POST":
        form = OnceForm(request.POST)
        if form.is_valid() and form.is_first():
            _take_over(request, collaboration, form)
        return redirect(_phase_url(collaboration))
    takeover = build_takeover(facts_of(collaboration))
    if takeover is None:
        return redirect(_phase_url(collaboration))
    context = _context(collaboration, _("Tag den nyeste proces i brug"), OnceForm())
    return render(request, "phases/take_over_process.html", context | {"takeover": takeover})


def _move(
    request: HttpRequest, collaboration: Collaboration, form: MoveForm, service: Callable, message: str
) -> HttpResponse | None:
    """Where a form that was sent leads to; None while the form is to be shown."""
    if not form.is_bound:
        return None
    if done := made_before(request.POST):  # asked first: the phase that was chosen may not be a choice any more
        return redirect(done)
    if form.is_valid():
        if not form.is_first():
            return redirect(_phase_url(collaboration))
        try:
            with form.trying():
                moved = service(collaboration, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            form.made(_phase_url(moved))
            messages.success(request, message % {"phase": moved.phase})
            return redirect(_phase_url(moved))
    return _moved_meanwhile(request, collaboration, form)


def _moved_meanwhile(request: HttpRequest, collaboration: Collaboration, form: MoveForm) -> HttpResponse | None:
    """A page that was opened before somebody else moved the collaboration asks about a phase that it has left."""
    collaboration.refresh_from_db(fields=["phase"])
    if form.cleaned_data.get("from_phase", collaboration.phase) == collaboration.phase:
        return None
    text = _("Samarbejdet er i mellemtiden flyttet til fase %(phase)d. Se, hvad der gælder nu.")
    messages.warning(request, text % {"phase": collaboration.phase})
    return redirect(_phase_url(collaboration))


def _take_over(request: HttpRequest, collaboration: Collaboration, form: OnceForm) -> None:
    try:
        with form.trying():
            services.take_over_newest_process(collaboration, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Samarbejdet følger nu den nyeste proces."))


def _phase_url(collaboration: Collaboration) -> str:
    return reverse("phases:phase", args=[collaboration.slug, collaboration.phase])


def _context(collaboration: Collaboration, heading: str, form) -> dict:
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "phases",
        "heading": heading,
        "form": form,
        "cancel_url": _phase_url(collaboration),
    }
