"""Writing down what a meeting decided, and where something is planned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError
from decisions import services
from decisions.forms import AnswerForm, MeetingForm, PlanForm
from decisions.matrix import build_matrix
from decisions.models import Question
from decisions.pages import open_questions
from decisions.services import Overtaken
from decisions.views.shared import (
    bodies_for,
    check_may_record,
    get_place,
    get_question,
    show,
    show_form,
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
    return _record(request, collaboration, municipality, questions, asked=request.GET.get("om", ""))


def record_once(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What the joint body decided, or what the authority said."""
    collaboration = get_collaboration(request, slug)
    check_may_record(collaboration, None)
    question = get_question(collaboration, key)
    if question.is_for_each:
        return redirect("decisions:choose_municipality", slug)
    return _record(request, collaboration, None, [question], asked=key)


def plan(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    municipality = get_place(collaboration, code)
    check_may_record(collaboration, municipality)
    questions = list(collaboration.questions.filter(scope=Scope.EACH))
    back = reverse("decisions:matrix", args=[slug])
    wanted = [each.pk for each in questions if each.key == request.GET.get("om", "")]
    form = PlanForm(request.POST or None, questions=questions, initial={"questions": wanted})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        planned = {"municipality": municipality, "body": data["body"], "date": data["date"]}
        try:
            services.plan_meeting(list(data["questions"]), **planned, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Planen for %(name)s er gemt.") % {"name": municipality})
            return redirect(back)
    heading = _("Planlæg møde i %(name)s") % {"name": municipality}
    return show_form(request, collaboration, form, heading, cancel_url=back, submit=_("Gem plan"))


def _record(
    request: HttpRequest,
    collaboration: Collaboration,
    municipality: Municipality | None,
    questions: list[Question],
    *,
    asked: str,
) -> HttpResponse:
    scope = questions[0].scope if questions else Scope.EACH
    bodies = bodies_for(collaboration, questions[0]) if questions else ()
    initial = {"seen": services.newest_entry(questions, municipality)}
    meeting = MeetingForm(request.POST or None, scope=scope, bodies=bodies, initial=initial)
    answers = [AnswerForm(request.POST or None, question=each, must_answer=municipality is None) for each in questions]
    now, other = _sorted(collaboration, municipality, answers, asked)
    back, news = reverse("decisions:matrix", args=[collaboration.slug]), ()
    if request.method == "POST" and _all_valid(meeting, answers):
        if not meeting.is_first():
            return redirect(back)
        try:
            with meeting.trying():
                _write(collaboration, municipality, meeting, answers, request.user)
        except Overtaken as overtaken:
            news = overtaken.entries
            meeting, again = _seen_again(meeting, services.newest_entry(questions, municipality)), str(overtaken)
            meeting.add_error(None, again)
        except DomainError as error:
            meeting.add_error(None, str(error))
        else:
            name = municipality or questions[0].title
            messages.success(request, _("Beslutningen for %(name)s er registreret.") % {"name": name})
            return redirect(back)
    heading = _("Registrér beslutning i %(name)s") % {"name": municipality} if municipality else questions[0].title
    return show(
        request,
        collaboration,
        "record",
        heading,
        form=meeting,
        answers=now,
        other=other,
        asked=asked,
        news=news,
        cancel_url=back,
        municipality=municipality,
    )


def _sorted(
    collaboration: Collaboration, municipality: Municipality | None, answers: list[AnswerForm], asked: str
) -> tuple[list[AnswerForm], list[AnswerForm]]:
    """What is still to be answered there, and what has been answered or is locked."""
    if municipality is None:
        return answers, []
    open_ones = open_questions(collaboration, municipality) | {asked}
    now = [each for each in answers if each.question.key in open_ones or each.has_changed()]
    return now, [each for each in answers if each not in now]


def _all_valid(meeting: MeetingForm, answers: list[AnswerForm]) -> bool:
    """Every form is looked at, so that all that is wrong is said at once."""
    valid = [meeting.is_valid(), *(each.is_valid() for each in answers)]
    if all(valid) and not any(each.is_answered for each in answers):
        meeting.add_error(None, _("Vælg et udfald for mindst én beslutning."))
        return False
    return all(valid)


def _write(
    collaboration: Collaboration, municipality: Municipality | None, meeting: MeetingForm, answers, user: User
) -> None:
    services.record_decisions(
        collaboration,
        municipality=municipality,
        meeting=meeting.meeting,
        answers=[each.answer for each in answers if each.is_answered],
        seen=meeting.cleaned_data["seen"],
        actor=user,
    )


def _seen_again(meeting: MeetingForm, newest: int) -> MeetingForm:
    """The same form, which has now seen what somebody else wrote."""
    data = meeting.data.copy()
    data["seen"] = str(newest)
    meeting.data = data
    return meeting
