"""Documents: the list, one document with its versions, upload and download."""

from __future__ import annotations

import logging
import re

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from collaborations import services
from collaborations.forms import HideForm, NewVersionForm, UploadForm
from collaborations.models import Collaboration, Document
from collaborations.shortcuts import get_collaboration
from collaborations.uploads import CONTENT_TYPES
from common.exceptions import DomainError

logger = logging.getLogger(__name__)
UPLOAD, CHANGE = "collaborations.upload", "collaborations.change_collaboration"


@require_safe
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    rows = collaboration.documents.current().with_newest()
    return _show(request, collaboration, "list", "", documents=list(rows))


@require_safe
def document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    row = _document(collaboration, pk)
    versions = row.versions.select_related("uploaded_by", "on_behalf_of").order_by("-number")
    return _show(request, collaboration, "document", row.title, document=row, versions=list(versions))


def upload(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, UPLOAD)
    form, back = UploadForm(request.POST or None, request.FILES or None), _list(slug)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or back)
        behalf = collaboration.access.acting_for
        with form.trying():
            made = services.add_document(
                collaboration, **form.cleaned_data, actor=request.user, on_behalf_of=behalf
            ).document
        form.made(reverse("collaborations:document", args=[slug, made.pk]))
        messages.success(request, _("“%(title)s” er lagt op.") % {"title": made.title})
        return redirect("collaborations:document", slug, made.pk)
    context = {"form": form, "cancel_url": back, "submit": _("Læg op")}
    return _show(request, collaboration, "form", _("Læg et dokument op"), **context)


def new_version(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, UPLOAD)
    row = _document(collaboration, pk)
    form, back = NewVersionForm(request.POST or None, request.FILES or None), _one(slug, pk)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(back)
        try:
            with form.trying():
                behalf = collaboration.access.acting_for
                services.add_version(row, **form.cleaned_data, actor=request.user, on_behalf_of=behalf)
        except DomainError as error:
            form.add_error("upload", str(error))
        else:
            messages.success(request, _("Den nye version er lagt op."))
            return redirect(back)
    context = {"form": form, "cancel_url": back, "submit": _("Læg op")}
    return _show(request, collaboration, "form", _("Ny version af %(title)s") % {"title": row.title}, **context)


def hide_document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, CHANGE)
    row = _document(collaboration, pk)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.hide_document(row, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("“%(title)s” er skjult.") % {"title": row.title})
            return redirect(_list(slug))
    context = {"form": form, "cancel_url": _one(slug, pk), "submit": _("Skjul dokumentet")}
    return _show(request, collaboration, "form", _("Skjul %(title)s") % {"title": row.title}, **context)


@require_safe
@never_cache
def download_document(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse | FileResponse:
    """The file as an attachment, never shown in the browser."""
    collaboration = get_collaboration(request, slug)
    row = _document(collaboration, pk)
    version = get_object_or_404(row.versions, number=number)
    try:
        file = version.file.open()
    except FileNotFoundError:
        logger.exception("The file of document version %s is lost", version.pk)
        return _show(request, collaboration, "lost", _("Filen er væk"), status=404, document=row)
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", f"{row.title} (version {number}).{version.kind}")
    return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[version.kind])


def _document(collaboration: Collaboration, pk: int) -> Document:
    return get_object_or_404(collaboration.documents.select_related("collaboration", "hidden_by"), pk=pk)


def _list(slug: str) -> str:
    return reverse("collaborations:documents", args=[slug])


def _one(slug: str, pk: int) -> str:
    return reverse("collaborations:document", args=[slug, pk])


def _show(
    request: HttpRequest, collaboration: Collaboration, template: str, heading: str, *, status: int = 200, **context
) -> HttpResponse:
    context = {"collaboration": collaboration, "access": collaboration.access, "tab": "documents", **context}
    if heading:
        context["heading"] = heading
        context["trail"] = [
            (_("Samarbejder"), reverse("dashboards:portfolio")),
            (collaboration.name, collaboration.get_absolute_url()),
            (_("Dokumenter"), _list(collaboration.slug)),
            (heading, ""),
        ]
    return render(request, f"collaborations/documents/{template}.html", context, status=status)
