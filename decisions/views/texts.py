"""Texts: the list, the draft, and the versions that were published."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError
from decisions import services
from decisions.forms import CompareForm, PublishForm, TextForm
from decisions.models import AgreementText, TextVersion
from decisions.text_pages import build_text_page, compare_versions

WRITE, PUBLISH = "decisions.write_texts", "decisions.publish"


@require_safe
def texts(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    rows = collaboration.texts.prefetch_related("versions", "questions")
    return show_text(request, collaboration, "texts", "", texts=list(rows))


def add_text(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    form, back = TextForm(request.POST or None), reverse("decisions:texts", args=[slug])
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or back)
        with form.trying():
            made = services.create_text(collaboration, **form.cleaned_data, actor=request.user)
        form.made(reverse("decisions:text", args=[slug, made.pk]))
        messages.success(request, _("“%(title)s” er oprettet.") % {"title": made.title})
        return redirect("decisions:text", slug, made.pk)
    context = {"form": form, "cancel_url": back, "submit": _("Opret tekst")}
    return show_text(request, collaboration, "text_form", _("Opret tekst"), **context)


@require_safe
def text(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The draft for those who write it; everybody else sees what was published."""
    collaboration = get_collaboration(request, slug)
    row = get_text(collaboration, pk)
    if not collaboration.access.may_see_drafts:
        newest = row.versions.last()
        if newest is None:
            raise PermissionDenied(_("Teksten er ikke udgivet endnu. Koordinatoren kan se kladden."))
        return redirect("decisions:version", slug, pk, newest.number)
    page = build_text_page(collaboration, row)
    return show_text(request, collaboration, "text", row.title, page=page)


def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Publish the draft for decision: what is new, who is set back, and what is missing."""
    collaboration = get_collaboration(request, slug, PUBLISH)
    row = get_text(collaboration, pk)
    page, back = build_text_page(collaboration, row), reverse("decisions:text", args=[slug, pk])
    newest = page.newest.number if page.newest else 0
    seen = {"newest": newest, "draft": services.draft_fingerprint(row)}
    form = PublishForm(request.POST or None, has_versions=bool(newest), initial=seen)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or back)
        try:
            with form.trying():
                made = services.publish_version(row, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.see_again(seen)
            form.add_error(None, str(error))
        else:
            form.made(reverse("decisions:version", args=[slug, pk, made.number]))
            messages.success(request, _("Version %(number)d er udgivet til beslutning.") % {"number": made.number})
            return redirect("decisions:version", slug, pk, made.number)
    heading = _("Udgiv %(title)s til beslutning") % {"title": row.title}
    return show_text(request, collaboration, "publish", heading, page=page, form=form, cancel_url=back)


@require_safe
def version(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """A published version, word for word."""
    collaboration = get_collaboration(request, slug)
    row = get_text(collaboration, pk)
    found = get_version(row, number)
    context = {
        "text": row,
        "version": found,
        "annexes": found.annexes.select_related("document__document", "key_version__key"),
        "versions": row.versions.order_by("-number"),
    }
    heading = _("%(title)s, version %(number)d") % {"title": row.title, "number": number}
    return show_text(request, collaboration, "version", heading, **context)


@require_safe
def compare(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Two versions side by side."""
    collaboration = get_collaboration(request, slug)
    row = get_text(collaboration, pk)
    form = CompareForm(request.GET)
    if not form.is_valid():
        raise Http404
    old, new = (get_version(row, form.cleaned_data[name]) for name in ("fra", "til"))
    said = {"title": row.title, "old": old.number, "new": new.number}
    context = {"text": row, "comparison": compare_versions(old, new)}
    heading = _("%(title)s: version %(old)d og %(new)d") % said
    return show_text(request, collaboration, "compare", heading, **context)


def show_text(
    request: HttpRequest, collaboration: Collaboration, template: str, heading: str, **context
) -> HttpResponse:
    """A page below the tab Tekster; without a heading the tab's own."""
    context = {"collaboration": collaboration, "access": collaboration.access, "tab": "texts", **context}
    if heading:
        context["heading"] = heading
        context["trail"] = [
            (_("Samarbejder"), reverse("dashboards:portfolio")),
            (collaboration.name, collaboration.get_absolute_url()),
            (_("Tekster"), reverse("decisions:texts", args=[collaboration.slug])),
            (heading, ""),
        ]
    return render(request, f"decisions/{template}.html", context)


def get_text(collaboration: Collaboration, pk: int) -> AgreementText:
    return get_object_or_404(collaboration.texts.select_related("collaboration__organisation_type"), pk=pk)


def get_version(text: AgreementText, number: int) -> TextVersion:
    return get_object_or_404(text.versions.select_related("published_by"), number=number)
