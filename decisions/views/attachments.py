"""Documents of a question and of a decision: attached, and taken off a question again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collaborations.attachments import Holder, shown_documents
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from collaborations.views.attachments import attach_to, detach_from
from decisions.models import Decision, Question
from decisions.views.shared import MANAGE, get_decision, get_question, place_of


def attach_to_question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    return attach_to(request, collaboration, _of_question(collaboration, get_question(collaboration, key)))


@require_POST
def detach_from_question(request: HttpRequest, slug: str, key: str, version: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    return detach_from(request, collaboration, _of_question(collaboration, get_question(collaboration, key)), version)


def attach_to_decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    return attach_to(request, collaboration, _of_decision(collaboration, get_decision(collaboration, pk)))


def question_documents(question: Question, collaboration: Collaboration) -> dict:
    """For the page of a question."""
    return shown_documents(
        question.documents.select_related("document"),
        attach="decisions:attach_to_question",
        detach="decisions:detach_from_question",
        args=[collaboration.slug, question.key],
        may_change=collaboration.access.may_change,
    )


def decision_documents(decision: Decision, collaboration: Collaboration, *, may_change: bool) -> dict:
    """For the page of one answer. The entry comes with its documents, and keeps them: entries are never rewritten."""
    return shown_documents(
        decision.documents.all(),
        attach="decisions:attach_to_decision",
        args=[collaboration.slug, decision.pk],
        may_change=may_change,
    )


def _of_question(collaboration: Collaboration, question: Question) -> Holder:
    return Holder(
        name=question.title,
        url=reverse("decisions:question", args=[collaboration.slug, question.key]),
        tab="decisions",
        get_row=lambda: question,
        row=question,
    )


def _of_decision(collaboration: Collaboration, decision: Decision) -> Holder:
    who = decision.municipality
    said = {"title": decision.question.title, "name": who}
    return Holder(
        name=_("%(title)s i %(name)s") % said if who else decision.question.title,
        url=place_of(collaboration.slug, decision),
        tab="decisions",
        get_row=lambda: decision,
        row=decision,
        municipality=who,
    )
