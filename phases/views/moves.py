from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError
from phases import services
from phases.facts import facts_of, with_bases
from phases.forms import AdvanceForm, GoBackForm
from phases.models import LAST_PHASE
from phases.page import build_phase_page
from phases.process import newest_process

MOVE = "phases.move"


def advance(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds, then the button. When something stops, what it is instead of a button."""
    collaboration = get_collaboration(request, slug, MOVE, also=with_bases)
    page = build_phase_page(collaboration, collaboration.access, collaboration.phase)
    form = AdvanceForm(request.POST or None, initial={"from_phase": collaboration.phase})
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.advance(collaboration, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Samarbejdet er nu i fase %(phase)d.") % {"phase": moved.phase})
            return redirect("phases:phase", slug, moved.phase)
    if collaboration.phase == LAST_PHASE and not form.is_bound:
        return redirect("phases:phase", slug, collaboration.phase)
    heading = _("Gå videre til fase %(phase)d") % {"phase": page.next_number}
    return render(request, "phases/advance.html", _context(collaboration, heading, form) | {"page": page})


def go_back(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MOVE)
    earlier = [each for each in facts_of(collaboration).process.phases if each.number < collaboration.phase]
    form = GoBackForm(request.POST or None, phases=earlier)
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.go_back(collaboration, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Samarbejdet er tilbage i fase %(phase)d.") % {"phase": moved.phase})
            return redirect("phases:phase", slug, moved.phase)
    if not earlier and not form.is_bound:
        return redirect("phases:phase", slug, collaboration.phase)
    context = _context(collaboration, _("Gå tilbage til en tidligere fase"), form)
    return render(request, "phases/go_back.html", context | {"submit": _("Gå tilbage")})


def take_over_process(request: HttpRequest, slug: str) -> HttpResponse:
    """What the newest process brings, then the button."""
    collaboration = get_collaboration(request, slug, MOVE)
    if request.method == "POST":
        try:
            services.take_over_newest_process(collaboration, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Samarbejdet følger nu den nyeste proces."))
        return redirect("phases:phase", slug, collaboration.phase)
    own, newest = facts_of(collaboration).process, newest_process()
    if newest is None or newest.version.pk == own.version.pk:
        return redirect("phases:phase", slug, collaboration.phase)
    context = _context(collaboration, _("Tag den nyeste proces i brug"), None)
    changes = {"own": own, "newest": newest, "added": newest.items_beyond(own), "gone": own.items_beyond(newest)}
    return render(request, "phases/take_over_process.html", context | changes)


def _context(collaboration: Collaboration, heading: str, form) -> dict:
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "phases",
        "heading": heading,
        "form": form,
        "cancel_url": reverse("phases:phase", args=[collaboration.slug, collaboration.phase]),
    }
