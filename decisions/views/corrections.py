"""Putting an entry right, taking it back, and lifting a reservation."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.shortcuts import get_collaboration
from common.formats import long_date
from decisions import services
from decisions.forms import AnswerForm, CorrectionForm, LiftForm, MeetingForm, answer_of, meeting_of
from decisions.models import Decision
from decisions.views.shared import bodies_for, get_decision, place_of, show, show_form
from decisions.vocabulary import Outcome

TAKE_BACK = {
    "heading": gettext_lazy("Træk registreringen tilbage: %(title)s"),
    "reason": gettext_lazy("Hvorfor trækker du den tilbage?"),
    "submit": gettext_lazy("Træk tilbage"),
    "done": gettext_lazy("Registreringen er trukket tilbage."),
}
UNLIFT = {
    "heading": gettext_lazy("Fortryd, at forbeholdet er hævet: %(title)s"),
    "reason": gettext_lazy("Hvorfor er det ikke hævet?"),
    "submit": gettext_lazy("Fortryd"),
    "done": gettext_lazy("Forbeholdet gælder igen."),
}


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
    forms = [reason, meeting, answer]
    context = {"form": meeting, "answers": [answer], "reason": reason, "municipality": decision.municipality}
    context |= {"forms": forms, "has_errors": any(each.is_bound and each.errors for each in forms)}
    heading = _("Ret registrering: %(title)s") % {"title": _about(decision)}
    return show(request, collaboration, "record", heading, **context, cancel_url=place_of(slug, decision))


def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The entry was a mistake, or the reservation has not been lifted after all."""
    collaboration = get_collaboration(request, slug)
    decision = get_decision(collaboration, pk)
    said = UNLIFT if decision.outcome == Outcome.LIFTED else TAKE_BACK
    form = CorrectionForm(request.POST or None)
    form.fields["reason"].label = said["reason"]
    if request.method == "POST" and form.is_valid():
        act = partial(services.take_back_decision, decision, **form.cleaned_data, actor=request.user)
        if form.do_once(act):
            messages.success(request, said["done"])
            return redirect(place_of(slug, decision))
    context = {"cancel_url": place_of(slug, decision), "submit": said["submit"], "lead": _what_goes(decision)}
    return show_form(request, collaboration, form, said["heading"] % {"title": _about(decision)}, **context)


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
    heading = _("Hæv forbeholdet: %(title)s") % {"title": _about(decision)}
    submit, back = _("Gem"), place_of(slug, decision)
    return show_form(request, collaboration, form, heading, cancel_url=back, submit=submit, lead=decision.remark)


def _what_goes(decision: Decision) -> str:
    goes = f"{decision.get_outcome_display()}, {long_date(decision.date)}."
    if not decision.corrects_id:
        return goes
    both = _("Både rettelsen og det, den retter, trækkes tilbage. Er kun rettelsen forkert, så ret den igen.")
    return f"{goes} {both}"


def _about(decision: Decision) -> str:
    """Which decision it was, and where."""
    if decision.municipality is None:
        return decision.question.title
    return _("%(title)s i %(name)s") % {"title": decision.question.title, "name": decision.municipality}
