"""The page of a kind, its versions, and a draft as a whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.exceptions import DomainError, StaleVersion
from common.once import made_before
from editing import services
from editing.documents import digest
from editing.forms.publishing import BeginForm, PublishForm, RemoveForm
from editing.kinds.base import Kind, differences
from editing.models import Draft
from editing.pages import build_draft_page, faults_of_newest
from editing.views.shared import NOT_THROWN_AWAY, administrators_only, draft_trail, find_draft, kind_trail


@require_safe
@administrators_only
def kind(request: HttpRequest, kind: Kind) -> HttpResponse:
    """What is published, what waits, and every version there has been."""
    drafts = Draft.objects.visible_to(request.user).filter(kind=kind.name).select_related("changed_by")
    versions = kind.versions()
    context = {
        "kind": kind,
        "heading": kind.label,
        "trail": [*kind_trail(kind)[:1], (kind.label, "")],
        "draft": drafts.first(),
        "versions": versions,
        "newest": versions[0] if versions else None,
        "faults": faults_of_newest(kind),
        "waiting": kind.waiting(),
        "begin_form": BeginForm(),
        "from_file_form": BeginForm(initial={"from_file": True}),
    }
    return render(request, "editing/kind.html", context)


@require_safe
@administrators_only
def version(request: HttpRequest, kind: Kind, number: int) -> HttpResponse:
    """One version, and what it changed in the one before."""
    found = kind.version(number)
    if found is None:
        raise Http404
    earlier = next((each.number for each in kind.versions() if each.number < number), None)
    before = kind.version(earlier) if earlier is not None else None
    changes = differences(kind, before.document, found.document, kind.words()) if before else []
    heading = _("Version %(number)d") % {"number": number}
    context = {
        "kind": kind,
        "heading": heading,
        "trail": kind_trail(kind, (heading, "")),
        "version": found,
        "before": before,
        "changes": changes,
    }
    return render(request, "editing/version.html", context)


@require_POST
@administrators_only
def begin(request: HttpRequest, kind: Kind) -> HttpResponse:
    form = BeginForm(request.POST)
    try:
        from_file = form.is_valid() and form.cleaned_data["from_file"]
        services.begin_draft(kind, actor=request.user, from_file=from_file)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("editing:kind", kind)
    return redirect("editing:draft", kind)


@require_safe
@administrators_only
def draft(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Everything in the draft, each with the way to change it."""
    found = find_draft(request, kind)
    context = {
        "kind": kind,
        "heading": _("Kladde: %(kind)s") % {"kind": kind.label},
        "trail": kind_trail(kind, (_("Kladde"), "")),
        "draft": found,
        "page": build_draft_page(kind, found),
    }
    return render(request, "editing/draft.html", context)


@require_safe
@administrators_only
def preview(request: HttpRequest, kind: Kind) -> HttpResponse:
    """The draft as it will be read."""
    found = find_draft(request, kind)
    template, shown = kind.preview(found.content, request.GET)
    heading = _("Sådan vil det se ud")
    context = {"kind": kind, "heading": heading, "trail": draft_trail(kind, (heading, "")), "draft": found}
    return render(request, template, context | shown)


@administrators_only
def publish(request: HttpRequest, kind: Kind) -> HttpResponse:
    """What the draft changes, then the button."""
    if done := made_before(request.POST):
        return redirect(done)
    found, newest = find_draft(request, kind, PublishForm), kind.newest()
    read = {"version": digest(found.content), "follows": newest.number}
    form = PublishForm(request.POST or None, initial=read)
    if form.is_valid() and form.is_first():
        try:
            with form.trying():
                number = services.publish_draft(found, kind, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form = _read_again(request, read, error)
        else:
            place = reverse("editing:kind", args=[kind])
            form.made(place)
            messages.success(request, _("Version %(number)d er udgivet.") % {"number": number})
            return redirect(place)
    changes = differences(kind, newest.document, found.content, kind.words())
    context = _about(kind, found, _("Udgiv kladden"), form) | {
        "newest": newest,
        "changes": changes,
        "faults": kind.faults(found.content, newest.document),
    }
    return render(request, "editing/publish.html", context)


def _read_again(request: HttpRequest, read: dict, error: DomainError) -> PublishForm:
    """The form with what was typed, about what stands on the page now."""
    data = request.POST.copy()
    for name, value in read.items():
        data[name] = str(value)
    form = PublishForm(data, initial=read)
    form.add_error(None, str(error))
    return form


def _about(kind: Kind, draft: Draft, heading: str, form) -> dict:
    return {
        "kind": kind,
        "heading": heading,
        "trail": draft_trail(kind, (heading, "")),
        "draft": draft,
        "form": form,
        "cancel_url": reverse("editing:draft", args=[kind]),
    }


@administrators_only
def discard(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Ask, and throw the draft away."""
    found, newest = find_draft(request, kind), kind.newest()
    form = RemoveForm(request.POST or None, initial={"version": digest(found.content)})
    if request.method == "POST" and form.is_valid():
        try:
            services.discard_draft(found, version=form.cleaned_data["version"])
        except StaleVersion:
            messages.warning(request, NOT_THROWN_AWAY)
            return redirect("editing:discard", kind)
        except DomainError as error:
            messages.warning(request, str(error))
            return redirect("editing:kind", kind)
        messages.success(request, _("Kladden er slettet. Det, der er udgivet, gælder stadig."))
        return redirect("editing:kind", kind)
    changes = differences(kind, newest.document, found.content, kind.words())
    context = _about(kind, found, _("Slet kladden"), form) | {"changes": changes}
    return render(request, "editing/discard.html", context)
