"""A file of cases: chosen, read, shown, and loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import services
from cases.document import CaseDocument
from cases.forms.editor import read_options
from cases.forms.importing import ImportForm
from cases.import_preview import Preview, is_of_newest, preview, put_together
from cases.models import Case
from cases.views.editing import trail
from cases.views.guards import editors_only
from common.exceptions import StaleVersion


@editors_only
def import_cases(request: HttpRequest) -> HttpResponse:
    """Nothing is saved before the press that says so. A file that was read before somebody else saved is shown anew."""
    cases = {case.slug: case for case in Case.objects.visible_to(request.user).with_newest()}
    held = {slug: case.working_content for slug, case in cases.items()}
    names, is_stale = read_options(), False
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*data, names=names, held=held, published=_published(cases.values()))
    numbers = {slug: case.newest_number for slug, case in cases.items()}
    if form.is_bound and form.is_valid() and form.is_loading:
        try:
            if _load(request, form, numbers):
                return redirect(reverse("cases:queue") + "?tilstand=kladde")
        except (StaleVersion, services.CaseGone):
            is_stale = True
    found = None
    if form.is_bound and form.reading:
        found = preview(form.reading, names=names, held=held, bases=form.bases, numbers=numbers)
    return _show(request, form, found, is_stale)


def _published(cases: Iterable[Case]) -> dict[str, CaseDocument]:
    """What readers see of the cases that somebody is writing something newer of: an export holds that."""
    return {case.slug: case.content for case in cases if case.was_published and case.content != case.working_content}


def _load(request: HttpRequest, form: ImportForm, numbers: Mapping[str, int]) -> bool:
    """Is it loaded, by this press or by one before it?"""
    counts: list[int] = []

    def load() -> None:
        if not is_of_newest(form.reading, form.numbers, numbers, form.held):
            raise StaleVersion(None)
        cases = put_together(form.to_load, form.held, form.bases)
        counts.append(services.load_cases(cases, numbers=form.numbers, actor=request.user))

    if not form.do_once(load):
        return False
    for count in counts:
        said = ngettext("%(n)d case er indlæst som kladde.", "%(n)d cases er indlæst som kladder.", count)
        messages.success(request, said % {"n": count})
    return True


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
