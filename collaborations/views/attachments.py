"""The page that attaches a document to something, and the button that takes it off: shared with the apps above.

An app says in a `Holder` what the document goes with; rights are its own to check first.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations import services
from collaborations.attachments import Holder
from collaborations.forms import AttachForm
from collaborations.models import Collaboration
from common.exceptions import DomainError


def attach_to(request: HttpRequest, collaboration: Collaboration, holder: Holder) -> HttpResponse:
    about = {"collaboration": collaboration, "attached": holder.attached}
    form = AttachForm(request.POST or None, request.FILES or None, **about)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(holder.url)
        try:
            with form.trying():
                given = holder.said | form.cleaned_data
                made = services.attach_document(
                    holder.get_row, collaboration=collaboration, **given, actor=request.user
                )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("“%(title)s” er vedhæftet.") % {"title": made.document.title})
            return redirect(holder.url)
    return _show(request, collaboration, holder, form)


def detach_from(request: HttpRequest, collaboration: Collaboration, holder: Holder, pk: int) -> HttpResponse:
    if holder.row is None:
        raise Http404
    row = holder.row
    version = get_object_or_404(row.documents.select_related("document"), pk=pk)
    services.detach_document(row, version, collaboration=collaboration, **holder.said, actor=request.user)
    messages.success(request, _("“%(title)s” er taget af.") % {"title": version.document.title})
    return redirect(holder.url)


def _show(request: HttpRequest, collaboration: Collaboration, holder: Holder, form: AttachForm) -> HttpResponse:
    heading = _("Vedhæft dokument")
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": holder.tab,
        "holder": holder,
        "form": form,
        "heading": heading,
        "trail": [
            (_("Samarbejder"), reverse("dashboards:portfolio")),
            (collaboration.name, collaboration.get_absolute_url()),
            (holder.name, holder.url),
            (heading, ""),
        ],
        "cancel_url": holder.url,
    }
    return render(request, "collaborations/documents/attach.html", context)
