"""Writing down what a meeting decided, and where something is planned."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from decisions import services
from decisions.matrix import build_matrix
from decisions.planned import PlanPage
from decisions.recording import Recording
from decisions.views.shared import (
    check_may_record,
    get_place,
    get_question,
    show,
)
from decisions.vocabulary import Scope
from municipalities.models import Municipality


@require_safe
def choose_municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """Whose decision is it? Those that this user answers for; who answers for one is led on."""
    collaboration = get_collaboration(request, slug)
    rows = [row for row in build_matrix(collaboration).rows if collaboration.access.may_answer_for(row.place.pk)]
    if not rows:
        check_may_record(collaboration, None)
    if len(rows) == 1:
        return redirect("decisions:record", slug, rows[0].place.code)
    return show(request, collaboration, "choose", _("Registrér beslutning"), rows=rows)


def record(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What one meeting in one municipality decided, about as many questions as it took up."""
    collaboration = get_collaboration(request, slug)
    municipality = get_place(collaboration, code)
    check_may_record(collaboration, municipality)
    questions = list(collaboration.questions.filter(scope=Scope.EACH).select_related("text", "round", "collaboration"))
    return _record(request, collaboration, municipality, questions=questions, asked=request.GET.get("om", ""))


def record_once(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What the joint body decided, or what the authority said."""
    collaboration = get_collaboration(request, slug)
    check_may_record(collaboration, None)
    question = get_question(collaboration, key)
    if question.is_for_each:
        return redirect("decisions:choose_municipality", slug)
    return _record(request, collaboration, None, questions=[question], asked=key)


def plan(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    municipality = get_place(collaboration, code)
    check_may_record(collaboration, municipality)
    page = PlanPage(collaboration, municipality, request.GET.get("om", ""))
    back = reverse("decisions:matrix", args=[slug])
    form = page.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        planned = {"municipality": municipality, "body": data["body"], "date": data["date"]}
        if form.do_once(partial(services.plan_meeting, list(data["questions"]), **planned, actor=request.user)):
            messages.success(request, page.done(data))
            if late := page.late(data):
                messages.warning(request, late)
            return redirect(back)
    heading = _("Planlæg møde i %(name)s") % {"name": municipality}
    return show(request, collaboration, "plan", heading, form=form, page=page, cancel_url=back)


def _record(request: HttpRequest, collaboration: Collaboration, municipality: Municipality | None, **about):
    page = Recording(request.POST or None, collaboration=collaboration, municipality=municipality, **about)
    back = reverse("decisions:matrix", args=[collaboration.slug])
    if request.method == "POST" and page.is_valid():
        if not page.meeting.is_first():
            return redirect(back)
        if page.save(request.user):
            messages.success(request, _("%(name)s: Registreringen er gemt.") % {"name": page.about})
            for doubt in page.doubts():
                messages.warning(request, doubt)
            return redirect(back)
    return show(request, collaboration, "record", page.heading, **page.context(), cancel_url=back)
