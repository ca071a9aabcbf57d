"""The topics that cases are found by: a draft, its preview and differences, publishing, and who did what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import services
from cases.forms.topics import NewTopicForm, TopicActForm, TopicForm
from cases.models import Topic, TopicDraft
from cases.topic_work import TopicWork, by_name, find_work
from cases.views.guards import editors_only
from collaborations.conflicts import show_both
from common.exceptions import DomainError, StaleVersion


def _trail(*pages: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Redaktion"), reverse("dashboards:editing")), (_("Emner"), reverse("cases:topics")), *pages]


@require_safe
@editors_only
def topic_list(request: HttpRequest) -> HttpResponse:
    heading = _("Emner")
    topics = by_name(Topic.objects.visible_to(request.user).with_use())
    drafts = {draft.key: draft for draft in by_name(TopicDraft.objects.visible_to(request.user))}
    keys = {topic.key for topic in topics}
    context = {
        "rows": [(topic, drafts.get(topic.key)) for topic in topics],
        "new": [draft for key, draft in drafts.items() if key not in keys],
        "heading": heading,
        "trail": [(_("Redaktion"), reverse("dashboards:editing")), (heading, "")],
    }
    return render(request, "cases/curation/topics.html", context)


@editors_only
def new_topic(request: HttpRequest) -> HttpResponse:
    form = NewTopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or "cases:topics")
        try:
            with form.trying():
                draft = services.add_topic(**form.values, actor=request.user)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            place = reverse("cases:topic", args=[draft.key])
            form.made(place)
            messages.success(request, _("Kladden er gemt. Læs den, og udgiv emnet."))
            return redirect(place)
    return _show_form(request, form, _("Nyt emne"), cancel_url=reverse("cases:topics"))


@require_safe
@editors_only
def topic(request: HttpRequest, key: str) -> HttpResponse:
    """What readers see, what is being written, and what was done with it."""
    work = find_work(key, request.user)
    if not work.is_there:
        raise Http404
    context = {
        "work": work,
        "form": TopicActForm(initial={"version": work.version}),
        "stays": services.why_topic_stays(work.topic) if work.topic else "",
        "heading": work.name,
        "trail": _trail((work.name, "")),
    }
    return render(request, "cases/curation/topic.html", context)


@editors_only
def edit_topic(request: HttpRequest, key: str) -> HttpResponse:
    """Saving makes a draft, or changes it. A topic that is removed meanwhile is shown with what was typed."""
    work, conflict = find_work(key, request.user), None
    if not work.is_there and request.method != "POST":
        raise Http404
    form = TopicForm(request.POST or None, work=work)
    if request.method == "POST" and form.is_valid():
        try:
            services.write_topic(key, **form.values, version=form.cleaned_data["version"], actor=request.user)
        except StaleVersion as stale:
            work = stale.current
            form, conflict = _beside(work, form, request)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Kladden er gemt. Læs den, og udgiv emnet."))
            return redirect("cases:topic", key)
    place = reverse("cases:topic", args=[key]) if work.is_there else reverse("cases:topics")
    return _show_form(request, form, _("Ret emnet"), work=work, conflict=conflict, cancel_url=place)


def _beside(work: TopicWork, form: TopicForm, request: HttpRequest):
    """What was typed beside what is there now; where nothing is, it stands to be copied into a new topic."""
    if work.is_there:
        return show_both(partial(_bound, work), request.POST, version=work.version)
    form.add_error(None, _("En anden har fjernet emnet, mens du skrev. Kopiér din tekst, hvis du vil lave det igen."))
    return form, None


def _bound(work: TopicWork, data) -> TopicForm:
    return TopicForm(data, work=work)


@require_POST
@editors_only
def publish_topic(request: HttpRequest, key: str) -> HttpResponse:
    done = _("Emnet er udgivet. Cases med emnet findes med de nye ord.")
    _act(request, partial(services.publish_topic, key, actor=request.user), done)
    return _back(request, key)


@editors_only
def discard_topic(request: HttpRequest, key: str) -> HttpResponse:
    """Asked once more."""
    if request.method == "POST":
        _act(request, partial(services.discard_topic_draft, key), _("Kladden er slettet."))
        return _back(request, key)
    work = find_work(key, request.user)
    if not work.draft:
        return _back(request, key)
    lead = _("Det, der er skrevet i kladden, forsvinder og kan ikke hentes igen.")
    lead = f"{lead} {_('Det, der er udgivet, gælder stadig.')}" if work.topic else lead
    heading = _("Slet kladden til “%(name)s”?") % {"name": work.name}
    return _ask(request, work, heading, lead=lead, submit=_("Slet kladden"))


@editors_only
def remove_topic(request: HttpRequest, key: str) -> HttpResponse:
    """Asked once more; a topic that can not go says why."""
    if request.method == "POST":
        _act(request, partial(services.remove_topic, key, actor=request.user), _("Emnet er fjernet."))
        return _back(request, key)
    work = find_work(key, request.user)
    if not work.topic:
        return _back(request, key)
    heading = _("Fjern “%(name)s”?") % {"name": work.topic.name}
    if reason := services.why_topic_stays(work.topic):
        context = {"reason": reason, "back": reverse("cases:topic", args=[key]), **_named(work, heading)}
        return render(request, "cases/curation/stays.html", context)
    lead = _("Ingen case har emnet. Læserne kan ikke vælge det mere, og det kan ikke hentes igen.")
    lead = f"{lead} {_('Kladden med ændringer forsvinder også.')}" if work.draft else lead
    return _ask(request, work, heading, lead=lead, submit=_("Fjern emnet"))


def _ask(request: HttpRequest, work: TopicWork, heading: str, **context) -> HttpResponse:
    """The act once more, on what the page shows."""
    form, place = TopicActForm(initial={"version": work.version}), reverse("cases:topic", args=[work.key])
    context |= {"form": form, "cancel_url": place, **_named(work, heading)}
    return render(request, "cases/curation/form.html", context)


def _named(work: TopicWork, heading: str) -> dict:
    place = reverse("cases:topic", args=[work.key])
    return {"heading": heading, "trail": _trail((work.name, place), (heading, ""))}


def _act(request: HttpRequest, act: Callable[..., object], done: str) -> None:
    """Do it to what the page showed, and say how it went."""
    form = TopicActForm(request.POST)
    try:
        act(version=form.cleaned_data["version"] if form.is_valid() else "")
    except StaleVersion:
        messages.error(request, _("En anden har gemt imens. Læs emnet igen, og prøv igen."))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)


def _back(request: HttpRequest, key: str) -> HttpResponse:
    return redirect("cases:topic", key) if find_work(key, request.user).is_there else redirect("cases:topics")


def _show_form(request: HttpRequest, form: BaseForm, heading: str, *, work=None, **context) -> HttpResponse:
    page = [(work.name, reverse("cases:topic", args=[work.key]))] if work and work.is_there else []
    context = {"form": form, "heading": heading, "trail": _trail(*page, (heading, "")), **context}
    return render(request, "cases/curation/topic_form.html", context)
