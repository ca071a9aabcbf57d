"""A file of cases: chosen, read, shown, and loaded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import services
from cases.forms.editor import read_options
from cases.forms.importing import ImportForm
from cases.import_preview import Preview, is_of_newest, preview
from cases.models import Case
from cases.views.editing import trail
from cases.views.guards import editors_only
from common.exceptions import StaleVersion


@editors_only
def import_cases(request: HttpRequest) -> HttpResponse:
    """Nothing is saved before the press that says so. A file that was read before somebody else saved is shown anew."""
    cases = {case.slug: case for case in Case.objects.visible_to(request.user).with_newest()}
    held = {slug: case.working_content for slug, case in cases.items()}
    numbers = {slug: case.newest_number for slug, case in cases.items()}
    names = read_options()
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form, found, is_stale = ImportForm(*data, names=names, held=held), None, False
    if form.is_bound and form.is_valid():
        found = preview(form.reading, names=names, held=held, numbers=numbers)
        is_stale = form.is_loading and not is_of_newest(form.reading.cases, form.numbers, numbers)
        if form.is_loading and not is_stale and found.to_load:
            try:
                return _load(request, form)
            except StaleVersion:
                is_stale = True
    return _show(request, form, found, is_stale)


def _load(request: HttpRequest, form: ImportForm) -> HttpResponse:
    count = services.load_cases(form.reading.cases, numbers=form.numbers, actor=request.user)
    said = ngettext("%(n)d case er indlæst som kladde.", "%(n)d cases er indlæst som kladder.", count) % {"n": count}
    messages.success(request, said)
    return redirect(reverse("cases:queue") + "?tilstand=kladde")


def _show(request: HttpRequest, form: ImportForm, found: Preview | None, is_stale: bool) -> HttpResponse:
    heading = _("Indlæs cases")
    context = {
        "form": form,
        "found": found,
        "is_stale": is_stale,
        "heading": heading,
        "trail": trail((heading, "")),
        "cancel_url": reverse("cases:queue"),
    }
    return render(request, "cases/curation/import.html", context)
