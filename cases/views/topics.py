"""The topics that cases are found by."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import services
from cases.forms.topics import TopicForm
from cases.models import Topic
from cases.views.guards import editors_only
from collaborations.conflicts import show_both
from common.exceptions import DomainError, StaleVersion


def _trail(heading: str) -> list[tuple[str, str]]:
    return [(_("Redaktion"), reverse("dashboards:editing")), (_("Emner"), reverse("cases:topics")), (heading, "")]


@require_safe
@editors_only
def topic_list(request: HttpRequest) -> HttpResponse:
    heading = _("Emner")
    context = {
        "topics": Topic.objects.visible_to(request.user).with_use(),
        "heading": heading,
        "trail": [(_("Redaktion"), reverse("dashboards:editing")), (heading, "")],
    }
    return render(request, "cases/curation/topics.html", context)


@editors_only
def new_topic(request: HttpRequest) -> HttpResponse:
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        topic = services.add_topic(**form.values, actor=request.user)
        messages.success(request, _("Emnet “%s” er tilføjet.") % topic.name)
        return redirect("cases:topics")
    return _show(request, form, _("Nyt emne"), submit=_("Tilføj emne"))


@editors_only
def edit_topic(request: HttpRequest, key: str) -> HttpResponse:
    """The words at once for every case that has the topic."""
    topic = get_object_or_404(Topic.objects.visible_to(request.user).with_use(), key=key)
    form, conflict = TopicForm(request.POST or None, instance=topic), None
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            services.change_topic(topic, **form.values, version=version, actor=request.user)
        except StaleVersion as stale:
            held, version = stale.current, stale.current.version
            form, conflict = show_both(lambda data: TopicForm(data, instance=held), request.POST, version=version)
        else:
            messages.success(request, _("Emnet er gemt."))
            return redirect("cases:topics")
    return _show(request, form, _("Ret emnet"), topic=topic, conflict=conflict)


@require_POST
@editors_only
def remove_topic(request: HttpRequest, key: str) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.visible_to(request.user), key=key)
    try:
        services.remove_topic(topic, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("cases:topic", key)
    messages.success(request, _("Emnet “%s” er fjernet.") % topic.name)
    return redirect("cases:topics")


def _show(request: HttpRequest, form: BaseForm, heading: str, **context) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "trail": _trail(heading),
        "cancel_url": reverse("cases:topics"),
        **context,
    }
    return render(request, "cases/curation/topic.html", context)
