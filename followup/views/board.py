"""What is followed up when and by whom; to plan it, to write down what was seen, and to name the first task."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from collaborations.services import name_first_task, newest_first_task
from collaborations.shortcuts import get_collaboration
from followup import services
from followup.areas import areas_of
from followup.board import build_board
from followup.forms import FirstTaskForm, FollowUpForm, PlanForm
from followup.services.planning import newest_plan
from followup.views.shared import WRITE, board_url, show, show_form
from followup.vocabulary import SUBJECT_ADDRESSES, Subject


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    return show(request, collaboration, "board", _("Opfølgning"), board=build_board(collaboration))


@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Every follow-up and evaluation that was written down, the newest first."""
    collaboration = get_collaboration(request, slug)
    rows = list(collaboration.follow_ups.select_related("recorded_by"))
    return show(request, collaboration, "log", _("Alle opfølgninger"), rows=rows)


def plan(request: HttpRequest, slug: str, subject: str) -> HttpResponse:
    collaboration, key = get_collaboration(request, slug, WRITE), _subject(subject)
    area = areas_of(collaboration)[key]
    form = PlanForm(request.POST or None, area=area)
    if request.method == "POST" and form.is_valid():
        act = partial(services.plan_follow_up, collaboration, subject=key, **form.cleaned_data, actor=request.user)
        if form.do_once(act):
            messages.success(request, _("%(held)s er planlagt.") % {"held": key.held})
            return redirect(board_url(slug))
        form.see_again(_seen(collaboration, key))
    return show_form(request, collaboration, form, key.to_plan, cancel_url=board_url(slug))


def record(request: HttpRequest, slug: str, subject: str) -> HttpResponse:
    """What was seen, and the date of the next one."""
    collaboration, key = get_collaboration(request, slug, WRITE), _subject(subject)
    area = areas_of(collaboration)[key]
    form = FollowUpForm(request.POST or None, area=area)
    if request.method == "POST" and form.is_valid():
        act = partial(services.record_follow_up, collaboration, subject=key, **form.cleaned_data, actor=request.user)
        if form.do_once(act):
            messages.success(request, _written(key, is_planned=_seen(collaboration, key) != area.seen))
            return redirect(board_url(slug))
        form.see_again(_seen(collaboration, key))
    return show_form(request, collaboration, form, key.to_record, cancel_url=board_url(slug))


def first_task(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    form = FirstTaskForm(request.POST or None, named=newest_first_task(collaboration))
    if request.method == "POST" and form.is_valid():
        if form.do_once(partial(name_first_task, collaboration, **form.cleaned_data, actor=request.user)):
            messages.success(request, _("Den første opgave er navngivet."))
            return redirect(board_url(slug))
        form.see_again(getattr(newest_first_task(collaboration), "pk", 0))
    return show_form(request, collaboration, form, _("Første konkrete opgave"), cancel_url=board_url(slug))


def _written(subject: Subject, *, is_planned: bool) -> str:
    text = _("%(held)s er skrevet.") % {"held": subject.held}
    return text if is_planned else text + " " + _("Planen for næste gang er den samme som før.")


def _subject(address: str) -> Subject:
    if address not in SUBJECT_ADDRESSES:
        raise Http404
    return SUBJECT_ADDRESSES[address]


def _seen(collaboration: Collaboration, subject: Subject) -> int:
    newest = newest_plan(collaboration, subject)
    return newest.pk if newest else 0
