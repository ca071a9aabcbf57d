"""Putting an entry right, taking it back, and lifting a reservation."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from collaborations.shortcuts import get_collaboration
from decisions import services
from decisions.forms import AnswerForm, CorrectionForm, LiftForm, MeetingForm, answer_of, meeting_of
from decisions.views.shared import bodies_for, get_decision, place_of, show, show_form


def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A new entry in place of a wrong one, with the reason."""
    collaboration = get_collaboration(request, slug)
    decision = get_decision(collaboration, pk)
    meeting = MeetingForm(request.POST or None, initial=meeting_of(decision), scope=decision.question.scope)
    answer = AnswerForm(request.POST or None, initial=answer_of(decision), question=decision.question, must_answer=True)
    reason = CorrectionForm(request.POST or None)
    if request.method == "POST" and all([meeting.is_valid(), answer.is_valid(), reason.is_valid()]):
        given = {"meeting": meeting.meeting, "answer": answer.answer, **reason.cleaned_data}
        if meeting.do_once(partial(services.correct_decision, decision, **given, actor=request.user)):
            messages.success(request, _("Registreringen er rettet. Den gamle står i historikken."))
            return redirect(place_of(slug, decision))
    context = {"form": meeting, "answers": [answer], "reason": reason, "municipality": decision.municipality}
    heading = _("Ret registrering: %(title)s") % {"title": decision.question.title}
    return show(request, collaboration, "record", heading, **context, cancel_url=place_of(slug, decision))


def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    decision = get_decision(collaboration, pk)
    form = CorrectionForm(request.POST or None)
    form.fields["reason"].label = _("Hvorfor trækker du den tilbage?")
    if request.method == "POST" and form.is_valid():
        act = partial(services.take_back_decision, decision, **form.cleaned_data, actor=request.user)
        if form.do_once(act):
            messages.success(request, _("Registreringen er trukket tilbage."))
            return redirect(place_of(slug, decision))
    heading = _("Træk registreringen tilbage: %(title)s") % {"title": decision.question.title}
    lead = ""
    if decision.corrects_id:
        lead = _("Både rettelsen og det, den retter, trækkes tilbage. Er kun rettelsen forkert, så ret den igen.")
    context = {"cancel_url": place_of(slug, decision), "submit": _("Træk tilbage"), "lead": lead}
    return show_form(request, collaboration, form, heading, **context)


def lift(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A body has lifted the reservation: the decision counts from then on."""
    collaboration = get_collaboration(request, slug)
    decision = get_decision(collaboration, pk)
    bodies = bodies_for(collaboration, decision.question)
    form = LiftForm(request.POST or None, scope=decision.question.scope, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        given = {"meeting": form.meeting, "remark": form.cleaned_data["remark"]}
        if form.do_once(partial(services.lift_reservation, decision, **given, actor=request.user)):
            messages.success(request, _("Forbeholdet er hævet."))
            return redirect(place_of(slug, decision))
    heading = _("Hæv forbeholdet: %(title)s") % {"title": decision.question.title}
    submit, back = _("Gem"), place_of(slug, decision)
    return show_form(request, collaboration, form, heading, cancel_url=back, submit=submit, lead=decision.remark)
