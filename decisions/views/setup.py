"""Which questions are asked, in which order and round."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from collaborations.conflicts import show_both
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from decisions import services
from decisions.forms import QuestionForm, RoundForm
from decisions.views.shared import MANAGE, get_question, show, show_form, standard_set_form


@require_safe
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    rows = collaboration.questions.select_related("round", "text").prefetch_related("requires")
    context = {
        "questions": list(rows),
        "rounds": collaboration.rounds.all(),
        "set_form": standard_set_form(collaboration),
    }
    return show(request, collaboration, "questions", _("Vælg og ret beslutninger"), **context)


@require_POST
def take_set(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    form = standard_set_form(collaboration, request.POST)
    if form is None or not form.is_valid():
        messages.error(request, _("Vælg mindst én beslutning."))
        return redirect("decisions:matrix", slug)
    if form.is_first():
        try:
            with form.trying():
                services.take_standard_set(collaboration, keys=form.cleaned_data["keys"], actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Beslutningerne er valgt. Du kan rette dem, når du vil."))
    return redirect("decisions:matrix", slug)


def add_question(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    form, back = QuestionForm(request.POST or None, collaboration=collaboration), _back(slug)
    if request.method == "POST" and form.is_valid():
        act = partial(services.add_question, collaboration, **form.values, actor=request.user)
        if form.do_once(act):
            messages.success(request, _("“%(title)s” er tilføjet.") % {"title": form.values["title"]})
            return redirect(back)
    return show_form(request, collaboration, form, _("Tilføj beslutning"), cancel_url=back, submit=_("Tilføj"))


def change_question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    question, conflict, back = get_question(collaboration, key), [], _back(slug)
    form = QuestionForm(request.POST or None, collaboration=collaboration, question=question)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            question = services.change_question(question, version=version, **form.values, actor=request.user)
        except StaleVersion as stale:
            again = partial(QuestionForm, collaboration=collaboration, question=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("“%(title)s” er gemt.") % {"title": question.title})
            return redirect(back)
    return show_form(request, collaboration, form, question.title, cancel_url=back, conflict=conflict)


@require_POST
def move_question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    services.move_question(get_question(collaboration, key), up="op" in request.POST, actor=request.user)
    return redirect(f"{_back(slug)}#{key}")


@require_POST
def remove_question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    question = get_question(collaboration, key)
    try:
        services.remove_question(question, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(title)s” er fjernet.") % {"title": question.title})
    return redirect(_back(slug))


def round_deadline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, MANAGE)
    row = get_object_or_404(collaboration.rounds.select_related("collaboration"), pk=pk)
    form, conflict, back = RoundForm(request.POST or None, round=row), [], _back(slug)
    if request.method == "POST" and form.is_valid():
        given = {"deadline": form.cleaned_data["deadline"], "version": form.cleaned_data["version"] or 0}
        try:
            services.set_round_deadline(row, **given, actor=request.user)
        except StaleVersion as stale:
            again = partial(RoundForm, round=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error("deadline", str(error))
        else:
            messages.success(request, _("Fristen for “%(round)s” er gemt.") % {"round": row.name})
            return redirect(back)
    heading = _("Frist for %(round)s") % {"round": row.name}
    return show_form(request, collaboration, form, heading, cancel_url=back, conflict=conflict)


def _back(slug: str) -> str:
    return reverse("decisions:questions", args=[slug])
